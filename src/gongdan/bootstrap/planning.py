"""Planning plugged: crew and categories as dispatch knows them, orders by their own commands."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from gongdan.adapters.day_planner.planner import DayPlanner
from gongdan.bootstrap.directory import HouseReaders
from gongdan.bootstrap.dispatch import DispatchedOrders, TechnicianCrew
from gongdan.bootstrap.orders import OrderDesk
from gongdan.bootstrap.planned_needs import agreed_of, needed, told_of
from gongdan.kernel.database import Database
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Basis, Refused
from gongdan.rooms.dispatch.handlers.desk import DispatchDesk
from gongdan.rooms.dispatch.handlers.durations import Durations
from gongdan.rooms.dispatch.ports import EVERYWHERE
from gongdan.rooms.dispatch.store.policies import load_categories
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.store.tenants import load_tenant
from gongdan.rooms.identity.store.units import load_unit, load_units
from gongdan.rooms.people.handlers.crew import CrewViews
from gongdan.rooms.planning.contract import Work
from gongdan.rooms.planning.domain.comparing import Standing
from gongdan.rooms.planning.handlers.desk import PlanningDesk, planning_desk
from gongdan.rooms.planning.handlers.means import Means
from gongdan.rooms.planning.ports import CrewSeen, Label, OpenLine
from gongdan.rooms.workorders.contract.needs import (
    Needs,
)
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.views.hands import (
    StandingRow,
    plannable_orders,
    standing_for,
    standing_of,
)
from gongdan.rooms.workorders.views.needs import needs_of

CHECK_IN: Final = "location"
"""The kind of evidence that says that somebody is on site."""


class PlannedCrew:
    """Fulfils `planning.ports.Crew` over the same people that dispatch chooses from."""

    def __init__(self, database: Database, people: CrewViews) -> None:
        self._database = database
        self._crew = TechnicianCrew(database, people)

    async def of(self, tenant: UUID, unit: UUID | None) -> CrewSeen:
        """Return those whose own unit is this one or below it, and where each of them works."""
        seen = await self._crew.of(tenant, None)
        async with self._database.reading(tenant) as reader:
            found = await load_unit(reader, tenant, unit) if unit else None
        path = found.path if found else ""
        members = [each for each in seen.members if each.unit_path.startswith(path)]
        everywhere = seen.territories.get(EVERYWHERE, frozenset())
        units = {
            each.user: frozenset(
                UUID(below)
                for one in each.working.territories
                for below in seen.territories.get(one, frozenset()) & everywhere
            )
            for each in members
            if each.working.territories
        }
        return CrewSeen(members, units)

    async def zone(self, tenant: UUID) -> str:
        """Return the zone in which days begin."""
        async with self._database.reading(tenant) as reader:
            return (await load_tenant(reader, tenant)).zone

    async def has_unit(self, tenant: UUID, unit: UUID) -> bool:
        """Tell whether there is such a unit."""
        async with self._database.reading(tenant) as reader:
            return await load_unit(reader, tenant, unit) is not None


class PlannedOrders:
    """Fulfils `planning.ports.Orders`: an order as dispatch asks it, with skills."""

    def __init__(self, database: Database, desk: OrderDesk, dispatch: DispatchDesk) -> None:
        self._database = database
        self._orders = DispatchedOrders(database, desk)
        self._dispatch = dispatch

    async def open(self, principal: Principal, unit: UUID | None, most: int) -> Sequence[OpenLine]:
        """Return open orders that wait for hands or are in some."""
        async with self._database.reading(principal.tenant) as reader:
            below = await self._below(principal.tenant, unit) if unit else None
            found = await plannable_orders(reader, principal, below, most)
        return [OpenLine(order, number) for order, number in found]

    async def works(
        self, principal: Principal, orders: Collection[UUID], minutes: int
    ) -> Sequence[Work]:
        """Return orders as they are planned, without what can't be given to anybody now."""
        async with self._database.reading(principal.tenant) as reader:
            categories = await load_categories(reader, principal.tenant)
        usual = await self._dispatch.durations.usual(principal.tenant, categories)
        found = [await self._work(principal, order, usual, minutes) for order in orders]
        return [each for each in found if each is not None]

    async def _work(
        self, principal: Principal, order: UUID, usual: Durations, minutes: int
    ) -> Work | None:
        seen = await self._orders.seen(principal, order)
        if isinstance(seen, Refused) or not seen[0].act:
            return None
        asked, state = seen
        triage = await self._dispatch.triage.of_order(principal.tenant, asked)
        category = usual.categories.get(triage.category)
        return Work(
            **needed(state, usual.of(asked.type_key, triage.category), minutes),
            order=order,
            number=asked.number,
            priority=asked.priority,
            act=asked.act,
            assignee=state.holder if asked.act == "assign" else None,
            due_at=asked.due_at,
            unit=asked.unit,
            latitude=asked.latitude,
            longitude=asked.longitude,
            category=triage.category,
            skills=dict(category.skills) if category else {},
            started=_is_started(state),
        )

    async def standing(self, tenant: UUID, orders: Collection[UUID]) -> Mapping[UUID, Standing]:
        """Return how orders stand now."""
        async with self._database.reading(tenant) as reader:
            rows = await standing_of(reader, tenant, list(orders))
            needs = await needs_of(reader, tenant, list(rows))
        return {order: _standing(row, needs.get(order)) for order, row in rows.items()}

    async def labels(self, principal: Principal, orders: Collection[UUID]) -> Mapping[UUID, Label]:
        """Return how those are called that a reader may see."""
        async with self._database.reading(principal.tenant) as reader:
            rows = await standing_for(reader, principal, list(orders))
        return {
            order: Label(title=row.title, place=row.place, stage=row.stage, status=row.status)
            for order, row in rows.items()
        }

    async def give(
        self, principal: Principal, order: UUID, to: UUID, *, basis: Basis, command: UUID
    ) -> Refused | None:
        """Give an order to somebody, as it stands now."""
        asked = await self._orders.asked(principal, order)
        if isinstance(asked, Refused):
            return asked
        done = await self._orders.give(
            principal, asked, to, reason="", basis=basis, command=command
        )
        return done if isinstance(done, Refused) else None

    async def _below(self, tenant: UUID, unit: UUID) -> list[UUID]:
        async with self._database.reading(tenant) as reader:
            units = await load_units(reader, tenant)
        path = next((each.path for each in units if each.id == unit), None)
        return [each.id for each in units if path is not None and each.path.startswith(path)]


def plug_planning(
    app: Database, orders: OrderDesk, people: CrewViews, dispatch: DispatchDesk
) -> PlanningDesk:
    """Plug the room's ports."""
    means = Means(
        database=app,
        clock=orders.clock,
        ids=new_id,
        crew=PlannedCrew(app, people),
        orders=PlannedOrders(app, orders, dispatch),
        readers=HouseReaders(app),
        planner=DayPlanner(),
    )
    return planning_desk(means)


def _is_started(state: OrderState) -> bool:
    """Tell whether somebody has checked in at the open step."""
    step = state.step
    return step is not None and any(
        each.kind == CHECK_IN and each.node == step.node for each in state.evidence
    )


def _standing(row: StandingRow, needs: Needs | None) -> Standing:
    in_work = row.status == "open" and row.stage in {"accept", "execute"}
    return Standing(
        assignee=row.holder_id if row.stage == "execute" else None,
        due=int(row.due_at.timestamp()) if row.due_at else None,
        done=not in_work,
        agreed=agreed_of(needs) if needs else None,
        needs=told_of(needs) if needs else "",
    )
