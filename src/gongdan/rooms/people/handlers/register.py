"""People as the desk, the API and imports use them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from msgspec import UNSET, UnsetType
from msgspec.structs import asdict, replace

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, new_id
from gongdan.kernel.messages import Refused
from gongdan.kernel.paging import cut
from gongdan.kernel.register import By, Kind, Register
from gongdan.rooms.identity.contract import Action, Principal, decide_access
from gongdan.rooms.people.contract import USUAL, ChangePerson, CreatePerson, Person, Technician
from gongdan.rooms.people.domain.person import PersonRecord, checked, clean_phone
from gongdan.rooms.people.domain.refusals import Refusal, malformed
from gongdan.rooms.people.ports import Organisation
from gongdan.rooms.people.store.people import PersonShelf, Wanted, page, place_of, technicians
from gongdan.rooms.people.views import people_shown
from gongdan.rooms.privacy.contract import SubjectDestroyedError, Vault, resealed

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
        self._register = Register(KIND, PersonShelf(), database, trail)

    async def page(self, principal: Principal, wanted: Wanted) -> tuple[list[Person], str | None]:
        """Return a page of the people that the principal may read, and the next cursor."""
        allowed = _by(principal, Action.PERSON_READ).allowed
        async with self._database.reading(principal.tenant) as reader:
            found = await page(reader, principal.tenant, wanted, allowed)
        records, following = cut(found, wanted.limit, place_of)
        return await people_shown(self._vault, principal, records), following

    async def technicians(self, tenant: UUID, users: Collection[UUID]) -> Mapping[UUID, Technician]:
        """Return people by the accounts they sign in with, for those who give out work."""
        async with self._database.reading(tenant) as reader:
            found = await technicians(reader, tenant, users)
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
            working=command.working or USUAL,
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
        for place, unit in enumerate(right.working.territories):
            if await self._organisation.unit_path(tenant, unit) is None:
                return malformed(Refusal.PERSON_UNIT_NOT_FOUND, f"/working/territories/{place}")
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


def _by(principal: Principal, action: Action) -> By:
    allowed = decide_access(principal, action, KIND.name)
    return By(principal.tenant, principal.actor, allowed)
