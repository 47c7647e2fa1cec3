"""What the desks of this room have in common: who may touch a thing, and the trail of it."""

from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.database import Writer
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Action, Principal, decide_access
from gongdan.rooms.integration.domain.refusals import Refusal


class Owned(Protocol):
    """Of each thing, policies may ask who made it."""

    @property
    def id(self) -> UUID: ...

    @property
    def created_by(self) -> UUID | None: ...

    @property
    def version(self) -> int: ...


T = TypeVar("T", bound=Owned)


class Told(NamedTuple):
    """The trail, and the transaction in which it is told."""

    trail: AuditTrail
    writer: Writer


class Keeping(Struct, frozen=True, kw_only=True):
    """One kind of thing: the action that shows it, and its words for what is not there, not
    yours, or changed meanwhile.
    """

    kind: str
    read: Action
    not_found: Refusal
    out_of_reach: Refusal
    changed_meanwhile: Refusal

    def may(self, principal: Principal, action: Action, thing: Owned) -> bool:
        """Tell whether the principal's rights reach this thing."""
        row = {"owner_id": thing.created_by}
        return holds(decide_access(principal, action, self.kind), row)

    def seen(self, principal: Principal, things: list[T]) -> list[T]:
        """Return those that the principal may see."""
        return [each for each in things if self.may(principal, self.read, each)]

    def reached(self, principal: Principal, action: Action, thing: T | None) -> T | Refused:
        """Return the thing; what somebody may not see is not there for him."""
        if thing is None or not self.may(principal, self.read, thing):
            return Refused(self.not_found, RefusalKind.NOT_FOUND)
        return thing if self.may(principal, action, thing) else self.forbidden()

    def unchanged(self, thing: T, seen: int) -> T | Refused:
        """Return the thing, if it is as it was seen."""
        if thing.version == seen:
            return thing
        return Refused(self.changed_meanwhile, RefusalKind.STALE, {"version": thing.version})

    def forbidden(self) -> Refused:
        """Return the refusal of an act to which somebody's rights do not reach."""
        return Refused(self.out_of_reach, RefusalKind.FORBIDDEN)

    async def tell(
        self,
        told: Told,
        principal: Principal,
        act: str,
        thing: UUID,
        **facts: str | int | list[str],
    ) -> None:
        """Record an act; addresses, secrets and what was said stay out of the trail."""
        deed = Deed(
            tenant=principal.tenant,
            actor=principal.actor,
            act=f"{self.kind}.{act}",
            object=Ref(self.kind, thing),
            facts=facts,
        )
        await told.trail.record(deed, told.writer)
