"""What the handlers of planning share."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.planning.contract import Body, DayPlan, Worker
from gongdan.rooms.planning.domain.crews import midnight_of, worker_on
from gongdan.rooms.planning.domain.days import Facts, facts_of
from gongdan.rooms.planning.domain.refusals import Refusal
from gongdan.rooms.planning.ports import Crew, Orders, Planner, Readers
from gongdan.rooms.planning.store import load


class Means(Struct, frozen=True, kw_only=True):
    """What planning works with."""

    database: Database
    clock: Clock
    ids: NewId
    crew: Crew
    orders: Orders
    readers: Readers
    planner: Planner

    async def midnight(self, tenant: UUID, day: date) -> int:
        """Return the first second of a day in the tenant's zone (Unix)."""
        zone = ZoneInfo(await self.crew.zone(tenant))
        return int(midnight_of(day, zone).timestamp())

    async def today(self, tenant: UUID) -> date:
        """Return the day that it is for a tenant."""
        zone = ZoneInfo(await self.crew.zone(tenant))
        return self.clock().astimezone(zone).date()

    async def workers(self, tenant: UUID, day: date, unit: UUID | None) -> list[Worker]:
        """Return everybody who takes orders, as they work on a day."""
        zone = ZoneInfo(await self.crew.zone(tenant))
        seen = await self.crew.of(tenant, unit)
        found = [
            worker_on(each, day, zone, seen.units.get(each.user))
            for each in seen.members
            if each.active
        ]
        return sorted(found, key=lambda each: (each.name, each.user))

    async def facts(self, tenant: UUID, plan: DayPlan, body: Body) -> Facts:
        """Return the facts of a plan, with people as they are now."""
        workers = await self.workers(tenant, plan.day, plan.unit)
        return facts_of(body, workers, await self.midnight(tenant, plan.day))

    async def plan(self, tenant: UUID, plan: UUID) -> DayPlan | Refused:
        """Return a plan."""
        async with self.database.reading(tenant) as reader:
            found = await load(reader, tenant, plan)
        return found or Refused(Refusal.NO_PLAN, RefusalKind.NOT_FOUND)
