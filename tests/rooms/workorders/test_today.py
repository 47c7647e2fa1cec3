"""The day of a decision is a fact: conditions compare with it, in the organisation's zone."""

from datetime import UTC, datetime

from msgspec.structs import replace

from gongdan.rooms.workorders.domain.facts import flow_facts
from gongdan.rooms.workorders.domain.state import OrderState
from tests.rooms.workorders.loop import FACTS


def test_today_is_the_day_where_the_organisation_is() -> None:
    late = replace(FACTS, now=datetime(2026, 2, 28, 20, tzinfo=UTC), zone="Asia/Shanghai")
    assert flow_facts(late, OrderState()).context["today"] == "2026-03-01"
    utc = replace(late, zone="UTC")
    assert flow_facts(utc, OrderState()).context["today"] == "2026-02-28"


def test_without_a_time_there_is_no_day() -> None:
    assert flow_facts(replace(FACTS, now=None), OrderState()).context["today"] is None
