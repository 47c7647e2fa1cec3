"""What came of an order: who it was, whether it was good, and what counts against nobody."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from gongdan.kernel.messages import Event
from gongdan.rooms.dispatch.contract import Mode, Policy, Triage
from gongdan.rooms.dispatch.domain.outcomes import CameOf, outcome_of
from gongdan.rooms.dispatch.domain.policies import policy_for, step_of
from gongdan.rooms.workorders.contract import (
    OrderAccepted,
    OrderArchived,
    OrderAssigned,
    OrderCancelled,
    OrderSuspended,
    OrderVerified,
    WorkCompleted,
)

ANN, BOB = UUID(int=1), UUID(int=2)
ORDER = UUID(int=7)
NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
SURE = Triage(label="hvac", confidence=0.9, verdict="route", origin="orders", model="triage@1")

GIVEN = OrderAccepted(node="accept", assignee=ANN)
DONE = WorkCompleted(node="execute")
PASSED = OrderVerified(node="verify", outcome="passed")
SENT_BACK = OrderVerified(node="verify", outcome="rejected")
CLOSED = OrderArchived(node="archive")


def came(*events: Event) -> CameOf:
    return outcome_of(
        [(event, NOW + timedelta(minutes=30 * at)) for at, event in enumerate(events)]
    )


def test_one_visit_and_nobody_sent_it_back_is_a_first_time_fix() -> None:
    assert came(GIVEN, DONE, PASSED, CLOSED) == CameOf(
        ANN, 1.0, blameless=False, minutes=30.0, done_at=NOW + timedelta(minutes=30)
    )


def test_what_was_sent_back_was_not_fixed_the_first_time() -> None:
    assert came(GIVEN, DONE, SENT_BACK, DONE, PASSED, CLOSED).good == 0.0


def test_who_had_it_last_is_whose_order_it_was() -> None:
    moved = OrderAssigned(node="execute", to=BOB)
    assert came(GIVEN, moved, DONE, PASSED, CLOSED) == CameOf(
        BOB, 1.0, blameless=False, minutes=30.0, done_at=NOW + timedelta(minutes=60)
    )


@pytest.mark.parametrize(
    "events",
    [
        (GIVEN, OrderCancelled(reason="x")),
        (GIVEN, OrderSuspended(reason="part", waits_for="supplier"), DONE, SENT_BACK, CLOSED),
    ],
)
def test_what_was_cancelled_or_waited_for_a_part_counts_against_nobody(
    events: tuple[Event, ...],
) -> None:
    assert came(*events).blameless


def test_the_policy_of_the_category_goes_before_that_of_the_type() -> None:
    whole = Policy(type_key="five_step", mode=Mode.MANUAL, version=1)
    cooling = Policy(type_key="five_step", category="hvac", mode=Mode.AUTOMATIC, version=2)
    assert policy_for([whole, cooling], "five_step", "hvac", order=ORDER) == cooling
    assert policy_for([whole, cooling], "five_step", "network", order=ORDER) == whole
    assert policy_for([whole], "other", "hvac", order=ORDER).mode is Mode.RECOMMEND


def test_automatic_assigns_from_its_sureness_on_and_says_why_it_does_not() -> None:
    policy = Policy(type_key="x", mode=Mode.AUTOMATIC, threshold=0.8)
    unsure = Triage(label="hvac", confidence=0.79, verdict="suggest", origin="words", model="m")
    lost = Triage(label="hvac", confidence=0.9, verdict="out_of_scope", origin="words", model="m")
    told = Triage(
        label="x", confidence=0.1, verdict="unsure", origin="words", model="m", decided="hvac"
    )
    assert step_of(policy, SURE, 3) == ("assign", "")
    assert step_of(policy, told, 3) == ("assign", "")
    assert step_of(policy, SURE, 0) == ("held", "nobody_fits")
    assert step_of(policy, unsure, 3) == ("held", "unsure")
    assert step_of(policy, lost, 3) == ("held", "unsure")
