"""When people are away: told by themselves, or by who gives out work."""

from uuid import UUID

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.people.contract import Absence, RecordAbsence
from gongdan.rooms.people.domain.beside import MOST_ABSENCES, absence_of
from gongdan.rooms.people.domain.person import PersonRecord
from gongdan.rooms.people.domain.refusals import Refusal
from gongdan.rooms.people.handlers.means import Means
from gongdan.rooms.people.ports import HearsAbsences
from gongdan.rooms.people.store.absences import absences_of, add_absence, remove_absence
from gongdan.rooms.people.store.people import touch


class AbsenceDesk:
    """Records absences; `hears` is told of each one, so that work finds other hands."""

    def __init__(self, means: Means, hears: HearsAbsences | None = None) -> None:
        self._means = means
        self.hears = hears

    async def of(self, principal: Principal, person: UUID) -> tuple[Absence, ...] | Refused:
        """Return when somebody is or will be away."""
        entry = await self._means.entry(principal, Action.PERSON_READ, person)
        return entry if isinstance(entry, Refused) else await self._of(principal, entry)

    async def record(
        self, principal: Principal, person: UUID, command: RecordAbsence
    ) -> Absence | Refused:
        """Say that somebody is away."""
        entry = await self._means.entry(principal, Action.ABSENCE_RECORD, person)
        return entry if isinstance(entry, Refused) else await self._add(principal, entry, command)

    async def remove(self, principal: Principal, person: UUID, absence: UUID) -> Refused | None:
        """Say that somebody is there after all."""
        entry = await self._means.entry(principal, Action.ABSENCE_RECORD, person)
        return entry if isinstance(entry, Refused) else await self._take(principal, entry, absence)

    async def own(self, principal: Principal) -> tuple[Absence, ...] | Refused:
        """Return when one is away oneself."""
        entry = await self._means.own_entry(principal)
        return entry if isinstance(entry, Refused) else await self._of(principal, entry)

    async def record_own(self, principal: Principal, command: RecordAbsence) -> Absence | Refused:
        """Say that one is away oneself: nobody has to be asked for that."""
        entry = await self._means.own_entry(principal)
        return entry if isinstance(entry, Refused) else await self._add(principal, entry, command)

    async def remove_own(self, principal: Principal, absence: UUID) -> Refused | None:
        """Say that one is there after all."""
        entry = await self._means.own_entry(principal)
        return entry if isinstance(entry, Refused) else await self._take(principal, entry, absence)

    async def _of(self, principal: Principal, entry: PersonRecord) -> tuple[Absence, ...]:
        now = self._means.clock()
        async with self._means.database.reading(principal.tenant) as reader:
            found = await absences_of(reader, principal.tenant, [entry.id], now)
        return found.get(entry.id, ())

    async def _add(
        self, principal: Principal, entry: PersonRecord, command: RecordAbsence
    ) -> Absence | Refused:
        absence = absence_of(self._means.ids(), command, self._means.clock())
        if isinstance(absence, Refused):
            return absence
        if len(await self._of(principal, entry)) >= MOST_ABSENCES:
            return Refused(Refusal.ABSENCES_TOO_MANY, facts={"limit": MOST_ABSENCES})
        async with self._means.database.writing(principal.tenant) as writer:
            await add_absence(writer, principal.tenant, entry.id, absence)
            await touch(writer, principal.tenant, entry.id)
            await self._means.trail.record(self._means.deed(principal, "absent", entry.id), writer)
            if self.hears is not None and entry.user is not None:
                await self.hears.away(writer, principal.tenant, entry.user, absence)
        return absence

    async def _take(
        self, principal: Principal, entry: PersonRecord, absence: UUID
    ) -> Refused | None:
        async with self._means.database.writing(principal.tenant) as writer:
            if not await remove_absence(writer, principal.tenant, entry.id, absence):
                return Refused(Refusal.ABSENCE_NOT_FOUND, RefusalKind.NOT_FOUND)
            await touch(writer, principal.tenant, entry.id)
            await self._means.trail.record(self._means.deed(principal, "present", entry.id), writer)
        return None
