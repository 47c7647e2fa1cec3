"""Dispatch plugged: people, units and assets below it, and orders through their own commands."""

import os
import time
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec.structs import asdict, replace

from gongdan.bootstrap.dispatch_models import LiveModel, LiveScorer
from gongdan.bootstrap.dispatch_names import AccountNames, TenantZones
from gongdan.bootstrap.orders import AssetSites, OrderDesk
from gongdan.bootstrap.other_orders import OtherOrders
from gongdan.bootstrap.people import People
from gongdan.engines.flow.model import Stage
from gongdan.engines.triage.entities import Gazetteer, Kind
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database
from gongdan.kernel.decider import load
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Basis, Event, Refused
from gongdan.kernel.predicate import Always
from gongdan.rooms.assets.store import Wanted, page
from gongdan.rooms.dispatch.handlers.desk import DispatchDesk, dispatch_desk
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.jobs import SetsAwayJobs
from gongdan.rooms.dispatch.ports import (
    EVERYWHERE,
    AskedOrder,
    CrewSeen,
    LoadsSeen,
    WaitingOrder,
)
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.store.lines import load_holders
from gongdan.rooms.identity.store.tenants import load_tenant
from gongdan.rooms.identity.store.units import load_units
from gongdan.rooms.lowcode.views import PublishedViews, list_definitions
from gongdan.rooms.models.handlers.desk import ModelDesk
from gongdan.rooms.people.handlers.crew import CrewViews
from gongdan.rooms.workorders.contract import AcceptOrder, AssignOrder
from gongdan.rooms.workorders.domain.offered import offered_acts
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.hands import hands_of, held_by, orders_after, waiting_orders

TECHNICIAN = "technician"
"""Who has this role, or one that stands for it, takes orders."""
MOST_TECHNICIANS = 200_000
MOST_NAMED_ASSETS = 5_000
NAMES_KEPT = 60.0
"""Seconds for which the names of a tenant's assets are kept."""


class TechnicianCrew:
    """Fulfils `dispatch.ports.Crew`: those registered in people who have a technician's role."""

    def __init__(self, database: Database, people: CrewViews) -> None:
        self._database = database
        self._people = people
        self._kept: dict[UUID, tuple[frozenset[UUID], Mapping[UUID, frozenset[str]], str]] = {}

    async def of(self, tenant: UUID, since: datetime | None) -> CrewSeen:
        """Return who changed; roles and units are looked at again when anybody did."""
        crew = await self._people.of(tenant, since)
        if since is None or crew.members or tenant not in self._kept:
            self._kept[tenant] = await self._grounds(tenant)
        holders, territories, zone = self._kept[tenant]
        members = [
            each if each.user in holders else replace(each, active=False)
            for each in crew.members
            if since is not None or each.user in holders
        ]
        return CrewSeen(members, crew.until, territories, zone)

    async def _grounds(
        self, tenant: UUID
    ) -> tuple[frozenset[UUID], Mapping[UUID, frozenset[str]], str]:
        async with self._database.reading(tenant) as reader:
            holders = await load_holders(reader, tenant, TECHNICIAN, MOST_TECHNICIANS)
            units = await load_units(reader, tenant)
            zone = (await load_tenant(reader, tenant)).zone
        below = {
            unit.id: frozenset(str(each.id) for each in units if each.path.startswith(unit.path))
            for unit in units
        }
        return frozenset(holders), {**below, EVERYWHERE: frozenset(str(u.id) for u in units)}, zone


