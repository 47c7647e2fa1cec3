"""People as the desk, the API and imports use them."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from msgspec import UNSET, UnsetType
from msgspec.structs import asdict, replace

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, Ref, new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.paging import cut
from gongdan.kernel.predicate import holds
from gongdan.kernel.register import By, Kind, Register
from gongdan.rooms.identity.contract import Action, Principal, View, decide_access, field_view
from gongdan.rooms.people import store
from gongdan.rooms.people.contract import ChangePerson, CreatePerson, Person, Technician
from gongdan.rooms.people.domain.person import PersonRecord, checked, clean_phone
from gongdan.rooms.people.domain.refusals import Refusal, malformed
from gongdan.rooms.people.ports import Organisation
from gongdan.rooms.people.views import people_shown
from gongdan.rooms.privacy.contract import (
    Clear,
    Copy,
    Holding,
    PrivacyClass,
    SubjectDestroyedError,
    Vault,
    resealed,
)

KIND: Kind[PersonRecord] = Kind(
    name="person",
    not_found=Refusal.PERSON_NOT_FOUND,
    changed_meanwhile=Refusal.PERSON_CHANGED_MEANWHILE,
    taken=Refusal.PERSON_USER_TAKEN,
    out_of_reach=Refusal.PERSON_OUT_OF_REACH,
    attributes=lambda person: {"owner_id": person.user, "unit_path": person.unit_path},
)


class PeopleRegister:
    """Reads and changes people on behalf of a principal; all answers are values."""

    def __init__(
        self,
        database: Database,
        trail: AuditTrail,
        vault: Vault,
        organisation: Organisation,
        *,
        ids: NewId = new_id,
    ) -> None:
        self._database = database
        self._vault = vault
        self._organisation = organisation
        self._ids = ids
        self._register = Register(KIND, store.PersonShelf(), database, trail)

    async def page(
        self, principal: Principal, wanted: store.Wanted
    ) -> tuple[list[Person], str | None]:
        """Return a page of the people that the principal may read, and the next cursor."""
        allowed = _by(principal, Action.PERSON_READ).allowed
        async with self._database.reading(principal.tenant) as reader:
            found = await store.page(reader, principal.tenant, wanted, allowed)
        records, following = cut(found, wanted.limit, store.place_of)
        return await people_shown(self._vault, principal, records), following

    async def technicians(self, tenant: UUID, users: Collection[UUID]) -> Mapping[UUID, Technician]:
        """Return people by the accounts they sign in with, for those who give out work."""
        async with self._database.reading(tenant) as reader:
            found = await store.technicians(reader, tenant, users)
        return {each.user: each for each in found if each.user is not None}

    async def get(self, principal: Principal, person: UUID) -> Person | Refused:
        """Return one person."""
        found = await self._register.get(_by(principal, Action.PERSON_READ), person)
        return await self._shown(principal, found)

    async def create(self, principal: Principal, command: CreatePerson) -> Person | Refused:
        """Register a new person."""
        draft = PersonRecord(
            id=self._ids(),
            name=command.name,
            user=command.user,
            unit=command.unit,
            skills=tuple(command.skills),
        )
        record = await self._whole(principal.tenant, draft, command.phone, before=None)
        if isinstance(record, Refused):
            return record
        added = await self._register.add(_by(principal, Action.PERSON_CHANGE), record)
        return await self._shown(principal, added)

    async def change(
        self, principal: Principal, person: UUID, command: ChangePerson, *, seen: int
    ) -> Person | Refused:
        """Change a person's entry of which version `seen` was read."""
        named = {field: value for field, value in asdict(command).items() if value is not UNSET}
        phone = named.pop("phone", UNSET)

        async def alter(before: PersonRecord) -> PersonRecord | Refused:
            after = replace(before, **named)
            return await self._whole(principal.tenant, after, phone, before=before)

        changed = await self._register.change(
            _by(principal, Action.PERSON_CHANGE), person, seen, alter
        )
        return await self._shown(principal, changed)

    async def _whole(
        self,
        tenant: UUID,
        record: PersonRecord,
        phone: str | UnsetType | None,
        *,
        before: PersonRecord | None,
    ) -> PersonRecord | Refused:
        """Return the record checked, placed in its unit, with the given phone sealed into it."""
        right = checked(record)
        if isinstance(right, Refused):
            return right
        placed = await self._placed(tenant, right, before=before)
        if isinstance(placed, Refused) or isinstance(phone, UnsetType):
            return placed
        number = clean_phone(phone)
        if isinstance(number, Refused):
            return number
        try:
            sealed = await resealed(
                self._vault,
                tenant,
                placed.id,
                subject=placed.subject,
                before=placed.sealed,
                given={"phone": number},
            )
        except SubjectDestroyedError:
            return Refused(Refusal.PERSON_ERASED)
        return replace(placed, sealed=sealed)

    async def _placed(
        self, tenant: UUID, record: PersonRecord, *, before: PersonRecord | None
    ) -> PersonRecord | Refused:
        """Return the record with its unit's path; account and unit must be there."""
        new_user = before is None or before.user != record.user
        if (
            new_user
            and record.user is not None
            and not await self._organisation.has_user(tenant, record.user)
        ):
            return malformed(Refusal.PERSON_USER_NOT_FOUND, "/user")
        if before is not None and before.unit == record.unit:
            return record
        if record.unit is None:
            return replace(record, unit_path="")
        path = await self._organisation.unit_path(tenant, record.unit)
        if path is None:
            return malformed(Refusal.PERSON_UNIT_NOT_FOUND, "/unit")
        return replace(record, unit_path=path)

    async def _shown(
        self, principal: Principal, record: PersonRecord | Refused
    ) -> Person | Refused:
        if isinstance(record, Refused):
            return record
        return (await people_shown(self._vault, principal, [record]))[0]


