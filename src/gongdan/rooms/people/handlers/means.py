"""What the desks beside the register share: finding a person's entry, and telling the trail."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.predicate import holds
from gongdan.rooms.identity.contract import Principal, decide_access
from gongdan.rooms.people.domain.person import PersonRecord
from gongdan.rooms.people.domain.refusals import Refusal
from gongdan.rooms.people.handlers.register import KIND
from gongdan.rooms.people.store.people import NOBODY, PersonShelf, entries_of
from gongdan.rooms.privacy.contract import Vault


class Means(Struct, frozen=True, kw_only=True):
    """What the desks of people work with."""

    database: Database
    trail: AuditTrail
    vault: Vault
    clock: Clock
    ids: NewId

    async def entry(
        self, principal: Principal, action: str, person: UUID
    ) -> PersonRecord | Refused:
        """Return somebody's entry, if the principal may do this with it."""
        async with self.database.reading(principal.tenant) as reader:
            found = await PersonShelf().load(reader, principal.tenant, person)
        allowed = decide_access(principal, action, KIND.name)
        if found is None or not holds(allowed, KIND.attributes(found)):
            return Refused(Refusal.PERSON_NOT_FOUND, RefusalKind.NOT_FOUND)
        return found

    async def own_entry(self, principal: Principal) -> PersonRecord | Refused:
        """Return the entry of whoever asks."""
        if principal.user is None:
            return Refused(Refusal.NOT_REGISTERED, RefusalKind.NOT_FOUND)
        async with self.database.reading(principal.tenant) as reader:
            found = await entries_of(reader, principal.tenant, principal.user)
        own = (each for each in found if each.user == principal.user and each.name != NOBODY)
        return next(own, Refused(Refusal.NOT_REGISTERED, RefusalKind.NOT_FOUND))

    def deed(self, principal: Principal, act: str, person: UUID) -> Deed:
        """Return what the trail is told: who did what, never which value."""
        return Deed(
            tenant=principal.tenant,
            actor=principal.actor,
            act=f"{KIND.name}.{act}",
            object=Ref(KIND.name, person),
        )
