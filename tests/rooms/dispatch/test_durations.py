"""How long the work of an order took, and what is reckoned from that."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from gongdan.kernel.messages import Event
from gongdan.rooms.dispatch.contract import Category
from gongdan.rooms.dispatch.domain.durations import LEAST_CASES, minutes_of
from gongdan.rooms.dispatch.handlers.durations import Durations, Reckoned
from gongdan.rooms.dispatch.store.durations import Usual
from gongdan.rooms.workorders.contract import (
    BookingAdded,
    BookingReversed,
    CheckedIn,
    OrderAssigned,
    WorkCompleted,
)

LI, WANG = UUID(int=1), UUID(int=2)
NINE = datetime(2026, 12, 1, 9, tzinfo=UTC)
DONE = WorkCompleted(node="execute")


def told(*events: tuple[float, Event]) -> float | None:
    return minutes_of([(event, NINE + timedelta(minutes=at)) for at, event in events])


def hours(quantity: str, who: UUID, number: int = 1) -> BookingAdded:
    return BookingAdded(booking=UUID(int=number), kind="time", quantity=quantity, person=who)


def test_booked_hours_count_before_the_time_on_site_and_helpers_do_not_make_it_longer() -> None:
    came = CheckedIn(node="execute")
    assert told((0, came), (40, DONE)) == 40
    assert told((0, came), (40, DONE), (50, hours("1.5", LI)), (51, hours("1", WANG, 2))) == 90
    back = BookingReversed(booking=UUID(int=1), kind="time", quantity="-1.5", reason="x", person=LI)
    assert told((0, came), (40, DONE), (50, hours("1.5", LI)), (60, back)) == 40


def test_waiting_in_somebody_s_hands_is_no_work_and_a_night_no_duration() -> None:
    given = OrderAssigned(node="execute", to=LI)
    assert told((0, given), (300, DONE)) is None
    came = CheckedIn(node="execute")
    assert told((0, came), (1_200, DONE)) is None
    assert told((0, came), (2, DONE)) is None
    assert told((0, came)) is None


def test_what_is_learned_of_type_and_category_goes_before_what_is_said_and_the_type_alone() -> None:
    known = Category(key="pump", name={}, phrases=(), minutes=45)
    enough, few = Usual(72.0, LEAST_CASES), Usual(10.0, LEAST_CASES - 1)
    every = {"pump": known, "it": Category(key="it", name={}, phrases=())}
    usual = Durations({("five_step", "pump"): enough, ("five_step", ""): Usual(31.0, 9)}, every)
    assert usual.of("five_step", "pump") == Reckoned(70, LEAST_CASES)
    assert usual.of("five_step", "it") == usual.of("five_step", "") == Reckoned(30, 9)
    assert Durations({("five_step", "pump"): few}, every).of("five_step", "pump") == Reckoned(45, 0)
    assert Durations({}, every).of("five_step", "it") is None
