"""Receive nodes: an order waits for a message from outside, and goes on with what it brings."""

from uuid import UUID

import msgspec
import pytest

from gongdan.engines.flow.model import FlowDefinition
from gongdan.engines.flow.orders import check_served
from gongdan.kernel.decider import load
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.identity.contract import Action, robot
from gongdan.rooms.workorders.contract import DeliverMessage, JumpOrder, MessageReceived
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.store import ORDERS
from tests.rooms.workorders.drawn import edge, five_with
from tests.rooms.workorders.yard import Yard

AWAIT = {
    "kind": "receive",
    "stage": "accept",
    "title": {"zh": "等待到货", "en": "Await parts"},
    "trigger": {"kind": "message", "name": "parts_arrived"},
    "form": "execute",
    "outputs": {"hours": "minutes_spent / 60"},
}
BROUGHT: dict[str, object] = {"result": "fixed", "work_done": "到货", "minutes_spent": 90}
CLIENT = Actor(ActorKind.CLIENT, id=UUID(int=7))


@pytest.fixture
def body() -> bytes:
    routes = [edge("sent", "report", "await_parts"), edge("arrived", "await_parts", "accept")]
    return five_with({"await_parts": AWAIT}, routes, without=["submit"])


async def state_of(yard: Yard, order: UUID) -> OrderState:
    return (await load(yard.store, ORDERS, yard.tenant, order)).state


async def say(yard: Yard, order: UUID, message: str, data: dict[str, object]) -> object:
    outside = robot(yard.tenant, CLIENT, (Action.ORDER_READ, Action.ORDER_DELIVER))
    return await yard.orders.act(outside, order, DeliverMessage(message=message, data=data), Sent())


async def test_a_message_fills_its_form_and_leads_an_order_on(drawn_yard: Yard) -> None:
    order = (await drawn_yard.report()).order
    assert (await state_of(drawn_yard, order)).step is None
    done = await say(drawn_yard, order, "parts_arrived", BROUGHT)
    assert isinstance(done, OrderDone)
    assert [token.node for token in done.state.flow.open_steps] == ["accept"]
    assert done.state.data["minutes_spent"] == 90
    assert done.state.flow.variables == {"hours": "1.5"}
    events = [
        ORDERS.codec.decode(drawn_yard.tenant, each)
        for each in await drawn_yard.store.history(drawn_yard.tenant, order)
    ]
    assert isinstance(events[-1].event, MessageReceived)
    assert events[-1].actor == CLIENT


async def test_a_message_that_came_before_or_is_meant_for_another_step_does_nothing(
    drawn_yard: Yard,
) -> None:
    order = (await drawn_yard.report()).order
    other = await say(drawn_yard, order, "parts_lost", BROUGHT)
    assert isinstance(other, Refused)
    assert other.code == "order_awaits_no_such_message"
    await say(drawn_yard, order, "parts_arrived", BROUGHT)
    again = await say(drawn_yard, order, "parts_arrived", BROUGHT)
    assert isinstance(again, Refused)
    assert again.code == "order_awaits_no_such_message"
    assert (await state_of(drawn_yard, order)).flow.tokens[0].node == "accept"


async def test_what_the_form_does_not_accept_moves_nothing(drawn_yard: Yard) -> None:
    order = (await drawn_yard.report()).order
    no = await say(drawn_yard, order, "parts_arrived", {**BROUGHT, "minutes_spent": "long"})
    assert isinstance(no, Refused)
    assert (no.code, no.field) == ("order_form_incomplete", "/minutes_spent")
    assert (await state_of(drawn_yard, order)).step is None


async def test_an_administrator_leads_an_order_past_a_message_that_never_comes(
    drawn_yard: Yard,
) -> None:
    order = (await drawn_yard.report()).order
    admin = robot(drawn_yard.tenant, CLIENT, (Action.ORDER_READ, Action.ORDER_JUMP))
    jump = JumpOrder(to="accept", reason="call from the supplier")
    done = await drawn_yard.orders.act(admin, order, jump, Sent())
    assert isinstance(done, OrderDone)
    assert [token.node for token in done.state.flow.open_steps] == ["accept"]


def test_a_step_that_names_no_message_is_not_served(body: bytes) -> None:
    flow = msgspec.convert(msgspec.json.decode(body)["flow"], FlowDefinition)
    assert list(check_served(flow)) == []
    unnamed = msgspec.structs.replace(flow.nodes["await_parts"], trigger=None)
    silent = msgspec.structs.replace(flow, nodes={**flow.nodes, "await_parts": unnamed})
    assert [each.code for each in check_served(silent)] == ["flow_trigger_missing"]
