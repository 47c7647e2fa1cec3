"""Running orders migrated: a look at all of them, the run, the way back, and what is right of it.

Orders stand on several nodes: a step with a timer, open parallel branches, a countersign of three
in which some have signed, resting ones. What ought to become of each is reckoned by
`bench.expected`, which reads the two definitions' text and shares nothing with the planner.
"""

import asyncio
from collections.abc import Awaitable, Iterator
from time import perf_counter
from typing import TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct

from bench.drawn import KEY, NODE_MAP, THREE, Body, first_version, second_version
from bench.expected import expected
from bench.results import Figure, keep, show
from bench.stage import FOUNDER, stage
from gongdan.bootstrap.house import House
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import Action, Grant, Principal, Scope
from gongdan.rooms.lowcode.contract import DefinitionRef
from gongdan.rooms.lowcode.handlers import By
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AnyAct,
    CompleteWork,
    ReportOrder,
    SuspendOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.contract.migrations import Ending
from gongdan.rooms.workorders.handlers.migrating import Migrating
from gongdan.rooms.workorders.handlers.migrations import MigrateOrders, MigrationShown
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent

T = TypeVar("T")
AT_ONCE = 8
DONE = {"work_done": "bench", "result": "fixed", "minutes_spent": 5}
WANTED = MigrateOrders(from_version=1, to_version=2, node_map=NODE_MAP)
_STATES = "SELECT stream_id, state FROM stream WHERE tenant_id = $1 AND kind = 'order'"
_TIMERS = (
    "SELECT dedup_key, run_at FROM job WHERE tenant_id = $1 AND kind = 'order.timer'"
    " ORDER BY dedup_key"
)
_ENDINGS = "SELECT order_id, outcome FROM order_migration_row WHERE tenant_id = $1"


class Kept(Struct, frozen=True):
    """Every order's state as it is stored, and every timer with its instant."""

    states: dict[UUID, bytes]
    timers: list[tuple[str, str]]


class Scene(Struct, frozen=True):
    """A house with one tenant, in which somebody may do everything."""

    house: House
    tenant: UUID

    def who(self, user: UUID | None = None) -> Principal:
        """Return somebody who may do everything."""
        actor = Actor(ActorKind.PERSON, user) if user else FOUNDER
        grants = tuple(Grant(action, Scope.ALL) for action in Action)
        return Principal(tenant=self.tenant, actor=actor, user=user, grants=grants)

    async def publish(self, body: Body) -> None:
        """Publish a version."""
        by = By(self.tenant, FOUNDER)
        done = await self.house.definitions.publish_from_file(by, msgspec.json.encode(body))
        assert isinstance(done, DefinitionRef), done

    async def live(self, number: int) -> None:
        """Let an order come as far as its turn says."""
        reported = ReportOrder(type=KEY, title=f"order {number}")
        done = await self.house.orders.report(self.who(), reported, Sent())
        assert isinstance(done, OrderDone), done
        for command, user in _way(number):
            acted = await self.house.orders.act(self.who(user), done.order, command, Sent())
            assert isinstance(acted, OrderDone), acted

    async def kept(self) -> Kept:
        """Read what is stored of the orders and their timers."""
        async with self.house.storage.app.reading(self.tenant) as reader:
            states = {row[0]: row[1] for row in await reader.fetch(_STATES, self.tenant)}
            timers = [(row[0], str(row[1])) for row in await reader.fetch(_TIMERS, self.tenant)]
        return Kept(states, timers)

    async def endings(self) -> dict[UUID, str]:
        """Read what came of each order."""
        async with self.house.storage.app.reading(self.tenant) as reader:
            return {row[0]: row[1] for row in await reader.fetch(_ENDINGS, self.tenant)}

    async def work(self) -> None:
        """Do what a worker does with migrations."""
        house, storage = self.house, self.house.storage
        mover = house.desk.migrations.mover
        worker = Migrating(mover, storage.app, storage.worker, owner="bench", clock=house.clock)
        await worker.drain()


