"""What events are called outside, and who wants to hear them."""

import pytest

from gongdan.kernel.messages import Refused
from gongdan.rooms.integration.domain.messages import HISTORY, TYPES, check_types, wants
from gongdan.rooms.workorders.contract import ORDER_EVENTS


def test_each_event_of_an_order_has_one_name_of_its_own() -> None:
    assert set(TYPES) == {event.__name__ for event in ORDER_EVENTS}
    assert len(set(TYPES.values())) == len(TYPES)
    assert TYPES["OrderAccepted"] == "gongdan.order.accepted"
    assert TYPES["WorkCompleted"] == "gongdan.order.completed"
    assert TYPES["ImportedActRecorded"] == HISTORY


def test_imported_history_is_told_only_to_those_who_name_it() -> None:
    assert wants((), "gongdan.order.accepted")
    assert not wants((), HISTORY)
    assert wants((HISTORY,), HISTORY)
    assert not wants((HISTORY,), "gongdan.order.accepted")


@pytest.mark.parametrize("types", [("order.accepted",), ("gongdan.order.accepted", ""), ("*",)])
def test_types_that_do_not_exist_are_refused(types: tuple[str, ...]) -> None:
    refused = check_types(types)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.field) == ("webhook_type_unknown", "/types")
