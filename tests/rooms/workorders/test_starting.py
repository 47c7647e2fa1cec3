"""Who may start an order of a type: a definition narrows it, and gives nobody an action."""

import json
from typing import Any

import msgspec
import pytest

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Bound, Principal
from gongdan.rooms.workorders.domain.rights import may_start
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from tests.rooms.workorders.drawn import five_with
from tests.rooms.workorders.yard import PUMP_REPORT, Yard


@pytest.fixture
def body() -> bytes:
    drawn: dict[str, Any] = json.loads(five_with({}))
    return json.dumps({**drawn, "permissions": {"report": ["dispatcher", "designer"]}}).encode()


async def test_only_roles_that_the_type_names_start_it(drawn_yard: Yard) -> None:
    yard = drawn_yard
    no = await yard.orders.report(yard.by["requester"], PUMP_REPORT, Sent())
    assert isinstance(no, Refused)
    assert (no.code, no.facts) == ("order_type_not_yours", {"type": PUMP_REPORT.type})
    assert isinstance(await yard.report(by="dispatcher"), OrderDone)


async def test_to_be_named_gives_no_action_that_the_role_has_not(drawn_yard: Yard) -> None:
    no = await drawn_yard.orders.report(drawn_yard.hire("designer"), PUMP_REPORT, Sent())
    assert isinstance(no, Refused)
    assert no.code == "order_act_not_allowed"


def test_visitors_and_what_no_person_does_are_not_meant(drawn_yard: Yard) -> None:
    some = frozenset({"dispatcher"})
    person: Principal = drawn_yard.by["requester"]
    assert not may_start(person, some)
    assert may_start(person, frozenset())
    assert may_start(msgspec.structs.replace(person, user=None), some)
    assert may_start(msgspec.structs.replace(person, bound=Bound()), some)
