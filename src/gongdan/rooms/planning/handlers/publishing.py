"""A draft is published: its orders are given to people, each by a command that says why."""

import asyncio
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.ids import derived_id
from gongdan.kernel.messages import Basis, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.planning.contract import Body, DayPlan
from gongdan.rooms.planning.domain.comparing import stale
from gongdan.rooms.planning.domain.refusals import Refusal, refused
from gongdan.rooms.planning.domain.timeline import Ground, placed
from gongdan.rooms.planning.handlers.drafting import Drafting, changed
from gongdan.rooms.planning.handlers.means import Means
from gongdan.rooms.planning.store import publish
from gongdan.rooms.planning.store.visits import PlannedVisit, put_visits

AT_ONCE: Final = 6
"""So many orders are given at a time: each of them waits for the database most of its time."""
NAMED: Final = 10
"""So many orders are named in a refusal."""


class Publishing:
    """Lets drafts hold."""

    def __init__(self, means: Means, drafting: Drafting) -> None:
        self._means = means
        self._drafting = drafting

    async def publish(self, principal: Principal, plan: UUID, version: int) -> DayPlan | Refused:
        """Give out what the draft says, in the name of who publishes it.

        Safe to repeat: what is already with whom it goes to is not given again.
        """
        tenant = principal.tenant
        found = await self._drafting.draft(tenant, plan, version)
        if isinstance(found, Refused):
            return found
        if found.day < await self._means.today(tenant):
            return refused(Refusal.DAY_PAST)
        ground = await self._drafting.ground(tenant, found)
        wrong = await self._wrong(tenant, found, ground)
        if wrong is not None:
            return wrong
        body = replace(
            found.body,
            held=placed(ground.facts, ground.meaning),
            refused=await self._given(principal, found, ground),
        )
        async with self._means.database.writing(tenant) as writer:
            done = await publish(writer, tenant, found, body=body, now=self._means.clock())
            if done:
                await put_visits(writer, tenant, found.id, _visits(ground, body))
        if not done:
            return changed()
        return replace(found, body=body, version=found.version + 1, state="published")

    async def _wrong(self, tenant: UUID, plan: DayPlan, ground: Ground) -> Refused | None:
        orders = [each.order for each in plan.body.works]
        standing = await self._means.orders.standing(tenant, orders)
        moved = stale(plan.body.works, standing, plan.body.holds.who)
        if moved:
            numbers = [ground.facts.works[order].number for order in moved]
            named = [*numbers[:NAMED], "…"] if len(numbers) > NAMED else numbers
            return refused(Refusal.STALE, orders=named)
        lost = lost_people(plan, ground)
        return refused(Refusal.CREW_CHANGED, count=len(lost)) if lost else None

    async def _given(self, principal: Principal, plan: DayPlan, ground: Ground) -> dict[UUID, str]:
        """Give every order that is not there yet; returns what could not be given, and why."""
        failed: dict[UUID, str] = {}
        source = f"planning@{plan.version}"
        begun = {stop.order for stops in plan.body.begun.values() for stop in stops}
        standing = await self._means.orders.standing(principal.tenant, list(ground.meaning.who))
        wanted = [
            (order, user)
            for order, user in ground.meaning.who.items()
            if order not in begun and order in standing and standing[order].assignee != user
        ]

        async def give(order: UUID, user: UUID) -> None:
            command = derived_id(b"day plan" + plan.id.bytes + order.bytes + user.bytes)
            basis = Basis(source, _reasons(plan, ground, order))
            done = await self._means.orders.give(
                principal, order, user, basis=basis, command=command
            )
            if done is not None:
                failed[order] = done.code

        for at in range(0, len(wanted), AT_ONCE):
            await asyncio.gather(*(give(*each) for each in wanted[at : at + AT_ONCE]))
        return failed


def _visits(ground: Ground, body: Body) -> list[tuple[UUID, PlannedVisit]]:
    """Return the stops of a plan that somebody was given, with their instants."""
    return [
        (each.order, PlannedVisit(each.user, _instant(ground.facts.midnight + each.begins)))
        for each in body.held
        if each.order not in body.refused
    ]


def _instant(at: int) -> datetime:
    return datetime.fromtimestamp(at, tz=UTC)


def lost_people(plan: DayPlan, ground: Ground) -> list[UUID]:
    """Return those who can't do (all of) what a plan gives them, as they are now."""
    done = set(ground.meaning.who)
    return [
        user for user, route in plan.body.holds.routes.items() if any(o not in done for o in route)
    ]


def _reasons(plan: DayPlan, ground: Ground, order: UUID) -> tuple[str, ...]:
    """Return what the order's event keeps of the plan: the day, the stop, the time, the way."""
    user, begins = ground.meaning.who[order], ground.meaning.begins[order]
    route = [each for each, who in ground.meaning.who.items() if who == user]
    hours, minutes = divmod(begins // 60, 60)
    late = ground.meaning.late.get(order, 0)
    return (
        f"day plan {plan.day}",
        f"stop {route.index(order) + 1} of {len(route)}",
        f"begins {hours:02d}:{minutes:02d}",
        *((f"late {late // 60} min",) if late else ()),
    )
