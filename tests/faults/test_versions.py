"""Publish and roll back while a thousand orders run under load: each stays on its own version."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from gongdan.entrypoints.cli.database_check import check_database
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import Action, Grant, Principal, Scope
from gongdan.rooms.lowcode.contract import DefinitionRef
from gongdan.rooms.lowcode.handlers import By
from gongdan.rooms.lowcode.store import shipped_bodies
from gongdan.rooms.workorders.contract import AcceptOrder, CompleteWork, ReportOrder
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.workorders.yard import DONE

KEY = "five_step"
ORDERS = 1_000
AT_ONCE = 8
PUBLISHED = 6


@pytest.fixture
async def home(fresh_database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(fresh_database) as running:
        yield running


class Load:
    """Orders that begin and move on all the while; what was acknowledged is remembered."""

    def __init__(self, home: TestHouse, tenant: Tenant) -> None:
        self.house, self.tenant = home.house, tenant
        user = tenant.users["dispatcher"]
        grants = tuple(Grant(action, Scope.ALL) for action in Action)
        self.who = Principal(
            tenant=tenant.id, actor=Actor(ActorKind.PERSON, user), user=user, grants=grants
        )
        self.began: dict[UUID, int] = {}
        self.acknowledged: Counter[UUID] = Counter()
        # as so many orders have begun, somebody publishes
        marks = (turn * ORDERS // (PUBLISHED + 1) for turn in range(1, PUBLISHED + 1))
        self.marks = {mark: asyncio.Event() for mark in marks}

    async def live(self, number: int) -> None:
        """Let one order begin, be accepted and be worked on."""
        begun = await self.house.orders.report(self.who, ReportOrder(title=f"泵 {number}"), Sent())
        assert isinstance(begun, OrderDone), begun
        self.began[begun.order] = begun.state.definition.version
        self.acknowledged[begun.order] += 1
        if (mark := self.marks.get(len(self.began))) is not None:
            mark.set()
        for command in (AcceptOrder(assignee=self.who.user), CompleteWork(data=DONE)):
            done = await self.house.orders.act(self.who, begun.order, command, Sent())
            assert isinstance(done, OrderDone), done
            assert done.state.definition.version == self.began[begun.order]
            self.acknowledged[begun.order] += 1

    async def run(self, count: int) -> None:
        waiting = iter(range(count))

        async def some() -> None:
            for number in waiting:
                await self.live(number)

        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(some())


async def publish_and_roll_back(load: Load) -> int:
    """Publish other bodies and old ones again, in turn, spread over the load; return the last."""
    desk, newest = load.house.definitions, 1
    by = By(load.tenant.id, Actor(ActorKind.CLIENT, None, "tests"))
    for turn, mark in enumerate(load.marks.values()):
        await mark.wait()
        if turn % 2:
            ref = await desk.roll_back(by, DefinitionRef(KEY, 1))
        else:
            body = json.loads(shipped_bodies()[0])
            body["flow"]["nodes"]["accept"]["remind"] = {"kind": "timer", "due": f"PT{turn + 4}H"}
            ref = await desk.publish_from_file(by, json.dumps(body).encode())
        assert isinstance(ref, DefinitionRef), ref
        newest = ref.version
    return newest


async def test_each_order_stays_on_its_version_and_nothing_is_lost(home: TestHouse) -> None:
    tenant = await home.tenant()
    load = Load(home, tenant)
    async with asyncio.TaskGroup() as group:
        group.create_task(load.run(ORDERS))
        publishing = group.create_task(publish_and_roll_back(load))
    assert publishing.result() == PUBLISHED + 1
    assert len(set(load.began.values())) == PUBLISHED + 1, "orders began by every version"
    async with home.house.storage.app.reading(tenant.id) as reader:
        rows = await reader.fetch(
            "SELECT id, definition_version, version FROM order_row WHERE tenant_id = $1", tenant.id
        )
    assert {row["id"]: row["definition_version"] for row in rows} == load.began
    assert {row["id"]: row["version"] for row in rows} == load.acknowledged
    await home.followers.drain()
    outcome = await check_database(home.house)
    assert outcome.intact, outcome.findings
