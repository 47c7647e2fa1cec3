"""Other hands, ways back, pauses and exits: each for a reason, each only where it is allowed."""

from uuid import UUID

import pytest

from gongdan.engines.flow.model import Stage
from gongdan.kernel.messages import Accepted, RefusalKind
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AnyAct,
    AssignOrder,
    CancelOrder,
    ClaimOrder,
    CompleteWork,
    OrderAssigned,
    OrderCancelled,
    OrderClaimed,
    OrderRejected,
    OrderReopened,
    OrderResumed,
    OrderReturned,
    OrderStatus,
    OrderSuspended,
    OrderTransferred,
    RejectOrder,
    ReopenOrder,
    ResumeOrder,
    ReturnOrder,
    SuspendOrder,
    TransferOrder,
    VerifyOrder,
)
from tests.rooms.workorders.loop import AT, LI, SUN, WANG, ZHAO, acting, on, orders
from tests.rooms.workorders.yard import DONE

POOL = AT["accept"].when(AcceptOrder()).after
"""Accepted without a name: any technician may claim it."""


def test_a_candidate_claims_the_step_and_is_the_assignee() -> None:
    after = (
        on(POOL, acting(ZHAO, "technician"))
        .when(ClaimOrder())
        .then(OrderClaimed(node="execute", to=ZHAO))
    )
    assert (after.state.assignee, after.state.holder) == (ZHAO, ZHAO)
    on(after, acting(LI, "technician")).when(ClaimOrder()).then("step_already_owned")


def test_who_is_no_candidate_claims_nothing() -> None:
    on(POOL, acting(WANG, "requester")).when(ClaimOrder()).then("not_your_step")
    on(POOL, orders(actor=None)).when(ClaimOrder()).then("order_act_not_allowed")


def test_holding_an_acceptance_does_not_make_somebody_the_assignee() -> None:
    after = AT["accept"].when(AssignOrder(to=SUN)).then(OrderAssigned(node="accept", to=SUN))
    assert (after.state.assignee, after.state.holder) == (None, SUN)


def test_an_assignment_gives_the_work_to_somebody_else_who_exists() -> None:
    after = (
        AT["execute"]
        .when(AssignOrder(to=ZHAO, reason="李工休假"))
        .then(OrderAssigned(node="execute", to=ZHAO, reason="李工休假"))
    )
    assert after.state.assignee == ZHAO
    after.when(AssignOrder(to=ZHAO)).then("step_owner_unchanged")
    refused = AT["execute"].when(AssignOrder(to=UUID(int=99))).refused
    assert (refused.code, refused.field) == ("order_assignee_unknown", "/to")


def test_only_the_holder_hands_the_step_over() -> None:
    on(AT["execute"], acting(ZHAO, "technician")).when(TransferOrder(to=ZHAO)).then("not_your_step")
    after = (
        on(AT["execute"], acting(LI, "technician"))
        .when(TransferOrder(to=ZHAO))
        .then(OrderTransferred(node="execute", to=ZHAO))
    )
    assert after.state.holder == ZHAO
    POOL.when(TransferOrder(to=ZHAO)).then("step_has_no_owner")
    POOL.when(TransferOrder(to=ZHAO, node="verify")).then("no_such_step")


def test_a_reject_goes_back_and_on_through_all_that_follows() -> None:
    after = (
        AT["archive"]
        .when(RejectOrder(to="execute", reason="照片不清"))
        .then(OrderRejected(node="archive", to="execute", reason="照片不清"))
    )
    assert (after.state.stage, after.state.holder) == (Stage.EXECUTE, LI)
    assert after.when(CompleteWork(data=DONE)).state.stage is Stage.VERIFY


def test_a_reject_may_come_straight_back() -> None:
    command = RejectOrder(to="execute", reason="补录备件", resume="come_back")
    after = AT["archive"].when(command).after
    assert after.state.stage is Stage.EXECUTE
    assert after.when(CompleteWork(data=DONE)).state.stage is Stage.ARCHIVE


