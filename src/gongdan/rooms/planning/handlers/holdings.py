"""What planning holds of a person: in which plans he stands."""

from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref, derived_id
from gongdan.rooms.planning.store import forget, plans_with
from gongdan.rooms.planning.store.visits import forget_visits
from gongdan.rooms.privacy.contract import Copy, Holding

KIND = "day_plan"


class PlanningHoldings:
    """Fulfils `privacy.SubjectHoldings` and `SubjectCopies`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, tenant: UUID, subject: UUID) -> list[Holding]:
        """Return that somebody stands in plans, where he does."""
        count = await self._count(tenant, subject)
        return [Holding(Ref(KIND, subject), ("routes",))] if count else []

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """Put nobody in his place: the plans stay, and nobody knows whose they were."""
        nobody = derived_id(b"nobody in a day plan" + subject.bytes)
        async with self._database.writing(tenant) as writer:
            await forget_visits(writer, tenant, subject)
            return await forget(writer, tenant, subject, nobody)

    async def copy(self, tenant: UUID, subject: UUID) -> list[Copy]:
        """Return in how many plans somebody stands."""
        count = await self._count(tenant, subject)
        return [Copy(Ref(KIND, subject), {"plans": str(count)})] if count else []

    async def _count(self, tenant: UUID, subject: UUID) -> int:
        async with self._database.reading(tenant) as reader:
            return await plans_with(reader, tenant, subject)
