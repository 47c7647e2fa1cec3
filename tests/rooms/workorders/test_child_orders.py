"""Child orders of a flow: made once each, told when they end, and rolled up in the parent."""

import json
from uuid import UUID

import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.kernel.decider import load
from gongdan.kernel.outbox.relay import Relay
from gongdan.kernel.sequencer import Sequencer
from gongdan.rooms.lowcode.store import shipped_bodies
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AnyAct,
    ArchiveOrder,
    CancelOrder,
    CompleteWork,
    ResumeOrder,
    SuspendOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.children import ChildOrders
from gongdan.rooms.workorders.handlers.copies import Copies
from gongdan.rooms.workorders.handlers.resolving import NoLines
from gongdan.rooms.workorders.reactions import order_reactions
from gongdan.rooms.workorders.store import ORDERS
from tests.postgres_server import HouseDatabase
from tests.rooms.workorders.drawn import edge, five_with
from tests.rooms.workorders.yard import DONE, Yard

PARTS = five_with(
    {
        "parts": {
            "kind": "children",
            "calls": "part",
            "many": {
                "items": 'if impact = 2 then ["轴承", "密封"] else ["整机"]',
                "collect": "child.minutes_spent",
                "into": "minutes",
            },
            "inputs": {"title": '"更换" + item', "fault_kind": '"mechanical"', "budget": "40 * 2"},
        },
    },
    [edge("apart", "accept", "parts"), edge("whole", "parts", "execute")],
    without=["dispatch"],
)


@pytest.fixture
def body() -> bytes:
    return PARTS


@pytest.fixture
def part_body() -> bytes:
    """The type of the parts: the shipped steps, whose report asks for a budget as well."""
    body = json.loads(shipped_bodies()[0].replace(b"WO-", b"PT-"))
    money = {"type": "string", "format": "decimal"}
    body["fields"]["budget"] = {"title": {"zh": "预算", "en": "Budget"}, "schema": money}
    form = body["forms"][body["flow"]["nodes"]["report"]["form"]]
    form["schema"]["properties"]["budget"] = {"$ref": "#/fields/budget/schema"}
    return json.dumps(body).encode()


class Works:
    """A parent order whose parts are orders, over a real database, and the worker beside it."""

    def __init__(self, database: HouseDatabase, yard: Yard) -> None:
        self.yard = yard
        self.sequencer = Sequencer(database.worker, ChainTree())
        children = ChildOrders(yard.store, yard.orders)
        self.relays = [
            Relay(database.worker, order_reactions(children, Copies(yard.beside, NoLines())), name)
            for name in "ab"
        ]
        self.order = UUID(int=0)

    async def follow(self) -> None:
        """Let the worker hear everything, twice: what it does is safe to repeat."""
        while await self.sequencer.place(self.yard.tenant):
            pass
        for relay in self.relays:
            while await relay.relay(self.yard.tenant):
                while await self.sequencer.place(self.yard.tenant):
                    pass

    async def begin(self) -> "Works":
        done = await self.yard.report()
        self.order = done.order
        who = self.yard.by["technician"].user
        await self.yard.act(self.order, "dispatcher", AcceptOrder(assignee=who))
        await self.follow()
        return self

    async def state(self, order: UUID | None = None) -> OrderState:
        return (await load(self.yard.store, ORDERS, self.yard.tenant, order or self.order)).state

    async def children(self) -> list[UUID]:
        return [each.order for each in (await self.state()).beside.children]

    async def finish(self, child: UUID) -> None:
        who = self.yard.by["technician"].user
        acts: tuple[tuple[str, AnyAct], ...] = (
            ("dispatcher", AcceptOrder(assignee=who)),
            ("technician", CompleteWork(data=DONE)),
            ("supervisor", VerifyOrder(outcome="passed")),
            ("dispatcher", ArchiveOrder(data={"closing_note": "完成"})),
        )
        for by, act in acts:
            await self.yard.act(child, by, act)
        await self.follow()


async def test_a_parent_goes_on_when_all_its_parts_are_done(
    database: HouseDatabase, drawn_yard: Yard
) -> None:
    works = await Works(database, drawn_yard).begin()
    await works.follow()
    parent = await works.state()
    first, second = await works.children()
    titles = [each.title for each in parent.beside.children]
    assert titles == ["更换轴承", "更换密封"]
    assert (parent.stage, parent.step) == ("accept", None)
    child = await works.state(first)
    assert (child.reporter, child.beside.parent and child.beside.parent.order) == (
        parent.reporter,
        works.order,
    )
    # a number that the flow reckons is written as the child's field keeps it
    assert child.details.fields["budget"] == "80"
    assert child.details.unit_path == parent.details.unit_path
    await works.finish(first)
    assert (await works.state()).step is None
    await works.finish(second)
    parent = await works.state()
    assert parent.step is not None
    assert (parent.step.node, parent.flow.variables["minutes"]) == ("execute", [95, 95])


async def test_a_resting_parent_hears_of_its_parts_when_it_goes_on(
    database: HouseDatabase, drawn_yard: Yard
) -> None:
    works = await Works(database, drawn_yard).begin()
    await works.yard.act(works.order, "dispatcher", SuspendOrder(reason="等预算"))
    for child in await works.children():
        await works.finish(child)
    assert (await works.state()).step is None
    await works.yard.act(works.order, "dispatcher", ResumeOrder())
    await works.follow()
    step = (await works.state()).step
    assert step is not None
    assert step.node == "execute"


async def test_open_parts_end_with_their_parent_where_that_is_wanted(
    database: HouseDatabase, drawn_yard: Yard
) -> None:
    works = await Works(database, drawn_yard).begin()
    cancel = CancelOrder(reason="设备报废", with_children=True)
    await works.yard.act(works.order, "dispatcher", cancel)
    await works.follow()
    for child in await works.children():
        assert (await works.state(child)).status == "cancelled"
