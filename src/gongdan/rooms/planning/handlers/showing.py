"""What the board is told of a day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from msgspec.structs import asdict

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.planning.contract import DayPlan
from gongdan.rooms.planning.domain.agreed import is_later
from gongdan.rooms.planning.domain.comparing import Change, differences, stale
from gongdan.rooms.planning.domain.leaving import left_of
from gongdan.rooms.planning.domain.refusals import Refusal, malformed
from gongdan.rooms.planning.domain.timeline import Ground
from gongdan.rooms.planning.handlers.asking import MOST_DAYS, MOST_ORDERS, Asking
from gongdan.rooms.planning.handlers.drafting import Drafting
from gongdan.rooms.planning.handlers.drawing import order_on_board, routes_on_board, sums_of
from gongdan.rooms.planning.handlers.means import Means
from gongdan.rooms.planning.handlers.publishing import lost_people
from gongdan.rooms.planning.ports import Label, OpenLine
from gongdan.rooms.planning.store import newest
from gongdan.rooms.planning.views import BoardShown, DifferenceShown, LeftOnBoard, PlanShown

FAR_AWAY: Final = timedelta(days=730)
"""So many days from today there is nothing to see."""


class Showing:
    """Reads for pages; orders that a reader may not see are bars without a name."""

    def __init__(self, means: Means, asking: Asking, drafting: Drafting) -> None:
        self._means = means
        self._asking = asking
        self._drafting = drafting

    async def board(
        self, principal: Principal, day: date | None, unit: UUID | None
    ) -> BoardShown | Refused:
        """Return a day (null: today)."""
        means, tenant = self._means, principal.tenant
        today = await self._asking.today(tenant)
        shown = day or today
        if abs(shown - today) > FAR_AWAY:
            return malformed(Refusal.DAY_FAR, "/day", limit=MOST_DAYS)
        async with means.database.reading(tenant) as reader:
            found = await newest(reader, tenant, shown, unit)
        lines = await means.orders.open(principal, unit, MOST_ORDERS)
        people = await means.workers(tenant, shown, unit)
        plans = {each.state == "published": each for each in found}
        draft, published = plans.get(False), plans.get(True)
        return BoardShown(
            day=shown,
            unit=unit,
            today=today,
            midnight=await means.midnight(tenant, shown),
            zone=await means.crew.zone(tenant),
            waiting=len(lines),
            people=sum(not each.away for each in people),
            draft=await self.told(principal, draft, lines) if draft else None,
            published=await self.told(principal, published, lines) if published else None,
        )

    async def plan(self, principal: Principal, plan: DayPlan) -> PlanShown:
        """Return a plan as it stands."""
        lines = await self._means.orders.open(principal, plan.unit, MOST_ORDERS)
        return await self.told(principal, plan, lines)

    async def told(
        self, principal: Principal, plan: DayPlan, lines: Sequence[OpenLine]
    ) -> PlanShown:
        """Return a plan with what happened since; `lines` are the orders that are open now."""
        ground = await self._drafting.ground(principal.tenant, plan)
        ids = [each.order for each in plan.body.works]
        labels = await self._means.orders.labels(principal, ids)
        new = [each.order for each in lines if each.order not in ground.facts.works]
        standing = await self._means.orders.standing(principal.tenant, [*ids, *new])
        moved = stale(plan.body.works, standing, plan.body.holds.who)
        midnight = ground.facts.midnight
        later = sum(is_later(standing[each].agreed, midnight) for each in new if each in standing)
        done = frozenset(order for order, now in standing.items() if now.done)
        return _plan_shown(
            plan, ground, labels, moved=moved, new=(len(new) - later, later), done=done
        )


def _plan_shown(
    plan: DayPlan,
    ground: Ground,
    labels: Mapping[UUID, Label],
    *,
    moved: Mapping[UUID, Change],
    new: tuple[int, int],
    done: frozenset[UUID],
) -> PlanShown:
    body, lost = plan.body, frozenset(lost_people(plan, ground))
    works = ground.facts.works.values()
    return PlanShown(
        id=plan.id,
        day=plan.day,
        unit=plan.unit,
        state=plan.state,
        version=plan.version,
        fault=body.fault,
        minutes=body.minutes,
        keep=body.keep,
        seconds=body.seconds,
        since=body.since,
        made_at=plan.made_at,
        published_at=plan.published_at,
        can_undo=plan.state == "draft" and body.at > 0,
        can_redo=plan.state == "draft" and body.at + 1 < len(body.steps),
        orders=[
            order_on_board(
                ground, each, labels.get(each.order), change=moved.get(each.order, ""), done=done
            )
            for each in works
        ],
        routes=routes_on_board(ground, lost),
        left=[LeftOnBoard(**asdict(each)) for each in left_of(ground)],
        differences=[
            DifferenceShown(
                **asdict(each) | {"number": each.number if each.order in labels else ""}
            )
            for each in differences(ground.facts, ground.meaning, body.before)
        ],
        sums=sums_of(ground),
        refused={str(order): code for order, code in body.refused.items()},
        changed=len(moved),
        fresh=new[0],
        later=new[1],
    )
