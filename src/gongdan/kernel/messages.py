"""The words in which the house speaks: commands, events, refusals, and who acts.

One way for data: a request is parsed to a `Command`; a pure `decide` answers `Accepted`
(events) or `Refused` (a stable code); events are appended, and everything else follows
from them. A refusal is a value, mapped to HTTP once. Exceptions are for bugs and broken pipes.
"""

from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from msgspec import Struct


class ActorKind(StrEnum):
    """Who may act; each kind acts with rights of its own and is shown on the timeline."""

    PERSON = "person"
    CLIENT = "client"
    RULE = "rule"
    TIMER = "timer"
    DEVICE = "device"
    IMPORT = "import"
    MODEL = "model"


class Actor(Struct, frozen=True):
    """Who acted: a person or client by id; a rule, timer or model by name (`name@version`).

    Never carries a person's name: names live in the room that can erase them.
    """

    kind: ActorKind
    id: UUID | None = None
    name: str = ""


class Command(Struct, frozen=True, kw_only=True):
    """What somebody wants done, in the imperative: `AcceptOrder`."""


class Event(Struct, frozen=True, kw_only=True):
    """What has happened, in the past tense: `OrderAccepted`. It carries every result."""


class RefusalKind(StrEnum):
    """The family of a refusal; the HTTP status follows from it, in one table."""

    MALFORMED = "malformed"  # the words can't be understood (400/422)
    UNAUTHENTICATED = "unauthenticated"  # nobody we know (401)
    FORBIDDEN = "forbidden"  # known, but not allowed (403)
    NOT_FOUND = "not_found"  # no such thing, or none that you may see (404)
    CONFLICT = "conflict"  # the state does not allow it (409)
    STALE = "stale"  # somebody was faster: read again (412)
    PRECONDITION = "precondition"  # say which version you saw (428)
    TOO_LARGE = "too_large"  # over a stated limit (413)
    TOO_MANY = "too_many"  # wait as told (429)
    READ_ONLY = "read_only"  # nothing can be kept now; reading goes on (503)


class Refused(Struct, frozen=True):
    """An expected "no": a stable code, its family, and the facts that its text needs.

    The text is found under `refusals.<code>.what` and `refusals.<code>.next` in the room's
    `texts/*.toml`: what happened, and what to do. `field` points at the input at fault
    (a JSON pointer), where there is one.
    """

    code: str
    kind: RefusalKind = RefusalKind.CONFLICT
    facts: dict[str, str | int | list[str]] = {}
    field: str = ""


E_co = TypeVar("E_co", bound=Event, covariant=True)


class Accepted(Struct, Generic[E_co], frozen=True):
    """An accepted command: the events that it causes, in order (none: nothing to change)."""

    events: tuple[E_co, ...]


class Basis(Struct, frozen=True):
    """On what an act rests: by whom or what it was proposed, with which reasons."""

    source: str
    reasons: tuple[str, ...] = ()


class Recorded(Struct, Generic[E_co], frozen=True, kw_only=True):
    """An event as the store keeps it, read back.

    `recorded_at` is the server's instant (µs, UTC) and the only time of the act;
    `position` is the tenant-wide, gap-free place, or None until the sequencer gave it one.
    """

    tenant: UUID
    stream: UUID
    seq: int
    event_id: UUID
    recorded_at: datetime
    hash: bytes
    actor: Actor
    event: E_co
    command_id: UUID | None = None
    basis: Basis | None = None
    position: int | None = None
