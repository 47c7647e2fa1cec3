"""The loop itself: report, accept, execute, verify, archive; nothing is skipped, nothing lost."""

from decimal import Decimal

import msgspec
import pytest

from gongdan.engines.flow.model import Stage
from gongdan.kernel.messages import Accepted, RefusalKind, Refused
from gongdan.rooms.privacy.contract import Sealed
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    AmendOrder,
    AnyStep,
    ArchiveOrder,
    CompleteWork,
    Contact,
    Location,
    OrderAccepted,
    OrderAmended,
    OrderArchived,
    OrderReported,
    OrderResubmitted,
    OrderStatus,
    OrderVerified,
    ReportOrder,
    ResubmitOrder,
    ReturnOrder,
    VerifyOrder,
    WorkCompleted,
)
from gongdan.rooms.workorders.domain.facts import FormFault
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.domain.state import OrderState
from tests.rooms.workorders.loop import (
    AT,
    FACTS,
    LI,
    SUN,
    TITLE,
    WANG,
    acting,
    begun,
    on,
    orders,
)
from tests.rooms.workorders.yard import DONE

SEALED = Sealed(WANG, LI, 1, b"n" * 12, b"c" * 20)


def test_a_reported_order_waits_to_be_accepted_by_the_dispatchers() -> None:
    decided = begun()
    assert isinstance(decided, Accepted)
    (event,) = decided.events
    assert isinstance(event, OrderReported)
    assert (event.number, event.reporter) == ("WO-2026-000001", WANG)
    state = AT["accept"].state
    assert (state.stage, state.status, state.holder) == (Stage.ACCEPT, OrderStatus.OPEN, None)
    assert state.step is not None
    assert state.step.candidates == ("role:dispatcher",)
    assert state.details.priority == 3


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (ReportOrder(title=" "), OrderCode.TITLE_MISSING),
        (ReportOrder(title=TITLE, urgency=5), OrderCode.URGENCY_OUT_OF_RANGE),
        (ReportOrder(title=TITLE, impact=0), OrderCode.IMPACT_OUT_OF_RANGE),
    ],
)
def test_a_report_that_says_too_little_is_refused(command: ReportOrder, code: OrderCode) -> None:
    refused = begun(command)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.kind) == (code, RefusalKind.MALFORMED)


@pytest.mark.parametrize(
    "degrees",
    ["91 0", "0 181", "NaN 0", "sNaN 0", "Infinity 0", "9E+999999999 0", "1E-999999999 0", "0 -"],
)
def test_coordinates_off_the_earth_are_refused_without_being_written_out(degrees: str) -> None:
    latitude, longitude = (part if part != "-" else None for part in degrees.split())
    place = msgspec.convert({"latitude": latitude, "longitude": longitude}, Location)
    refused = begun(ReportOrder(title=TITLE, location=place))
    assert isinstance(refused, Refused)
    assert refused.code == OrderCode.PLACE_OUT_OF_RANGE


def test_accepting_can_name_who_does_it() -> None:
    after = (
        AT["accept"].when(AcceptOrder(assignee=LI)).then(OrderAccepted(node="accept", assignee=LI))
    )
    assert (after.state.stage, after.state.assignee, after.state.holder) == (Stage.EXECUTE, LI, LI)


def test_accepted_without_a_name_it_waits_for_any_technician() -> None:
    after = AT["accept"].when(AcceptOrder()).then(OrderAccepted(node="accept"))
    assert (after.state.assignee, after.state.holder) == (None, None)
    assert after.state.step is not None
    assert after.state.step.candidates == ("role:technician",)


def test_nobody_unknown_is_made_assignee() -> None:
    on(AT["accept"], orders(known_people=frozenset())).when(AcceptOrder(assignee=LI)).then(
        "order_assignee_unknown"
    )


