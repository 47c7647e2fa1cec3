"""Everybody who takes orders, kept as arrays in this process and fresh by what changed.

A tenant's crowd is read once in full; then each look asks, at most once in `FRESH` seconds, who
changed since: people, what is in whose hands, what came of orders. Shifts and absences begin by
themselves: a heap tells whose standing changes next. Every `WHOLE` seconds it is read anew.
"""

import asyncio
import heapq
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from gongdan.engines.matching.crowd import Crowd, Record
from gongdan.kernel.text import fold
from gongdan.rooms.dispatch.contract import Category
from gongdan.rooms.dispatch.domain.weighing import standing
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.ports import EVERYWHERE
from gongdan.rooms.dispatch.store.learning import records_touched
from gongdan.rooms.dispatch.store.policies import load_categories
from gongdan.rooms.people.contract import CrewMember

FRESH: Final = 1.0
"""Seconds for which a crowd is taken as it is: a change elsewhere counts after so long."""
WHOLE: Final = 300.0
"""Seconds after which it is read anew: roles and units change rarely, and are seen then."""
OVERLAP: Final = timedelta(seconds=10)
"""What a slow transaction wrote earlier than it was seen is asked for again."""


class CrowdOf:
    """One tenant's crowd."""

    def __init__(self, means: Means, tenant: UUID) -> None:
        self._means = means
        self._tenant = tenant
        self._lock = asyncio.Lock()
        self._looked = self._read = datetime.min.replace(tzinfo=means.clock().tzinfo)
        self.crowd = Crowd((), ())
        self.members: dict[UUID, CrewMember] = {}
        self.categories: Mapping[str, Category] = {}
        self._records: dict[UUID, dict[str, Record]] = {}
        self._holders: dict[UUID, UUID] = {}
        self._load: Counter[UUID] = Counter()
        self._territories: Mapping[UUID, frozenset[str]] = {}
        self._weights: Mapping[UUID, float] = {}
        self._zone = ZoneInfo("UTC")
        self._since: dict[str, datetime] = {}
        self._next: list[tuple[datetime, str]] = []

    async def fresh(self, *, at_once: bool = False) -> "CrowdOf":
        """Return the crowd as it stands now; `at_once` asks even if it was asked just before."""
        now = self._means.clock()
        if not at_once and (now - self._looked).total_seconds() < FRESH:
            return self
        async with self._lock:
            if at_once or (now - self._looked).total_seconds() >= FRESH:
                await self._look(now)
        return self

    def name_of(self, user: UUID) -> str:
        """Return somebody's name, "" for who has left."""
        return self.members[user].name if user in self.members else ""

    def units_above(self, unit: UUID | None) -> frozenset[UUID]:
        """Return a unit and all units above it."""
        below = self._territories.items() if unit is not None else ()
        return frozenset(each for each, inside in below if str(unit) in inside) - {EVERYWHERE}

    async def _look(self, now: datetime) -> None:
        whole = (now - self._read).total_seconds() >= WHOLE
        if whole:
            await self._begin(now)
        touched = await self._changed()
        while self._next and self._next[0][0] <= now:
            touched.add(UUID(heapq.heappop(self._next)[1]))
        if whole or not self._knows_skills():
            self._build()
            touched = set(self.members)
        for user in touched:
            self._put(user, now)
        self.crowd.share_out()
        self._looked = now

    async def _begin(self, now: datetime) -> None:
        self.members, self._records, self._holders = {}, {}, {}
        self._load, self._since, self._next = Counter(), {}, []
        self._weights = await self._means.standings.of(self._tenant)
        async with self._means.database.reading(self._tenant) as reader:
            self.categories = await load_categories(reader, self._tenant)
        self._read = now

    async def _changed(self) -> set[UUID]:
        """Take in what changed since the last look; return whom it concerns."""
        crew = await self._means.crew.of(self._tenant, self._since.get("crew"))
        loads = await self._means.loads.of(self._tenant, self._since.get("loads"))
        async with self._means.database.reading(self._tenant) as reader:
            records = await records_touched(reader, self._tenant, self._since.get("records"))
        self._since = {
            "crew": crew.until - OVERLAP,
            "loads": loads.until - OVERLAP,
            "records": loads.until - OVERLAP,
        }
        self._zone, self._territories = ZoneInfo(crew.zone), crew.territories
        touched = {each.user for each in crew.members}
        self.members |= {each.user: each for each in crew.members}
        for user, found in records.items():
            self._records[user] = found
            touched.add(user)
        for order, holder in loads.holders.items():
            touched |= self._moved(order, holder)
        return touched & set(self.members)

    def _moved(self, order: UUID, holder: UUID | None) -> set[UUID]:
        before = self._holders.pop(order, None)
        if holder is not None:
            self._holders[order] = holder
        if before == holder:
            return set()
        changed = {user for user in (before, holder) if user is not None}
        if before is not None:
            self._load[before] -= 1
        if holder is not None:
            self._load[holder] += 1
        return changed

    def _knows_skills(self) -> bool:
        return self._skills() <= set(self.crowd.skills)

    def _skills(self) -> set[str]:
        held = {fold(skill) for each in self.members.values() for skill in each.skills}
        asked = {fold(skill) for each in self.categories.values() for skill in each.skills}
        return held | asked

    def _build(self) -> None:
        self.crowd = Crowd(tuple(sorted(self._skills())), tuple(sorted(self.categories)))

    def _put(self, user: UUID, now: datetime) -> None:
        member = self.members[user]
        stands = standing(
            member,
            now,
            self._zone,
            territories=self._territory_of(member),
            load=self._load[user],
            records=self._records.get(user, {}),
            weight=self._weights.get(user, 0.0),
        )
        self.crowd.put(stands.person)
        if stands.changes_at is not None:
            heapq.heappush(self._next, (stands.changes_at, str(user)))

    def _territory_of(self, member: CrewMember) -> frozenset[str]:
        """Return the units where somebody works; one set for all who work everywhere."""
        if not member.working.territories:
            return self._everywhere
        below = [self._territories.get(each, frozenset()) for each in member.working.territories]
        return frozenset().union(*below)

    @property
    def _everywhere(self) -> frozenset[str]:
        return self._territories.get(EVERYWHERE, frozenset())


class Crowds:
    """The crowds of all tenants that this process was asked about."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._of: dict[UUID, CrowdOf] = {}

    async def of(self, tenant: UUID, *, at_once: bool = False) -> CrowdOf:
        """Return a tenant's crowd as it stands now."""
        found = self._of.setdefault(tenant, CrowdOf(self._means, tenant))
        return await found.fresh(at_once=at_once)

    def forget(self, tenant: UUID) -> None:
        """Let a tenant's crowd be read anew: its categories were changed."""
        self._of.pop(tenant, None)
