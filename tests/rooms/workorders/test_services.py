"""Service nodes: an order waits for a machine, and goes on with its answer, or by its other way."""

# ruff: noqa: ARG002 - a fake answers every tenant alike

from uuid import UUID

import pytest

from gongdan.engines.flow.model import Request
from gongdan.kernel.decider import load
from gongdan.rooms.workorders.contract import ServiceCalled
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.calls import CallFailedError, ServiceCalls
from gongdan.rooms.workorders.ports import CameBack, Outgoing
from gongdan.rooms.workorders.store import ORDERS
from tests.rooms.workorders.drawn import edge, five_with, step
from tests.rooms.workorders.yard import Yard

ASK = {
    "kind": "service",
    "calls": "http:stock",
    "inputs": {"part": '"轴承"', "level": "urgency"},
    "request": {
        "method": "POST",
        "path": "/parts",
        "answers": {"on_hand": {"at": "/n", "type": "number", "least": "0"}},
    },
    "result": "stock",
}
ROUTES = [
    edge("asked", "report", "ask"),
    edge("answered", "ask", "which"),
    edge("there", "which", "accept", condition="stock.on_hand > 1.5"),
    edge("lacking", "which", "buy", default=True),
    edge("bought", "buy", "accept"),
]
WAY_OUT = {"failed": {"kind": "boundary", "attached_to": "ask", "trigger": {"kind": "error"}}}


@pytest.fixture(params=["stuck", "caught"])
def body(request: pytest.FixtureRequest) -> bytes:
    caught = request.param == "caught"
    nodes = {
        "ask": ASK,
        "which": {"kind": "exclusive"},
        "buy": step("accept", {"role": "supervisor"}),
        **(WAY_OUT if caught else {}),
    }
    out = [edge("by_hand", "failed", "buy")] if caught else []
    return five_with(nodes, [*ROUTES, *out], without=["submit"])


class Far:
    """`Connectors` of one service that answers as it is told."""

    def __init__(self, came: CameBack) -> None:
        self.came = came
        self.asked: list[Outgoing] = []

    async def call(self, tenant: UUID, wanted: Outgoing) -> CameBack:
        self.asked.append(wanted)
        return self.came


class Shop:
    """An order that asks a service, and the job that calls it."""

    def __init__(self, yard: Yard, came: CameBack) -> None:
        self.yard = yard
        self.far = Far(came)
        self.calls = ServiceCalls(yard.store, yard.orders, yard.definitions, self.far)
        self.order = UUID(int=0)

    async def open(self) -> "Shop":
        self.order = (await self.yard.report()).order
        return self

    async def state(self) -> OrderState:
        return (await load(self.yard.store, ORDERS, self.yard.tenant, self.order)).state

    async def catches(self) -> bool:
        running = await self.yard.definitions.newest(self.yard.tenant, "five_step")
        return running is not None and "failed" in running.flow.nodes

    async def call(self, attempt: int = 1) -> None:
        (token,) = [each.id for each in (await self.state()).flow.tokens if each.node == "ask"]
        await self.calls.make(self.yard.tenant, self.order, token, attempt=attempt, most=3)

    async def said(self) -> list[ServiceCalled]:
        events = [
            ORDERS.codec.decode(self.yard.tenant, each).event
            for each in await self.yard.store.history(self.yard.tenant, self.order)
        ]
        return [each for each in events if isinstance(each, ServiceCalled)]


@pytest.mark.parametrize(("on_hand", "at"), [("2.5", "accept"), (1, "buy")])
async def test_an_answer_leads_an_order_on(drawn_yard: Yard, on_hand: object, at: str) -> None:
    came = CameBack(status=200, milliseconds=84, values={"on_hand": on_hand})
    shop = await Shop(drawn_yard, came).open()
    assert (await shop.state()).step is None
    await shop.call()
    state = await shop.state()
    assert [token.node for token in state.flow.open_steps] == [at]
    assert state.flow.variables == {"stock": {"on_hand": on_hand}}
    (asked,) = shop.far.asked
    assert (asked.connector, asked.inputs) == ("stock", {"part": "轴承", "level": 2})
    assert isinstance(asked.request, Request)
    (event,) = await shop.said()
    assert (event.calls, event.status, event.error) == ("http:stock", 200, "")


async def test_what_may_come_right_is_tried_again_and_then_takes_the_way_for_errors(
    drawn_yard: Yard,
) -> None:
    shop = await Shop(drawn_yard, CameBack(error="timed_out", passing=True)).open()
    for attempt in (1, 2):
        with pytest.raises(CallFailedError):
            await shop.call(attempt)
    assert await shop.said() == []
    caught = await shop.catches()
    if caught:
        await shop.call(3)
        assert [token.node for token in (await shop.state()).flow.open_steps] == ["buy"]
        return
    with pytest.raises(CallFailedError):  # a dead letter: a person sends it again
        await shop.call(3)
    (event,) = await shop.said()
    assert (event.error, event.moves, (await shop.state()).step) == ("timed_out", (), None)
    shop.far.came = CameBack(status=200, values={"on_hand": 9})
    await shop.call(1)
    assert [token.node for token in (await shop.state()).flow.open_steps] == ["accept"]


async def test_what_is_certain_is_not_tried_again(drawn_yard: Yard) -> None:
    shop = await Shop(drawn_yard, CameBack(status=404, error="status_not_2xx")).open()
    caught = await shop.catches()
    if caught:
        await shop.call()
    else:
        with pytest.raises(CallFailedError):
            await shop.call()
    assert [each.error for each in await shop.said()] == ["status_not_2xx"]