def test_work_is_done_by_who_holds_it() -> None:
    after = (
        on(AT["execute"], acting(LI, "technician"))
        .when(CompleteWork(data=DONE))
        .then(WorkCompleted(node="execute", data=DONE))
    )
    assert (after.state.stage, after.state.data["result"]) == (Stage.VERIFY, "fixed")
    on(AT["execute"], acting(SUN, "technician")).when(CompleteWork(data=DONE)).then("not_your_step")


def test_a_form_that_is_not_filled_in_stops_the_step_and_names_the_field() -> None:
    faults = (FormFault("/work_done", "required"), FormFault("/result", "enum"))
    refused = on(AT["execute"], orders(form_faults=faults)).when(CompleteWork()).refused
    assert (refused.code, refused.field) == (OrderCode.FORM_INCOMPLETE, "/work_done")
    assert refused.facts["problems"] == ["/work_done: required", "/result: enum"]


def test_passed_goes_to_the_archive_and_ends_there() -> None:
    after = (
        on(AT["verify"], acting(WANG))
        .when(VerifyOrder(outcome="passed"))
        .then(OrderVerified(node="verify", outcome="passed"))
    )
    assert after.state.stage is Stage.ARCHIVE
    end = on(after, orders()).when(ArchiveOrder()).then(OrderArchived(node="archive"))
    assert (end.state.status, end.state.stage) == (OrderStatus.ARCHIVED, Stage.ARCHIVE)
    assert end.state.step is None


def test_rejected_goes_back_to_who_did_the_work_with_a_reason() -> None:
    AT["verify"].when(VerifyOrder(outcome="rejected")).then("reason_needed")
    after = (
        AT["verify"]
        .when(VerifyOrder(outcome="rejected", reason="仍有异响"))
        .then(OrderVerified(node="verify", outcome="rejected", reason="仍有异响"))
    )
    assert (after.state.stage, after.state.holder, after.state.flow.round) == (Stage.EXECUTE, LI, 2)


@pytest.mark.parametrize(
    ("outcome", "code"), [("", "outcome_needed"), ("maybe", "unknown_outcome")]
)
def test_a_verification_says_how_it_came_out(outcome: str, code: str) -> None:
    refused = AT["verify"].when(VerifyOrder(outcome=outcome)).refused
    assert (refused.code, refused.field, refused.kind) == (code, "/outcome", RefusalKind.MALFORMED)


STEPS: dict[str, AnyStep] = {
    "accept": AcceptOrder(),
    "execute": CompleteWork(data=DONE),
    "verify": VerifyOrder(outcome="passed"),
    "archive": ArchiveOrder(),
    "report": ResubmitOrder(),
}


@pytest.mark.parametrize("stage", [stage for stage in AT if stage != "archived"])
@pytest.mark.parametrize("wanted", list(STEPS))
def test_no_stage_is_done_before_its_turn(stage: str, wanted: str) -> None:
    decided = AT[stage].when(STEPS[wanted])
    if stage == wanted:
        assert isinstance(decided.decision, Accepted)
    else:
        decided.then("order_not_in_stage")


@pytest.mark.parametrize("wanted", list(STEPS))
def test_after_the_end_no_step_is_done(wanted: str) -> None:
    AT["archived"].when(STEPS[wanted]).then("flow_ended")


@pytest.mark.parametrize("wanted", list(STEPS))
def test_what_was_never_reported_does_not_exist(wanted: str) -> None:
    orders().given().when(STEPS[wanted]).then("no_such_order")


def test_an_amendment_changes_what_it_names_and_keeps_the_rest() -> None:
    decided = AT["execute"].when(AmendOrder(title="3号水泵停机", urgency=1, reason="已停机"))
    event = decided.decision.events[0] if isinstance(decided.decision, Accepted) else None
    assert isinstance(event, OrderAmended)
    assert event.changed == ("title", "urgency", "priority")
    assert (decided.state.details.title, decided.state.details.impact) == ("3号水泵停机", 2)
    assert (decided.state.stage, decided.state.holder) == (Stage.EXECUTE, LI)