class OrderLoads:
    """Fulfils `dispatch.ports.Loads` over the rows of orders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, tenant: UUID, since: datetime | None) -> LoadsSeen:
        """Return whose each order is, of those that changed."""
        async with self._database.reading(tenant) as reader:
            return LoadsSeen(*await hands_of(reader, tenant, since))

    async def held_by(self, tenant: UUID, user: UUID) -> Sequence[UUID]:
        """Return the open orders that somebody has to work on."""
        async with self._database.reading(tenant) as reader:
            return await held_by(reader, tenant, user)


class DispatchedOrders:
    """Fulfils `dispatch.ports.Orders` over the work orders' own views and commands."""

    def __init__(self, database: Database, desk: OrderDesk) -> None:
        self._database = database
        self._desk = desk
        self._definitions = CompiledDefinitions(PublishedViews(database))
        self._sites = AssetSites(database)

    async def asked(self, principal: Principal, order: UUID) -> AskedOrder | Refused:
        """Return an order that the principal may read, and how it can be given to somebody."""
        seen = await self.seen(principal, order)
        return seen if isinstance(seen, Refused) else seen[0]

    async def seen(
        self, principal: Principal, order: UUID
    ) -> tuple[AskedOrder, OrderState] | Refused:
        """Return the same with the state from which it comes."""
        head = await self._desk.views.head(principal, order)
        if isinstance(head, Refused):
            return head
        state = head.versioned.state
        flow = (await self._definitions.pinned(principal.tenant, state.definition)).flow
        wanted = {Stage.ACCEPT: "accept", Stage.EXECUTE: "assign"}.get(state.stage, "")
        offered = (each for each in offered_acts(state, flow) if wanted and each.act == wanted)
        found = next(offered, None)
        where = await self._where(principal.tenant, state)
        details = state.details
        asked = AskedOrder(
            id=order,
            number=state.number,
            version=head.versioned.version,
            type_key=state.definition.key,
            title=details.title,
            text=_text(state),
            priority=details.priority,
            act=found.act if found else "",
            node=found.node if found else "",
            assignee=state.holder if state.stage is Stage.EXECUTE else state.assignee,
            due_at=details.due_at,
            urgency=details.urgency,
            impact=details.impact,
            asset=details.asset,
            linked=frozenset(each.order for each in state.beside.links),
            unit=details.unit,
            latitude=where[0] if where else None,
            longitude=where[1] if where else None,
        )
        return asked, state

    async def waiting(self, principal: Principal, most: int) -> Sequence[WaitingOrder]:
        """Return orders that nobody holds."""
        async with self._database.reading(principal.tenant) as reader:
            rows = await waiting_orders(reader, principal, most)
        return [WaitingOrder(**asdict(each)) for each in rows]

    async def give(
        self,
        principal: Principal,
        asked: AskedOrder,
        to: UUID | None,
        *,
        reason: str,
        basis: Basis,
        command: UUID,
    ) -> int | Refused:
        """Accept the order for somebody (None: for the pool), or assign its open step."""
        act: AcceptOrder | AssignOrder
        if asked.act == "accept" or to is None:
            act = AcceptOrder(node=asked.node, assignee=to)
        else:
            act = AssignOrder(node=asked.node, to=to, reason=reason)
        sent = Sent(expected=asked.version, command_id=command, basis=basis)
        done = await self._desk.handlers.act(principal, asked.id, act, sent)
        return done if isinstance(done, Refused) else done.version

    async def history(self, tenant: UUID, order: UUID) -> Sequence[tuple[Event, datetime]]:
        """Return everything that happened to an order."""
        stored = await self._desk.store.history(tenant, order)
        return [(ORDERS.codec.decode(tenant, one).event, one.recorded_at) for one in stored]

    async def after(self, tenant: UUID, order: UUID, most: int) -> Sequence[UUID]:
        """Return orders behind this one, by id."""
        async with self._database.reading(tenant) as reader:
            return await orders_after(reader, tenant, order, most)

    async def texts(self, tenant: UUID, orders: Collection[UUID]) -> Mapping[UUID, str]:
        """Return titles and descriptions."""
        found = {}
        for order in orders:
            state = (await load(self._desk.store, ORDERS, tenant, order)).state
            if state.exists:
                found[order] = _text(state)
        return found

    async def _where(self, tenant: UUID, state: OrderState) -> tuple[float, float] | None:
        details = state.details
        if details.latitude and details.longitude:
            return float(details.latitude), float(details.longitude)
        if details.asset is None:
            return None
        site = await self._sites.of_asset(tenant, details.asset)
        return (float(site[0]), float(site[1])) if site else None


class PublishedTypes:
    """Fulfils `dispatch.ports.Types` over lowcode."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def names(self, tenant: UUID) -> Mapping[str, Mapping[str, str]]:
        """Return the published types by key."""
        async with self._database.reading(tenant) as reader:
            lines = await list_definitions(reader, tenant)
        return {each.key: each.title for each in lines if each.status == "published"}


class NoStandings:
    """Fulfils `dispatch.ports.Standings` until HR data do."""

    async def of(self, tenant: UUID) -> Mapping[UUID, float]:  # noqa: ARG002 - nobody is weighed
        """Return that the employer weighs nobody."""
        return {}


class AssetNames:
    """Fulfils `dispatch.ports.KnownNames`: codes and names of a tenant's assets."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[UUID, tuple[float, Gazetteer]] = {}

    async def of(self, tenant: UUID) -> Gazetteer:
        """Return the names, as they were a minute ago at most."""
        kept = self._kept.get(tenant)
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        async with self._database.reading(tenant) as reader:
            found = await page(reader, tenant, Wanted(limit=MOST_NAMED_ASSETS), Always())
        names: list[tuple[Kind, str, str]] = [
            ("device", name, str(each.id)) for each in found for name in (each.code, each.name)
        ]
        gazetteer = Gazetteer(names)
        self._kept[tenant] = (time.monotonic() + NAMES_KEPT, gazetteer)
        return gazetteer


def plug_dispatch(
    app: Database, orders: OrderDesk, people: People, *, trail: AuditTrail, models: ModelDesk
) -> DispatchDesk:
    """Plug the room's ports, and let it hear of absences."""
    means = Means(
        database=app,
        trail=trail,
        clock=orders.clock,
        ids=new_id,
        draw=lambda: int.from_bytes(os.urandom(7)) / (1 << 56),
        crew=TechnicianCrew(app, people.crew),
        loads=OrderLoads(app),
        orders=DispatchedOrders(app, orders),
        others=OtherOrders(app, orders.timelines),
        types=PublishedTypes(app),
        standings=NoStandings(),
        names=AssetNames(app),
        people=AccountNames(app),
        zones=TenantZones(app),
        plugged=LiveModel(models),
        scorers=LiveScorer(models),
    )
    people.absences.hears = SetsAwayJobs()
    return dispatch_desk(means)


def _text(state: OrderState) -> str:
    return f"{state.details.title}\n{state.details.description}"
