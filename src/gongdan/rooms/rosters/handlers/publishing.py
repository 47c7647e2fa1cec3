"""A draft becomes what counts: people's shifts are set, the roster before it is superseded."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from gongdan.engines.rostering.checking import Violation
from gongdan.kernel.database import Writer
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.people.contract import RosteredDay
from gongdan.rooms.rosters.contract import KeptRoster
from gongdan.rooms.rosters.domain.changes import no_longer_right, overlapping
from gongdan.rooms.rosters.domain.refusals import Refusal, missing
from gongdan.rooms.rosters.handlers.means import Means
from gongdan.rooms.rosters.handlers.periods import Periods
from gongdan.rooms.rosters.handlers.planning import in_the_way
from gongdan.rooms.rosters.store import rosters as store


class PublishingDesk:
    """Publishes rosters, and says what has changed since they were made."""

    def __init__(self, means: Means, periods: Periods) -> None:
        self._means = means
        self._periods = periods

    async def stale(self, tenant: UUID, roster: KeptRoster) -> Sequence[Violation]:
        """Return what holds no more of a roster from today on, by what is true now."""
        if roster.state == "superseded" or not roster.duties:
            return ()
        grounds = await self._means.house.grounds(tenant)
        passed = (self._means.today(grounds) - roster.first).days
        now = await self._periods.as_it_is(tenant, roster)
        return tuple(each for each in no_longer_right(roster, now) if each.day >= passed)

    async def publish(self, principal: Principal, roster: UUID, seen: int) -> KeptRoster | Refused:
        """Let a draft count, if it still holds."""
        tenant = principal.tenant
        async with self._means.database.reading(tenant) as reader:
            found = await store.load(reader, tenant, roster)
        if found is None:
            return missing(Refusal.NOT_FOUND)
        no = await self._why_not(tenant, found)
        if no is not None:
            return no
        last = found.first + timedelta(days=found.days - 1)
        async with self._means.database.writing(tenant) as writer:
            standing = await store.published(writer, tenant, found.first, last)
            replaced, other = overlapping(found, standing)
            if other is not None:
                return in_the_way(other)
            counts = replace(found, state="published", published_at=self._means.clock())
            if found.version != seen or not await store.save(writer, tenant, counts):
                return Refused(Refusal.CHANGED_MEANWHILE, RefusalKind.STALE)
            for each in replaced:
                await self._supersede(writer, tenant, each)
            await self._means.shifts.put(writer, tenant, _days(counts))
            await self._means.trail.record(self._means.deed(principal, "publish", roster), writer)
        return replace(counts, version=counts.version + 1)

    async def _why_not(self, tenant: UUID, roster: KeptRoster) -> Refused | None:
        if roster.state != "draft":
            return Refused(Refusal.NOT_A_DRAFT)
        if roster.search in {"waiting", "searching"}:
            return Refused(Refusal.SEARCHING)
        if roster.found is None:
            return Refused(Refusal.NOT_SOLVED)
        wrong = await self.stale(tenant, roster)
        return Refused(Refusal.STALE, facts={"count": len(wrong)}) if wrong else None

    async def _supersede(self, writer: Writer, tenant: UUID, roster: KeptRoster) -> None:
        """Let an older roster count no more: whoever is not in the new one has no rostered day."""
        await store.save(writer, tenant, replace(roster, state="superseded"))
        last = roster.first + timedelta(days=roster.days - 1)
        await self._means.shifts.drop(writer, tenant, _users(roster), first=roster.first, last=last)


def _users(roster: KeptRoster) -> list[UUID]:
    return [UUID(each.id) for each in roster.period.people] if roster.period else []


def _days(roster: KeptRoster) -> dict[UUID, list[RosteredDay]]:
    """Return each day of everybody in a roster: the shift, or a day off."""
    kinds = {kind.id: kind for kind in roster.period.kinds} if roster.period else {}
    hours = {(each.person, each.day): kinds[each.kind] for each in roster.duties}
    found: dict[UUID, list[RosteredDay]] = {}
    for user in _users(roster):
        days = found[user] = []
        for day in range(roster.days):
            kind = hours.get((str(user), day))
            begins = kind.begins * 60 if kind else None
            ends = (kind.begins + kind.hours) * 60 if kind else None
            days.append(RosteredDay(roster.first + timedelta(days=day), begins, ends))
    return found
