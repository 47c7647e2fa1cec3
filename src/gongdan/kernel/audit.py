"""The audit trail as a port: what each room tells about a sensitive or refused act.

Rooms on one floor never import each other, and each of them has acts to record; so the port
stands here, and the audit room fulfils it. Facts name things by id and code and never hold
personal data: the trail is never erased.
"""

from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Writer
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor


class DeedOutcome(StrEnum):
    """How an act ended."""

    DONE = "done"
    FAILED = "failed"  # tried by somebody who could not prove to be who they said
    REFUSED = "refused"  # not allowed, or not possible in this state


class Deed(Struct, frozen=True, kw_only=True):
    """One act, worth remembering: who did what to which thing, and how it ended.

    `act` is a stable dotted word (`session.open`, `user.create`, `order.accept`); `code` is the
    refusal's code; `place` says where it was tried (a node's key, or a route's name).
    """

    tenant: UUID
    actor: Actor
    act: str
    object: Ref | None = None
    outcome: DeedOutcome = DeedOutcome.DONE
    code: str = ""
    place: str = ""
    facts: dict[str, str | int | list[str]] = {}


class AuditTrail(Protocol):
    """Where deeds are recorded."""

    async def record(self, deed: Deed, within: Writer | None = None) -> None:
        """Append one deed; `within` an open transaction, it stands or falls with the act."""
        ...
