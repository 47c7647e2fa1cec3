"""What dispatch holds of a person: records by category, and decisions that chose him."""

from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref
from gongdan.rooms.dispatch.store.decisions import forget_chosen
from gongdan.rooms.dispatch.store.learning import forget_records, records_of
from gongdan.rooms.dispatch.store.trials import forget_firsts
from gongdan.rooms.privacy.contract import Copy, Holding

KIND = "dispatch_record"


class DispatchHoldings:
    """Fulfils `privacy.SubjectHoldings` and `SubjectCopies`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, tenant: UUID, subject: UUID) -> list[Holding]:
        """Return that records are kept, where there are some."""
        async with self._database.reading(tenant) as reader:
            found = await records_of(reader, tenant, subject)
        return [Holding(Ref(KIND, subject), tuple(found))] if found else []

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """Take the records, and the person from what was decided."""
        async with self._database.writing(tenant) as writer:
            records = await forget_records(writer, tenant, subject)
            tried = await forget_firsts(writer, tenant, subject)
            return records + tried + await forget_chosen(writer, tenant, subject)

    async def copy(self, tenant: UUID, subject: UUID) -> list[Copy]:
        """Return what was counted."""
        async with self._database.reading(tenant) as reader:
            found = await records_of(reader, tenant, subject)
        values = {key: f"{each.good:.2f} / {each.tries:.0f}" for key, each in found.items()}
        return [Copy(Ref(KIND, subject), values)] if values else []
