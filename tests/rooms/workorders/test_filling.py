"""A form's rules hold wherever it is filled: at the report, at a step, at a correction."""

import json
from typing import Any

import msgspec
import pytest

from gongdan.kernel.messages import Refused
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AmendOrder,
    ClaimOrder,
    CompleteWork,
    ResubmitOrder,
    ReturnOrder,
)
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from tests.rooms.lowcode.test_form_rules import body, words
from tests.rooms.workorders.yard import PUMP_REPORT, Yard, memory_yard

LINES = [{"part": "轴承", "quantity": 3, "price": "0.1"}, {"part": "垫片"}]


def _body() -> bytes:
    made: dict[str, Any] = json.loads(body())
    made["forms"]["report"]["rules"] = {
        "operation_state": {"visible": 'fault_kind = "mechanical"', "required": "urgency <= 2"}
    }
    made["flow"]["nodes"]["execute"]["fields"] = {"buyer": "hidden"}
    made["forms"]["execute"]["rules"]["why"]["message"] = words("x")
    made["forms"]["execute"]["rules"]["why"]["check"] = "string length(why) > 3"
    return json.dumps(made).encode()


@pytest.fixture
def yard() -> Yard:
    return memory_yard(_body())


async def _at_work(yard: Yard, **data: object) -> OrderDone | Refused:
    done = await yard.report()
    await yard.act(done.order, "dispatcher", AcceptOrder())
    await yard.act(done.order, "technician", ClaimOrder())
    command = CompleteWork(data=data)  # type: ignore[arg-type]
    return await yard.orders.act(yard.by["technician"], done.order, command, Sent())


async def test_the_server_reckons_whatever_was_sent(yard: Yard) -> None:
    done = await _at_work(yard, items=LINES, total="999", buyer="nobody")
    assert isinstance(done, OrderDone)
    assert done.state.data["items"] == [{**LINES[0], "amount": "0.3"}, LINES[1]]
    # an amount is not known yet, therefore neither is the sum; who buys is hidden at this step
    assert done.state.data.keys() & {"total", "buyer", "why"} == set()


async def test_what_a_rule_demands_is_demanded(yard: Yard) -> None:
    dear = [{"part": "电机", "quantity": 2, "price": "3000"}]
    refused = await _at_work(yard, items=dear)
    assert isinstance(refused, Refused)
    assert refused.facts["problems"] == ["/why: required"]
    refused = await _at_work(yard, items=[{**dear[0], "part": None, "odd": 1}], why="ab")
    assert isinstance(refused, Refused)
    assert refused.facts["problems"] == [
        "/items/0/odd: additionalProperties",
        "/items/0/part: required",
        "/why: check",
    ]


async def test_a_report_and_its_correction_are_judged_by_the_order_s_own_facts(yard: Yard) -> None:
    lacking = {"fault_kind": "mechanical"}
    reporter = yard.by["requester"]
    command = msgspec.structs.replace(PUMP_REPORT, fields=lacking)
    refused = await yard.orders.report(reporter, command, Sent())
    assert isinstance(refused, Refused)
    assert refused.facts["problems"] == ["/operation_state: required"]
    done = await yard.report()
    assert done.state.details.fields["operation_state"] == "degraded"
    changed = AmendOrder(fields={"fault_kind": "electrical"})
    done = await yard.act(done.order, "requester", changed)
    assert done.state.details.fields == {"fault_kind": "electrical"}


async def test_what_was_hidden_when_handing_in_again_no_longer_stands(yard: Yard) -> None:
    done = await yard.report()
    await yard.act(done.order, "dispatcher", ReturnOrder(reason="看不懂"))
    again = ResubmitOrder(data={"fault_kind": "electrical"})
    done = await yard.act(done.order, "requester", again)
    assert done.state.details.fields == {"fault_kind": "electrical"}
    assert "access_note" in done.state.details.sealed
