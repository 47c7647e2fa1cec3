"""Who sees an order's masked values in clear: whoever works on it, and who directs the work."""

import msgspec
import pytest

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import FieldView, View
from gongdan.rooms.privacy.contract import Clear
from gongdan.rooms.workorders.contract import AcceptOrder
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.revealed import OrderReveals
from tests.rooms.workorders.yard import CANARY, Yard

PARTS = ("contact.name", "contact.phone", "location.address", "access_note", "no_such_field")
IN_CLEAR = {
    "contact.name": CANARY.name,
    "contact.phone": CANARY.phone,
    "location.address": "北京市朝阳区建国路88号",
    "access_note": "门禁码 4711",
}


@pytest.fixture
def reveals(yard: Yard, views: OrderViews) -> OrderReveals:
    return OrderReveals(views, yard.vault, yard.definitions)


def code_of(answer: Clear | Refused) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


async def test_who_holds_the_order_sees_it_in_clear_and_nobody_else_on_the_road(
    yard: Yard, reveals: OrderReveals
) -> None:
    order = (await yard.report()).order
    technician = yard.by["technician"]
    assert code_of(await reveals.clear(technician, order, PARTS)) == "no_such_order"
    await yard.act(order, "dispatcher", AcceptOrder(assignee=technician.user))
    assert await reveals.clear(technician, order, PARTS) == Clear(IN_CLEAR)
    assert code_of(await reveals.clear(yard.hire("technician"), order, PARTS)) == "no_such_order"


async def test_the_whole_tenant_is_the_dispatcher_s_and_his_unit_the_supervisor_s(
    yard: Yard, reveals: OrderReveals
) -> None:
    order = (await yard.report()).order
    for role in ("dispatcher", "supervisor", "admin"):
        assert await reveals.clear(yard.by[role], order, PARTS) == Clear(IN_CLEAR), role
    elsewhere = yard.hire("supervisor", unit_path="/group/office/")
    assert code_of(await reveals.clear(elsewhere, order, PARTS)) == "no_such_order"
    assert code_of(await reveals.clear(yard.by["auditor"], order, PARTS)) == "reveal_out_of_reach"


async def test_what_is_hidden_from_somebody_is_not_his_to_reveal(
    yard: Yard, reveals: OrderReveals
) -> None:
    order = (await yard.report()).order
    blind = msgspec.structs.replace(
        yard.by["dispatcher"], views=(FieldView("*", "internal", View.FULL),)
    )
    assert await reveals.clear(blind, order, PARTS) == Clear({})


async def test_the_erased_are_named_and_not_opened(yard: Yard, reveals: OrderReveals) -> None:
    order = (await yard.report()).order
    subject = await yard.vault.known_subject(yard.tenant, phone=CANARY.phone)
    assert subject is not None
    await yard.vault.destroy(yard.tenant, subject)
    answer = await reveals.clear(yard.by["dispatcher"], order, PARTS)
    assert answer == Clear({}, tuple(IN_CLEAR))
