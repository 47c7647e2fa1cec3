"""安排: when somebody comes, for how long, with which tools and parts."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from gongdan.kernel.messages import Accepted, Refused
from gongdan.kernel.testing import Scene
from gongdan.rooms.workorders.contract import (
    AnyOrderEvent,
)
from gongdan.rooms.workorders.contract.needs import (
    Appointment,
    Needs,
    OrderScheduled,
    PartNeeded,
    PartWanted,
    ScheduleOrder,
)
from gongdan.rooms.workorders.domain.facts import BesideFacts
from gongdan.rooms.workorders.domain.needs import schedule
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.store import ORDERS
from tests.rooms.workorders.loop import AT

NOW = datetime(2026, 12, 1, 2, tzinfo=UTC)
NINE = NOW.replace(day=2, hour=1)
AGREED = Appointment(NINE, NINE + timedelta(hours=2))
FACTS = BesideFacts(event=UUID(int=77), now=NOW, zone="Asia/Shanghai")


def at(stage: str):  # noqa: ANN201 - as `Scene.given`
    def decide(state: OrderState, command: ScheduleOrder) -> Accepted[AnyOrderEvent] | Refused:
        return schedule(state, command, FACTS)

    return Scene(ORDERS, decide).given(*AT[stage].events)


def test_an_appointment_is_agreed_in_a_zone_changed_and_taken_away() -> None:
    needs = Needs(appointment=AGREED, zone="Asia/Shanghai")
    agreed = (
        at("accept")
        .when(ScheduleOrder(appointment=AGREED, reason="电话约定"))
        .then(OrderScheduled(needs=needs, changed=("appointment",), reason="电话约定"))
    )
    agreed.when(ScheduleOrder(appointment=AGREED)).then()
    agreed.when(ScheduleOrder(minutes=90)).then(
        OrderScheduled(
            needs=Needs(appointment=AGREED, zone="Asia/Shanghai", minutes=90), changed=("minutes",)
        )
    )
    agreed.when(ScheduleOrder(appointment=None)).then(
        OrderScheduled(needs=Needs(), changed=("appointment",))
    )


def test_tools_and_parts_stand_once_each() -> None:
    wanted = ScheduleOrder(
        tools=("梯子", "梯子", " "),
        parts=(PartWanted("6204-2RS"), PartWanted("油封", Decimal("1.5")), PartWanted("6204-2rs")),
    )
    needs = Needs(tools=("梯子",), parts=(PartNeeded("6204-2RS", "2"), PartNeeded("油封", "1.5")))
    said = at("execute").when(wanted).then(OrderScheduled(needs=needs, changed=("tools", "parts")))
    said.when(ScheduleOrder(tools=(), parts=())).then(
        OrderScheduled(needs=Needs(), changed=("tools", "parts"))
    )


@pytest.mark.parametrize(
    ("wanted", "code", "field"),
    [
        (
            ScheduleOrder(appointment=Appointment(NOW - timedelta(hours=2), NOW)),
            "order_appointment_past",
            "/appointment/begins",
        ),
        (
            ScheduleOrder(appointment=Appointment(NINE, NINE)),
            "order_appointment_ends_first",
            "/appointment/ends",
        ),
        (
            ScheduleOrder(appointment=Appointment(NINE, NINE + timedelta(hours=25))),
            "order_appointment_too_long",
            "/appointment/ends",
        ),
        (
            ScheduleOrder(
                appointment=Appointment(NINE.replace(year=2099), NINE.replace(year=2099, hour=3))
            ),
            "order_appointment_too_far",
            "/appointment/begins",
        ),
        (ScheduleOrder(minutes=0), "order_duration_out_of_range", "/minutes"),
        (ScheduleOrder(parts=(PartWanted(" "),)), "order_item_missing", "/parts/0/code"),
        (
            ScheduleOrder(parts=(PartWanted("x", Decimal("NaN")),)),
            "order_part_amount_unusable",
            "/parts/0/amount",
        ),
        (
            ScheduleOrder(parts=(PartWanted("x", Decimal("1e9")),)),
            "order_part_amount_unusable",
            "/parts/0/amount",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_where_it_stands(
    wanted: ScheduleOrder, code: str, field: str
) -> None:
    refused = at("execute").when(wanted).refused
    assert (refused.code, refused.field) == (code, field)


def test_nobody_comes_to_an_order_that_is_over() -> None:
    assert at("archived").when(ScheduleOrder(minutes=60)).refused.code == "order_ended"