@pytest.mark.parametrize(
    ("to", "code"),
    [("nowhere", "unknown_node"), ("verify", "node_not_visited"), ("execute", "node_not_behind")],
)
def test_a_reject_goes_only_to_a_visited_step_behind(to: str, code: str) -> None:
    AT["execute"].when(RejectOrder(to=to, reason="x")).then(code)


def test_a_reject_needs_the_definition_to_allow_it() -> None:
    AT["accept"].when(RejectOrder(to="report", reason="x")).then("act_not_allowed_here")
    AT["execute"].when(RejectOrder(to="accept", reason=" ")).then("order_reason_missing")


def test_a_return_goes_to_the_reporter() -> None:
    after = (
        AT["accept"]
        .when(ReturnOrder(reason="缺少位置"))
        .then(OrderReturned(node="accept", reason="缺少位置"))
    )
    assert (after.state.stage, after.state.holder) == (Stage.REPORT, WANG)
    after.when(ReturnOrder(reason="x")).then("act_not_allowed_here")


def test_a_suspended_order_takes_nothing_but_resume_cancel_and_amend() -> None:
    resting = (
        AT["execute"].when(SuspendOrder(reason="等待备件")).then(OrderSuspended(reason="等待备件"))
    )
    assert (resting.state.status, resting.state.reason) == (OrderStatus.SUSPENDED, "等待备件")
    for command in (
        CompleteWork(data=DONE),
        AssignOrder(to=ZHAO),
        SuspendOrder(reason="x"),
        RejectOrder(to="accept", reason="x"),
    ):
        resting.when(command).then("flow_suspended")
    after = resting.when(ResumeOrder()).then(OrderResumed())
    assert (after.state.status, after.state.holder, after.state.reason) == ("open", LI, "")
    after.when(ResumeOrder()).then("flow_not_suspended")


@pytest.mark.parametrize("stage", ["accept", "execute", "verify", "archive"])
def test_a_cancelled_order_stays_at_the_stage_where_it_was_left(stage: str) -> None:
    after = AT[stage].when(CancelOrder(reason="重复申报")).then(OrderCancelled(reason="重复申报"))
    assert (after.state.status, after.state.stage) == (OrderStatus.CANCELLED, stage)
    after.when(ReopenOrder(reason="x")).then("order_ended")
    after.when(CancelOrder(reason="x")).then("flow_ended")


def test_an_archived_order_is_opened_again_at_a_visited_step() -> None:
    after = AT["archived"].when(ReopenOrder(reason="又坏了")).then(OrderReopened(reason="又坏了"))
    assert (after.state.stage, after.state.status, after.state.holder) == (
        Stage.EXECUTE,
        "open",
        LI,
    )
    at_verify = AT["archived"].when(ReopenOrder(reason="再验一次", to="verify"))
    assert at_verify.state.stage is Stage.VERIFY
    AT["archive"].when(ReopenOrder(reason="x")).then("flow_not_ended")
    AT["archived"].when(ReopenOrder(reason="x", to="start")).then("node_not_visited")


@pytest.mark.parametrize(
    "command",
    [
        ReturnOrder(reason=""),
        SuspendOrder(reason=" "),
        CancelOrder(reason=""),
        ReopenOrder(reason=""),
    ],
)
def test_every_way_out_or_back_needs_its_reason(command: AnyAct) -> None:
    refused = AT["accept"].when(command).refused
    assert (refused.code, refused.field) == ("order_reason_missing", "/reason")
    assert refused.kind is RefusalKind.MALFORMED


def test_who_judges_the_work_is_not_whoever_comes_by() -> None:
    passed = VerifyOrder(outcome="passed")
    on(AT["verify"], acting(ZHAO, "technician")).when(passed).then("not_your_step")
    assert isinstance(on(AT["verify"], acting(ZHAO, "supervisor")).when(passed).decision, Accepted)
