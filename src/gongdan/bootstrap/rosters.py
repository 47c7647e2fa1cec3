"""Rosters plugged: who takes orders, how many orders came, and whose shifts are set."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.adapters.roster_process import RosterProcess
from gongdan.bootstrap.dispatch import MOST_TECHNICIANS, TECHNICIAN
from gongdan.bootstrap.people import People
from gongdan.bootstrap.storage import Storage
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database, Reader, Writer
from gongdan.kernel.ids import new_id
from gongdan.kernel.retry import OnFault
from gongdan.kernel.text import fold
from gongdan.rooms.dispatch.store.learning import triages_of
from gongdan.rooms.dispatch.store.policies import load_categories
from gongdan.rooms.identity.store.lines import load_holders
from gongdan.rooms.identity.store.tenants import load_tenant
from gongdan.rooms.identity.store.units import load_units
from gongdan.rooms.people.contract import CrewMember, RosteredDay
from gongdan.rooms.people.handlers.crew import CrewViews
from gongdan.rooms.people.store.rostered import drop_rostered, put_rostered
from gongdan.rooms.rosters.contract import ANYBODY
from gongdan.rooms.rosters.domain.lending import weeks_lent
from gongdan.rooms.rosters.handlers.desk import RosterDesk, roster_desk
from gongdan.rooms.rosters.handlers.means import Means
from gongdan.rooms.rosters.jobs import Rostering
from gongdan.rooms.rosters.ports import Arrived, Came, Grounds, Unit
from gongdan.rooms.workorders.views.arrivals import (
    Arrival,
    arrivals,
    first_arrival,
    imported_arrivals,
    imported_span,
)

MOST_ORDERS = 200_000
"""Orders that a forecast looks at: the newest of twelve weeks."""
AT_ONCE = 5_000
ORDERS_KEPT = 600.0
"""Seconds for which counts of whole weeks that have passed are kept."""


class TenantGrounds:
    """Fulfils `rosters.ports.House` over identity."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def grounds(self, tenant: UUID) -> Grounds:
        """Return units and zone."""
        async with self._database.reading(tenant) as reader:
            units = await load_units(reader, tenant)
            zone = (await load_tenant(reader, tenant)).zone
        return Grounds([Unit(unit.id, unit.name, unit.path) for unit in units], zone)


class RosteredCrew:
    """Fulfils `rosters.ports.Crew`: people with an account; active are who take orders."""

    def __init__(self, database: Database, people: CrewViews) -> None:
        self._database = database
        self._people = people

    async def of(self, tenant: UUID) -> Sequence[CrewMember]:
        """Return everybody, those without a technician's role as not active."""
        crew = await self._people.of(tenant)
        async with self._database.reading(tenant) as reader:
            holders = set(await load_holders(reader, tenant, TECHNICIAN, MOST_TECHNICIANS))
        return [replace(each, active=each.active and each.user in holders) for each in crew.members]


class CountedOrders:
    """Fulfils `rosters.ports.Orders` over the rows of orders and what dispatch says of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[tuple[UUID, datetime], tuple[float, Came]] = {}

    async def came(self, tenant: UUID, after: datetime, before: datetime) -> Came:
        """Return counts by unit, skill and hour, as they were ten minutes ago at most."""
        kept = self._kept.get((tenant, after))
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        found = await self._counted(tenant, after, before)
        self._kept = {key: each for key, each in self._kept.items() if each[0] > time.monotonic()}
        self._kept[tenant, after] = (time.monotonic() + ORDERS_KEPT, found)
        return found

    async def _counted(self, tenant: UUID, after: datetime, before: datetime) -> Came:
        async with self._database.reading(tenant) as reader:
            first, orders, lent = await _orders_of(reader, tenant, after, before)
            categories = await load_categories(reader, tenant)
            skills = {key: _leading(each.skills) for key, each in categories.items()}
            counts: Counter[tuple[str, str, datetime]] = Counter()
            for at in range(0, len(orders), AT_ONCE):
                some = orders[at : at + AT_ONCE]
                said = await triages_of(reader, tenant, [each.id for each in some])
                for each in some:
                    category = said[each.id].category if each.id in said else ""
                    hour = each.reported_at.replace(minute=0, second=0, microsecond=0)
                    counts[each.unit_path, skills.get(category, ANYBODY), hour] += 1
        arrived = [Arrived(*key, count) for key, count in counts.items()]
        return Came(first, arrived, lent)


async def _orders_of(
    reader: Reader, tenant: UUID, after: datetime, before: datetime
) -> tuple[datetime | None, Sequence[Arrival], datetime | None]:
    """Return when the first order came, those of a span, and from when on they are lent."""
    own = await first_arrival(reader, tenant)
    history = await imported_span(reader, tenant, before)
    on = timedelta(weeks=weeks_lent(own, history, after, before))
    came = await arrivals(reader, tenant, after, before, most=MOST_ORDERS)
    brought = await imported_arrivals(reader, tenant, after - on, before - on, most=MOST_ORDERS)
    # by the wall clock of the span's zone: nine o'clock stays nine o'clock
    there = [
        replace(each, reported_at=each.reported_at.astimezone(after.tzinfo) + on)
        for each in brought
    ]
    firsts = [own, history and history[0].astimezone(after.tzinfo) + on]
    first = min((each for each in firsts if each is not None), default=None)
    lent = max(history[0], after - on) if history and on else None
    return first, [*came, *there], lent


def _leading(skills: Mapping[str, int]) -> str:
    """Return the skill that orders of a category are planned by: the one of the highest level."""
    ranked = sorted(skills.items(), key=lambda each: (-each[1], each[0]))
    return fold(ranked[0][0]) if ranked else ANYBODY


class PeopleShifts:
    """Fulfils `rosters.ports.Shifts` over people."""

    async def put(
        self, writer: Writer, tenant: UUID, days: Mapping[UUID, Sequence[RosteredDay]]
    ) -> None:
        """Set when people work."""
        await put_rostered(writer, tenant, days)

    async def drop(
        self, writer: Writer, tenant: UUID, users: Sequence[UUID], *, first: date, last: date
    ) -> None:
        """Forget what a roster said of a span."""
        await drop_rostered(writer, tenant, users, first=first, last=last)


class Rosters(Struct, frozen=True):
    """The desk for people, and the worker's part."""

    desk: RosterDesk
    storage: Storage

    def rostering(self, owner: str, on_fault: OnFault) -> Rostering:
        """Return a worker's rosters."""
        return Rostering(
            self.storage.app,
            self.storage.worker,
            RosterProcess(),
            owner=owner,
            clock=self.desk.means.clock,
            on_fault=on_fault,
        )


def plug_rosters(storage: Storage, people: People, trail: AuditTrail, clock: Clock) -> Rosters:
    """Plug the room's ports."""
    app = storage.app
    means = Means(
        database=app,
        trail=trail,
        clock=clock,
        ids=new_id,
        house=TenantGrounds(app),
        crew=RosteredCrew(app, people.crew),
        orders=CountedOrders(app),
        shifts=PeopleShifts(),
    )
    return Rosters(roster_desk(means), storage)