class PeopleReveals:
    """Fulfils `privacy.Revealable` for people, and for users: their entry as people."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def clear(self, asker: Principal, thing: UUID, fields: Sequence[str]) -> Clear | Refused:
        """Return the fields of one person's entry in clear; `thing` is its id or the account's."""
        async with self._database.reading(asker.tenant) as reader:
            entries = await store.entries_of(reader, asker.tenant, thing)
        found = next(iter(entries), None)
        if found is None or not _reaches(asker, Action.PERSON_READ, found):
            return Refused(Refusal.PERSON_NOT_FOUND, RefusalKind.NOT_FOUND)
        view = field_view(asker, KIND.name).get(PrivacyClass.PERSONAL, View.HIDDEN)
        if view is View.HIDDEN or not _reaches(asker, Action.PERSONAL_REVEAL, found):
            return Refused("reveal_out_of_reach", RefusalKind.FORBIDDEN)
        asked = {name: found.sealed[name] for name in fields if name in found.sealed}
        opened = await self._vault.open(asker.tenant, found.id, asked)
        return Clear(opened, tuple(name for name in asked if name not in opened))


class PeopleHoldings:
    """`privacy.SubjectHoldings` and `SubjectCopies`: what people holds of a subject."""

    def __init__(self, database: Database, vault: Vault | None = None) -> None:
        self._database = database
        self._vault = vault

    async def find(self, tenant: UUID, subject: UUID) -> list[Holding]:
        """Return the entries that are about the subject, with the fields that are personal."""
        return [
            Holding(Ref(KIND.name, each.id), ("name", *each.sealed))
            for each in await self._entries(tenant, subject)
        ]

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """Take the name, which stands beside the ciphertext."""
        async with self._database.writing(tenant) as writer:
            return await store.forget_names(writer, tenant, subject)

    async def copy(self, tenant: UUID, subject: UUID) -> list[Copy]:
        """Return what the entries say."""
        copies = []
        for each in await self._entries(tenant, subject):
            opened = await self._vault.open(tenant, each.id, each.sealed) if self._vault else {}
            values = {"name": each.name, "skills": ", ".join(each.skills), **opened}
            copies.append(Copy(Ref(KIND.name, each.id), values))
        return copies

    async def subjects_of(self, tenant: UUID, person: UUID) -> list[UUID]:
        """Return whose key an entry is sealed with: the account's person, or the entry's own."""
        return [each.subject for each in await self._entries(tenant, person)]

    async def kept(self, tenant: UUID, subjects: Sequence[UUID]) -> frozenset[UUID]:
        """Return those of the persons who are at work here."""
        async with self._database.reading(tenant) as reader:
            return await store.active_among(reader, tenant, subjects)

    async def _entries(self, tenant: UUID, subject: UUID) -> Sequence[PersonRecord]:
        async with self._database.reading(tenant) as reader:
            found = await store.entries_of(reader, tenant, subject)
        return [each for each in found if each.name != store.NOBODY]


def _reaches(principal: Principal, action: Action, person: PersonRecord) -> bool:
    return holds(decide_access(principal, action, KIND.name), KIND.attributes(person))


def _by(principal: Principal, action: Action) -> By:
    allowed = decide_access(principal, action, KIND.name)
    return By(principal.tenant, principal.actor, allowed)