def test_an_amendment_names_the_sealed_words_that_came_new_and_never_says_them() -> None:
    sealed = {"contact.phone": SEALED}
    decided = on(AT["accept"], orders(sealed=sealed, subject=WANG)).when(AmendOrder())
    assert isinstance(decided.decision, Accepted)
    assert decided.decision.events[0].changed == ("contact.phone",)  # type: ignore[union-attr]
    assert decided.state.details.subject == WANG


def test_null_takes_away_what_an_order_can_do_without_and_leaving_out_keeps_it() -> None:
    sealed = {"contact.phone": SEALED, "location.address": SEALED, "access": SEALED}
    where = Location("", Decimal("31.2"), Decimal("121.5"))
    full = on(AT["accept"], orders(sealed=sealed, subject=WANG)).when(
        AmendOrder(asset=LI, customer=SUN, location=where, fields={"floor": 3})
    )
    kept = full.after.when(AmendOrder(title="3号水泵停机")).state.details
    assert (kept.asset, kept.customer, kept.latitude) == (LI, SUN, "31.2")
    assert kept.sealed.keys() == sealed.keys()

    emptied = on(full.after, orders(data={})).when(
        AmendOrder(asset=None, contact=None, location=None, fields={"floor": None, "access": None})
    )
    assert isinstance(emptied.decision, Accepted)
    assert emptied.decision.events[0].changed == (  # type: ignore[union-attr]
        *("latitude", "longitude", "asset", "fields"),
        *("access", "contact.phone", "location.address"),
    )
    # a part that is null goes alone
    parts = AmendOrder(contact=Contact(phone=None), location=Location(address=None))
    alone = on(full.after, orders(data={})).when(parts).state.details
    assert (alone.sealed.keys(), alone.latitude) == ({"access"}, "31.2")
    after = emptied.state.details
    assert (after.asset, after.customer, after.latitude) == (None, SUN, "")
    assert (after.sealed, after.fields) == ({}, {})


def test_an_amendment_that_changes_nothing_is_refused() -> None:
    AT["accept"].when(AmendOrder(title=TITLE)).then("order_nothing_changed")
    AT["accept"].when(AmendOrder(title="", reason="?")).then("order_title_missing")
    AT["archived"].when(AmendOrder(title="x")).then("order_ended")


def test_a_form_cannot_speak_for_the_order() -> None:
    """A field called `assignee` or `reporter` does not make anybody owner of the next step."""
    data = {**DONE, "reporter": str(SUN), "assignee": str(SUN), "priority": 1}
    after = AT["execute"].when(CompleteWork(data=data)).after
    assert after.state.step is not None
    assert f"user:{WANG}" in after.state.step.candidates
    assert f"user:{SUN}" not in after.state.step.candidates


def test_handing_in_again_changes_the_report_itself() -> None:
    back = AT["accept"].when(ReturnOrder(reason="缺少位置")).after
    assert (back.state.stage, back.state.holder) == (Stage.REPORT, WANG)
    on(back, acting(LI)).when(ResubmitOrder()).then("not_your_step")
    after = (
        on(back, acting(WANG))
        .when(ResubmitOrder(data={"fault_kind": "it"}))
        .then(OrderResubmitted(node="report", data={"fault_kind": "it"}))
    )
    assert (after.state.stage, after.state.details.fields) == (Stage.ACCEPT, {"fault_kind": "it"})


def test_a_word_that_names_no_person_leaves_the_step_without_holder() -> None:
    state = AT["execute"].state
    token = msgspec.structs.replace(state.flow.tokens[0], owner="user:whoever")
    flow = msgspec.structs.replace(state.flow, tokens=(token,))
    assert msgspec.structs.replace(state, flow=flow).holder is None
    assert OrderState().holder is None
    assert FACTS.words == ()
