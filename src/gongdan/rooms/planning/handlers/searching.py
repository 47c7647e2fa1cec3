"""The worker makes a plan: gathers the day, lets it be searched, checks what came, keeps it."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.engines.routing.checking import check
from gongdan.engines.routing.model import Day, Plan
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.planning.contract import Arrangement, Body, DayPlan, Placed, Work
from gongdan.rooms.planning.domain.agreed import is_later
from gongdan.rooms.planning.domain.days import (
    Facts,
    at_work,
    day_of,
    facts_of,
    firm_of,
    loosened,
    points_of,
)
from gongdan.rooms.planning.domain.goingon import (
    begun_by,
    kept_day,
    since_of,
    still_begun,
    with_started,
)
from gongdan.rooms.planning.domain.timeline import (
    Ground,
    arranged,
    drawn,
    ground_of,
    meaning_of,
    placed,
)
from gongdan.rooms.planning.handlers.asking import MOST_ORDERS
from gongdan.rooms.planning.handlers.means import Means
from gongdan.rooms.planning.ports import Problem
from gongdan.rooms.planning.store import keep, newest

RIGHTS: Final = "rights"
SEARCH: Final = "search"
CHECK: Final = "check"


class _Case(Struct, frozen=True):
    """A day about to be searched, and the plan that it is to be near to (None: none)."""

    body: Body
    facts: Facts
    day: Day
    before: Plan | None


class Searching:
    """Makes plans that wait to be made."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def make(self, tenant: UUID, plan: UUID) -> None:
        """Make a plan; safe to repeat, and nothing where it is made or gone."""
        found = await self._means.plan(tenant, plan)
        if isinstance(found, Refused) or found.state != "planning":
            return
        readers = await self._means.readers.principals(tenant, (found.author,))
        principal = readers.get(found.author)
        if principal is None:
            await self._keep(tenant, found, replace(found.body, fault=RIGHTS))
            return
        case = await self._case(principal, found)
        best = await self._means.planner.plan(_problem(case))
        if best is None:
            await self._keep(tenant, found, replace(case.body, fault=SEARCH))
            return
        fault = CHECK if check(loosened(case.day, firm_of(case.facts)), best) else ""
        meant = meaning_of(case.facts, case.day, best)
        steps = (arranged(best, case.day, case.body.holds, meant),)
        await self._keep(tenant, found, replace(case.body, steps=steps, fault=fault))

    async def give_up(self, tenant: UUID, plan: UUID) -> None:
        """Let a plan be failed that could not be made again and again."""
        found = await self._means.plan(tenant, plan)
        if not isinstance(found, Refused) and found.state == "planning":
            await self._keep(tenant, found, replace(found.body, fault=SEARCH))

    async def _keep(self, tenant: UUID, plan: DayPlan, body: Body) -> None:
        async with self._means.database.writing(tenant) as writer:
            await keep(writer, tenant, plan, body=body, state="failed" if body.fault else "draft")

    async def _case(self, principal: Principal, plan: DayPlan) -> _Case:
        means, tenant = self._means, principal.tenant
        midnight = await means.midnight(tenant, plan.day)
        workers = await means.workers(tenant, plan.day, plan.unit)
        since = since_of(int(means.clock().timestamp()) - midnight)
        held, base = await self._before(tenant, plan)
        works = await self._works(principal, plan, midnight)
        ground = (
            ground_of(facts_of(base.body, workers, midnight), base.body.holds) if base else None
        )
        under_way = held is not None and base is not None and base.id == held.id
        begun = begun_by(ground, since) if ground and under_way and since else {}
        if base is not None and not under_way:
            begun = dict(base.body.begun)
        begun = still_begun(begun, {each.order: each for each in works})
        works = [*works, *_ended(base, works, {s.order for b in begun.values() for s in b})]
        there = {each.user for each in workers if not each.away}
        begun = {user: stops for user, stops in begun.items() if user in there}
        body = replace(
            plan.body,
            since=since,
            works=tuple(works),
            begun=with_started(begun, works, there, since),
            steps=(_still(base, works),) if base else plan.body.steps,
            before=held.body.held if held else (base_placed(ground) if ground else ()),
        )
        facts = facts_of(body, workers, midnight)
        if ground is None:
            return _Case(body, facts, day_of(facts, strict=True), None)
        strict = day_of(replace(facts, keep=False), strict=True)
        day = kept_day(strict, facts, ground, body.holds)
        return _Case(body, facts, day, drawn(loosened(day, firm_of(facts)), body.holds))

    async def _before(self, tenant: UUID, plan: DayPlan) -> tuple[DayPlan | None, DayPlan | None]:
        """Return the plan that holds on the day, and the one that this one is to be near to."""
        async with self._means.database.reading(tenant) as reader:
            found = await newest(reader, tenant, plan.day, plan.unit)
        held = next((each for each in found if each.state == "published"), None)
        if plan.based_on is None:
            return held, None
        base = await self._means.plan(tenant, plan.based_on)
        return held, None if isinstance(base, Refused) else base

    async def _works(self, principal: Principal, plan: DayPlan, midnight: int) -> list[Work]:
        """Return the open orders that are the day's: not those agreed for a later one."""
        orders, minutes = self._means.orders, plan.body.minutes
        lines = await orders.open(principal, plan.unit, MOST_ORDERS)
        found = await orders.works(principal, [each.order for each in lines], minutes)
        return [each for each in found if each.started or not is_later(each.agreed, midnight)]


def base_placed(ground: Ground) -> tuple[Placed, ...]:
    """Return who did what when in the plan before."""
    return placed(ground.facts, ground.meaning)


def _still(base: DayPlan, works: Sequence[Work]) -> Arrangement:
    """Return what held in the plan before; an appointment agreed anew is not let go of."""
    was = {each.order: each.agreed for each in base.body.works}
    same = {each.order for each in works if each.agreed == was.get(each.order)}
    holds = base.body.holds
    return replace(holds, released=tuple(order for order in holds.released if order in same))


def _ended(base: DayPlan | None, works: Sequence[Work], begun: set[UUID | None]) -> list[Work]:
    """Return orders of the plan before that are done, as far as they stand on somebody's way."""
    known = {each.order for each in works}
    was = base.body.works if base else ()
    return [
        replace(each, ended=True) for each in was if each.order in begun and each.order not in known
    ]


def _problem(case: _Case) -> Problem:
    return Problem(
        visits=case.day.visits,
        technicians=case.day.technicians,
        points=tuple(points_of(list(case.facts.works.values()), at_work(case.facts))),
        seconds=case.body.seconds,
        firm=firm_of(case.facts),
        before=case.before,
    )
