"""Decision tables while an order runs: what they answer leads the order, and stands in it."""

import json

import pytest

from gongdan.kernel.decider import load
from gongdan.rooms.workorders.contract import AcceptOrder, ReportOrder
from gongdan.rooms.workorders.store import ORDERS
from tests.rooms.workorders.drawn import edge, five_with, step
from tests.rooms.workorders.yard import PUMP_REPORT, Yard

TABLE = {
    "title": {"zh": "审批级别", "en": "Approval level"},
    "inputs": [{"expression": "urgency"}],
    "outputs": [{"name": "level", "type": "number", "least": "0", "most": "3"}],
    "rules": [
        {"inputs": ["<= 2"], "outputs": ["1.5"]},
        {"inputs": ["> 2"], "outputs": ["0"]},
    ],
}


@pytest.fixture
def body() -> bytes:
    drawn = json.loads(
        five_with(
            {
                "weigh": {"kind": "rule", "calls": "level", "result": "level"},
                "which": {"kind": "exclusive"},
                "approve": step("accept", {"role": "supervisor"}),
            },
            [
                edge("asked", "report", "weigh"),
                edge("weighed", "weigh", "which"),
                edge("high", "which", "approve", condition="level > 1"),
                edge("low", "which", "accept", default=True),
                edge("approved", "approve", "accept"),
            ],
            without=["submit"],
        )
    )
    return json.dumps({**drawn, "tables": {"level": TABLE}}, ensure_ascii=False).encode()


@pytest.mark.parametrize(("urgency", "at", "level"), [(2, "approve", "1.5"), (3, "accept", 0)])
async def test_a_table_decides_which_way_an_order_goes(
    drawn_yard: Yard, urgency: int, at: str, level: object
) -> None:
    report = ReportOrder(title=PUMP_REPORT.title, urgency=urgency, fields=PUMP_REPORT.fields)
    done = await drawn_yard.report(report)
    state = (await load(drawn_yard.store, ORDERS, drawn_yard.tenant, done.order)).state
    assert [token.node for token in state.flow.open_steps] == [at]
    assert state.flow.variables == {"level": level}
    if at == "approve":
        await drawn_yard.act(done.order, "supervisor", AcceptOrder())
