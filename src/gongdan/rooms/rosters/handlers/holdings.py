"""What rosters holds of a person: wishes, and shifts in rosters."""

from datetime import date, timedelta
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref
from gongdan.rooms.privacy.contract import Copy, Holding
from gongdan.rooms.rosters.handlers.means import KIND
from gongdan.rooms.rosters.store.rosters import forget_person, rosters_with
from gongdan.rooms.rosters.store.settings import forget_wishes, wishes_of

EVER = date(1, 1, 1)


class RosterHoldings:
    """Fulfils `privacy.SubjectHoldings` and `SubjectCopies`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, tenant: UUID, subject: UUID) -> list[Holding]:
        """Return where somebody is planned, and that he wishes for something."""
        async with self._database.reading(tenant) as reader:
            rosters = await rosters_with(reader, tenant, subject)
            wishes = await wishes_of(reader, tenant, subject, EVER)
        found = [Holding(Ref(KIND, each.id), ("shifts",)) for each in rosters]
        return [*found, Holding(Ref("roster_wish", subject), ("wishes",))] if wishes else found

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """Take the person out of rosters, and his wishes."""
        async with self._database.writing(tenant) as writer:
            wishes = await forget_wishes(writer, tenant, subject)
            return wishes + await forget_person(writer, tenant, subject)

    async def copy(self, tenant: UUID, subject: UUID) -> list[Copy]:
        """Return shifts and wishes."""
        async with self._database.reading(tenant) as reader:
            rosters = await rosters_with(reader, tenant, subject)
            wishes = await wishes_of(reader, tenant, subject, EVER)
        copies = [
            Copy(
                Ref(KIND, each.id),
                {
                    (each.first + timedelta(days=duty.day)).isoformat(): duty.kind
                    for duty in each.duties
                    if duty.person == str(subject)
                },
            )
            for each in rosters
        ]
        if wishes:
            said = {each.day.isoformat(): each.kind or "off" for each in wishes}
            copies.append(Copy(Ref("roster_wish", subject), said))
        return copies
