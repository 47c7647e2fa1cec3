"""The door of rehearsal: what is done in a sandbox, and the people who are made up for it."""

from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import Json

KIND = "rehearsal"
"""The kind of a reference to a rehearsal."""

REPORTER = "reporter"
"""The key of the stand-in who reports, and verifies where the definition lets reporters do so."""


class Begin(Struct, frozen=True, kw_only=True, tag="begin", omit_defaults=True):
    """The order is reported; `by` is a stand-in."""

    title: str
    urgency: int = 3
    impact: int = 3
    fields: dict[str, Json] = {}
    by: str = REPORTER


class Deed(Struct, frozen=True, kw_only=True, tag="deed", omit_defaults=True):
    """A stand-in does something.

    `act` is an act of orders, or `prove` (evidence of `kind` and `label` is there), or
    `child_ended` and `child_cancelled` for the child order that `token` waits for. `to` is a
    node (for a way back) or a stand-in (for whoever is to work).

    Replies that are made up go to the `token` that waits for them: `service_answers` with the
    values that the node takes of an answer (`data`), `service_fails` by a `failure` of
    `domain.outside` (`always`: until it is given up), `message_comes` with the answers to the
    form of the step that waits.
    """

    by: str
    act: str
    node: str = ""
    outcome: str = ""
    data: dict[str, Json] = {}
    reason: str = ""
    to: str = ""
    kind: str = ""
    label: str = ""
    token: int = 0
    failure: str = ""
    always: bool = False


class Wait(Struct, frozen=True, kw_only=True, tag="wait"):
    """The clock is moved on; what is due on the way happens, each at its own time."""

    until: datetime


Entry: TypeAlias = Begin | Deed | Wait
"""One thing that was done in a rehearsal. All of them, decided anew, are the rehearsal."""


StandFor: TypeAlias = Literal["reporter", "role", "person", "manager"]


class StandIn(Struct, frozen=True, kw_only=True):
    """Somebody made up, with the rights of a role: `title` by language, `place` among his like.

    `kind` says for whom he stands: the reporter, a role, a person named in a rule, or the
    reporter's manager so many levels up (then `role` holds the level).
    """

    key: str
    kind: StandFor
    role: str
    title: dict[str, str]
    place: int = 1
    principal: Principal

    @property
    def user(self) -> UUID:
        """The id by which the flow knows this stand-in."""
        if self.principal.user is None:
            raise ValueError("a stand-in has an id")
        return self.principal.user


class Trouble(Struct, frozen=True, kw_only=True):
    """What keeps an order from going on, or would: a code, its place in the bundle, its facts."""

    code: str
    place: str
    facts: dict[str, str | int | list[str]] = {}


class Line(Struct, frozen=True, kw_only=True):
    """One line of what happened: when by the rehearsal's clock, and which sentence of `texts`."""

    at: datetime
    code: str
    facts: dict[str, str] = {}