def _way(number: int) -> Iterator[tuple[AnyAct, UUID | None]]:
    """Yield what is done with an order: eight in turn stand at five places."""
    place = number % 8
    if place == 2:
        yield SuspendOrder(reason="waits for parts"), None
    if place <= 2:
        return  # at the acceptance, its reminder running (or resting)
    yield AcceptOrder(), None
    if place <= 4:
        return  # in both branches
    yield CompleteWork(node="left", data=DONE), None
    if place == 5:
        return  # one branch waits for the other
    yield CompleteWork(node="right", data=DONE), None
    if place == 7:
        yield VerifyOrder(outcome="passed"), THREE[0]  # one of three has signed


async def bench_migrate(orders: int, command: str) -> None:
    """Bring orders into being, migrate them, and take them back."""
    async with stage() as at:
        place = await at.place()
        async with at.house() as house:
            scene = Scene(house, place.tenant)
            await scene.publish(first_version())
            _, making = await _timed(_orders(scene, orders))
            await scene.publish(second_version())
            figures = show([Figure(name="orders brought into being", value=making, unit="s")])
            figures += show(await _measured(scene, orders))
        await keep(at, "migrate", command, figures)


async def _orders(scene: Scene, count: int) -> None:
    waiting = iter(range(count))

    async def some() -> None:
        for number in waiting:
            await scene.live(number)

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(some())


async def _measured(scene: Scene, orders: int) -> list[Figure]:
    desk, who = scene.house.desk.migrations, scene.who()
    before = await scene.kept()
    right = _right(before)
    looked, looking = await _timed(desk.check(who, KEY, WANTED))
    begun = await desk.begin(who, KEY, WANTED)
    assert isinstance(begun, MigrationShown), begun
    _, running = await _timed(scene.work())
    over = await scene.endings()
    await desk.act(who, KEY, begun.id, "back")
    _, returning = await _timed(scene.work())
    after, back = await scene.kept(), await scene.endings()
    safe = [order for order, ending in right.items() if ending == "moved"]
    unequal = sum(after.states[order] != state for order, state in before.states.items())
    told = {name: getattr(looked, name) for name in ("safe", "needs_map", "blocked")}
    wished = [sum(each == name for each in right.values()) for name in ("moved", *list(told)[1:])]
    return [
        Figure(
            name="running orders",
            value=len(before.states),
            unit="orders",
            limit=orders,
            bound="least",
        ),
        Figure(name="look at all of them (dry run)", value=looking, unit="s", limit=60),
        Figure(name="run", value=running, unit="s", limit=600),
        Figure(name="way back", value=returning, unit="s", limit=600),
        Figure(name="moved", value=len(safe), unit="orders"),
        Figure(name="blocked", value=wished[2], unit="orders"),
        _none("look: judged otherwise than reckoned apart", _apart(list(told.values()), wished)),
        _none("run: judged otherwise", sum(over[each] != end for each, end in right.items())),
        _none("moved and not back", sum(back[order] != Ending.BACK for order in safe)),
        _none("states that are not byte for byte as before", unequal),
        _none("timers that are not as before", len({*before.timers} ^ {*after.timers})),
    ]


def _right(before: Kept) -> dict[UUID, str]:
    old, new = first_version(), second_version()
    return {
        order: expected(old, new, msgspec.json.decode(state)["flow"], NODE_MAP)
        for order, state in before.states.items()
    }


def _apart(one: list[int], other: list[int]) -> int:
    return sum(abs(left - right) for left, right in zip(one, other, strict=True))


def _none(name: str, count: int) -> Figure:
    return Figure(name=name, value=count, unit="orders", limit=0)


async def _timed(work: Awaitable[T]) -> tuple[T, float]:
    begun = perf_counter()
    done = await work
    return done, perf_counter() - begun
