"""Somebody wants a day planned, or a plan taken up anew; the worker makes it."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.planning.contract import Body, DayPlan, PlanDay
from gongdan.rooms.planning.domain.refusals import Refusal, malformed, refused
from gongdan.rooms.planning.handlers.means import Means
from gongdan.rooms.planning.store import STUCK, alone, begin, newest

MOST_ORDERS: Final = 1_000
MOST_DAYS: Final = 60
LEAST_MINUTES, MOST_MINUTES = 5, 480
_PER_ORDER, _LEAST, _MOST = 0.05, 2, 20


class Asking:
    """Begins plans; one is in work for a day and a team."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def plan(self, principal: Principal, wanted: PlanDay) -> DayPlan | Refused:
        """Begin a new plan of a day; a draft that is there gives way to it."""
        wrong = await self._wrong(principal.tenant, wanted)
        if wrong is not None:
            return wrong
        body = Body(minutes=wanted.minutes, keep=wanted.keep)
        return await self._begin(principal, wanted.day, wanted.unit, body=body, based_on=None)

    async def again(self, principal: Principal, plan: UUID) -> DayPlan | Refused:
        """Begin a plan that is as near to this one as the day allows."""
        found = await self._means.plan(principal.tenant, plan)
        if isinstance(found, Refused):
            return found
        if found.state == "superseded":
            return refused(Refusal.NOT_A_DRAFT)
        wrong = await self._wrong(principal.tenant, PlanDay(day=found.day, unit=found.unit))
        if wrong is not None:
            return wrong
        body = Body(minutes=found.body.minutes, keep=found.body.keep)
        based_on = found.based_on if found.state == "failed" else found.id
        return await self._begin(principal, found.day, found.unit, body=body, based_on=based_on)

    async def today(self, tenant: UUID) -> date:
        """Return the day that it is for a tenant."""
        return await self._means.today(tenant)

    async def _begin(
        self,
        principal: Principal,
        day: date,
        unit: UUID | None,
        *,
        body: Body,
        based_on: UUID | None,
    ) -> DayPlan | Refused:
        means, tenant = self._means, principal.tenant
        lines = await means.orders.open(principal, unit, MOST_ORDERS + 1)
        if len(lines) > MOST_ORDERS:
            return refused(Refusal.TOO_MANY, limit=MOST_ORDERS)
        async with means.database.writing(tenant) as writer:
            await alone(writer, tenant, day, unit)
            found = await newest(writer, tenant, day, unit)
            since = means.clock() - STUCK
            if any(each.state == "planning" and each.made_at >= since for each in found):
                return refused(Refusal.BEING_MADE)
            plan = DayPlan(
                id=means.ids(),
                day=day,
                unit=unit,
                state="planning",
                version=1,
                based_on=based_on,
                author=principal.user or UUID(int=0),
                body=_timed(body, len(lines)),
                made_at=means.clock(),
            )
            await begin(writer, tenant, plan)
        return plan

    async def _wrong(self, tenant: UUID, wanted: PlanDay) -> Refused | None:
        today = await self.today(tenant)
        if wanted.day < today:
            return malformed(Refusal.DAY_PAST, "/day")
        if wanted.day > today + timedelta(days=MOST_DAYS):
            return malformed(Refusal.DAY_FAR, "/day", limit=MOST_DAYS)
        if not LEAST_MINUTES <= wanted.minutes <= MOST_MINUTES:
            return malformed(Refusal.MINUTES, "/minutes", least=LEAST_MINUTES, most=MOST_MINUTES)
        if wanted.unit and not await self._means.crew.has_unit(tenant, wanted.unit):
            return malformed(Refusal.NO_UNIT, "/unit")
        return None


def _timed(body: Body, orders: int) -> Body:
    seconds = min(_MOST, max(_LEAST, round(orders * _PER_ORDER)))
    return Body(minutes=body.minutes, keep=body.keep, seconds=seconds)
