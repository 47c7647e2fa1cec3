"""The demo's orders: reported one after the other, then each act of all stories in turn."""

from collections.abc import Iterator
from uuid import UUID

from msgspec import Struct

from gongdan.bootstrap.house import House
from gongdan.entrypoints.demo.organise import Grounds, granted
from gongdan.entrypoints.demo.proving import perform
from gongdan.entrypoints.demo.script import OrderEntry
from gongdan.entrypoints.demo.stories import Act, acts_of, report_fields
from gongdan.entrypoints.demo.templates import samples
from gongdan.entrypoints.stand_in import in_the_name_of, users_by_login
from gongdan.kernel.decider import load
from gongdan.kernel.ids import NewId, derived_id, new_id
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.lowcode.views import PublishedViews
from gongdan.rooms.workorders.contract import Contact, ReportOrder
from gongdan.rooms.workorders.handlers.definitions import CompiledDefinitions
from gongdan.rooms.workorders.handlers.orders import OrderHandlers
from gongdan.rooms.workorders.handlers.sent import Sent
from gongdan.rooms.workorders.store import ORDERS, LeasedNumbers


class _Course(Struct, frozen=True):
    """An order with the acts of its story that are still to come."""

    order: UUID
    acts: tuple[Act, ...]


async def plant_orders(
    house: House, grounds: Grounds, wanted: tuple[OrderEntry, ...]
) -> tuple[int, int]:
    """Bring every order to the end of its story; returns how many were reported, and acts done."""
    people = await _people(house, grounds)
    reporting = Reporting(house, grounds)
    courses: list[_Course] = []
    reported = 0
    told = [
        *((e.by, e.key, reporting.command(e), acts_of(e, grounds.users)) for e in wanted),
        *(("requester", each.key, each.report, each.acts) for each in samples(grounds)),
    ]
    for by, key, command, acts in told:
        order = order_id(grounds.tenant, key)
        version = (await load(house.store, ORDERS, grounds.tenant, order)).version
        if not version:
            await reporting.report(people[by], command, order)
            reported, version = reported + 1, 1
        courses.append(_Course(order, acts[version - 1 :]))
    done = 0
    for course, act in _in_turn(courses):
        await perform(house, people[act.by], course.order, act.command)
        done += 1
    return reported, done


def order_id(tenant: UUID, key: str) -> UUID:
    """Return the id of a demo order: the same at each run."""
    return derived_id(b"demo order" + tenant.bytes + key.encode())


class Reporting:
    """Reports orders under ids that were known before."""

    def __init__(self, house: House, grounds: Grounds) -> None:
        self._house = house
        self._grounds = grounds
        self._definitions = CompiledDefinitions(PublishedViews(house.storage.app))
        self._numbers = LeasedNumbers(house.storage.app)

    async def report(self, by: Principal, command: ReportOrder, order: UUID) -> None:
        """Report one order."""
        handlers = OrderHandlers(
            store=self._house.store,
            vault=self._house.vault,
            definitions=self._definitions,
            directory=self._house.directory,
            files=self._house.files.desk,
            numbers=self._numbers,
            clock=self._house.clock,
            calendars=self._house.desk.calendars,
            trail=self._house.trail,
            ids=_first(order),
        )
        granted(await handlers.report(by, command, Sent()))

    def command(self, entry: OrderEntry) -> ReportOrder:
        """Return what somebody says who reports an entry."""
        contact = entry.contact
        return ReportOrder(
            type=entry.type,
            title=entry.title,
            description=entry.text,
            urgency=entry.urgency,
            impact=entry.impact,
            contact=Contact(contact.name, contact.phone, contact.email) if contact else None,
            place=entry.place,
            asset=self._grounds.assets[entry.asset] if entry.asset else None,
            tags=entry.tags,
            fields=report_fields(entry),
        )


def _first(order: UUID) -> NewId:
    """Return a source of ids that gives the order's own first, then new ones."""
    waiting = [order]
    return lambda: waiting.pop() if waiting else new_id()


async def _people(house: House, grounds: Grounds) -> dict[str, Principal]:
    users = await users_by_login(house.storage.app, grounds.tenant)
    return {
        login: await in_the_name_of(house.storage.app, grounds.tenant, user)
        for login, user in users.items()
    }


def _in_turn(courses: list[_Course]) -> Iterator[tuple[_Course, Act]]:
    longest = max((len(course.acts) for course in courses), default=0)
    for turn in range(longest):
        for course in courses:
            if turn < len(course.acts):
                yield course, course.acts[turn]
