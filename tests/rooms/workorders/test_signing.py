"""Signing over a real database: what was read, who signed (sealed), and who may see the name."""

import pytest

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Bound, Principal
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    CancelOrder,
    CompleteWork,
    RemindOrder,
    SignOrder,
    VerifyOrder,
)
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.views.order import OrderViews
from gongdan.rooms.workorders.views.shown import OrderShown, StatementShown
from tests.rooms.workorders.yard import DONE, PUMP_REPORT, Yard, granted

pytestmark = pytest.mark.database


async def worked_on(yard: Yard) -> OrderDone:
    done = await yard.report()
    technician = yard.by["technician"].user
    await yard.act(done.order, "dispatcher", AcceptOrder(assignee=technician))
    return await yard.act(done.order, "technician", CompleteWork(data=DONE))


async def read(
    views: OrderViews, who: Principal, done: OrderDone, language: str = "zh"
) -> StatementShown:
    found = await views.statement(who, done.order, language)
    assert isinstance(found, StatementShown), found
    return found


async def test_the_signer_reads_signs_and_finds_his_signature(
    yard: Yard, views: OrderViews
) -> None:
    done, who = await worked_on(yard), yard.by["requester"]
    said = await read(views, who, done)
    assert "3号水泵振动异常" in said.text
    sign = SignOrder(digest=said.digest, language="zh", signer="欧阳测试")
    granted(await yard.orders.act(who, done.order, sign, Sent()))
    shown = await views.show(yard.by["dispatcher"], done.order)
    assert isinstance(shown, OrderShown)
    (signature,) = shown.signatures
    assert (signature.text, signature.digest) == (said.text, said.digest)
    assert signature.signer
    stored = await yard.store.history(yard.tenant, done.order)
    assert "欧阳测试" not in stored[-1].body.decode()


async def test_each_language_is_a_text_of_its_own(yard: Yard, views: OrderViews) -> None:
    done, who = await worked_on(yard), yard.by["requester"]
    zh, en = await read(views, who, done), await read(views, who, done, "en")
    assert zh.digest != en.digest
    assert "I have read" in en.text


async def test_what_changed_meanwhile_is_not_signed(yard: Yard, views: OrderViews) -> None:
    done, who = await worked_on(yard), yard.by["requester"]
    said = await read(views, who, done)
    await yard.act(done.order, "requester", RemindOrder())
    sign = SignOrder(digest=said.digest, language="zh", signer="x")
    refused = await yard.orders.act(who, done.order, sign, Sent())
    assert isinstance(refused, Refused)
    assert refused.code == "order_text_changed"


def bound_to(yard: Yard, done: OrderDone) -> Principal:
    """Who came by a customer's link to this order."""
    requester = yard.by["requester"]
    return Principal(
        tenant=yard.tenant,
        actor=requester.actor,
        roles=("requester",),
        grants=requester.grants,
        views=requester.views,
        bound=Bound(done.state.number, done.state.reporter),
    )


async def test_a_link_reaches_one_order_and_verifies_it_for_who_reported_it(
    yard: Yard, views: OrderViews
) -> None:
    done, other = await worked_on(yard), await worked_on(yard)
    customer = bound_to(yard, done)
    assert isinstance(await views.show(customer, other.order), Refused)
    no = await yard.orders.act(customer, other.order, VerifyOrder(outcome="passed"), Sent())
    assert isinstance(no, Refused)
    assert no.code == "no_such_order"
    passed = VerifyOrder(outcome="passed", rating=4)
    assert granted(await yard.orders.act(customer, done.order, passed, Sent())).state.rating == 4


async def test_a_link_cancels_only_before_somebody_works_on_it(
    yard: Yard, views: OrderViews
) -> None:
    fresh, begun = await yard.report(), await worked_on(yard)
    late = await yard.orders.act(
        bound_to(yard, begun), begun.order, CancelOrder(reason="x"), Sent()
    )
    assert isinstance(late, Refused)
    assert late.code == "order_work_has_begun"
    shown = await views.show(bound_to(yard, begun), begun.order)
    assert isinstance(shown, OrderShown)
    assert "cancel" not in {each.act for each in shown.acts}
    granted(
        await yard.orders.act(bound_to(yard, fresh), fresh.order, CancelOrder(reason="x"), Sent())
    )


async def test_a_link_reports_nothing_new(yard: Yard) -> None:
    done = await yard.report()
    from_link = await yard.orders.report(bound_to(yard, done), PUMP_REPORT, Sent())
    assert isinstance(from_link, Refused)
    assert from_link.code == "order_act_not_allowed"
