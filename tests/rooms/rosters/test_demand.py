"""What is needed: forecast where there is enough history, else what the planner says."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongdan.engines.rostering.forecasting import HOURS
from gongdan.kernel.messages import Refused
from gongdan.rooms.rosters.contract import (
    ANYBODY,
    EVERYWHERE,
    CorrectDemand,
    DemandCorrection,
    RosterRules,
    RosterSettings,
    ShiftKind,
)
from gongdan.rooms.rosters.domain.demand import (
    LOOKED_BACK,
    cleaned_correction,
    counted,
    demands,
    needs_of,
)
from gongdan.rooms.rosters.domain.rules import cleaned_settings

MONDAY = date(2026, 9, 7)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
KEY = (EVERYWHERE, ANYBODY)
NINE = 9


def a_week(at_nine: int) -> list[int]:
    return [at_nine if hour % 24 == NINE else 0 for hour in range(HOURS)]


def said(people: int, *, begins: int = 8, ends: int = 10, minute: int = 0) -> DemandCorrection:
    return DemandCorrection(
        id=UUID(int=people + 1),
        place=EVERYWHERE,
        skill=ANYBODY,
        days=(1, 2),
        begins=begins,
        ends=ends,
        people=people,
        made_at=FIRST + timedelta(minutes=minute),
    )


def test_orders_are_counted_in_whole_weeks_at_the_nearest_place_that_takes_them_in() -> None:
    came = [
        ("/1/2/7", "gas", datetime(2026, 9, 7, 9, tzinfo=UTC), 3),
        ("/9", "gas", datetime(2026, 9, 15, 0, tzinfo=UTC), 1),
        ("/9", "gas", datetime(2025, 9, 15, 0, tzinfo=UTC), 1),
    ]
    found = counted(came, {"house": "/1", "floor": "/1/2"}, MONDAY, FIRST)
    assert set(found) == {("floor", "gas"), (EVERYWHERE, "gas")}
    assert len(found["floor", "gas"]) == LOOKED_BACK
    assert found["floor", "gas"][0][NINE] == 3
    assert found[EVERYWHERE, "gas"][1][24] == 1


def test_weeks_before_the_first_order_of_all_are_no_weeks_without_orders() -> None:
    first = datetime(2026, 9, 16, 12, tzinfo=UTC)
    came = [("", "", datetime(2026, 9, 21, 9, tzinfo=UTC), 1)]
    found = counted(came, {}, MONDAY, first)
    assert len(found[KEY]) == LOOKED_BACK - 2, "the week of the first order is not whole"
    assert found[KEY][0][NINE] == 1


def test_too_little_history_is_said_and_forecasts_nothing() -> None:
    (found,) = demands({KEY: [a_week(9)] * 3}, [], RosterSettings())
    assert (found.too_little, found.weeks, found.came) == (True, 3, 189)
    assert not any(found.people)
    assert found.orders == ()


def test_enough_history_is_turned_into_people_and_a_planners_word_goes_before_it() -> None:
    (plain,) = demands({KEY: [a_week(4)] * 8}, [], RosterSettings())
    assert not plain.too_little
    assert plain.people[NINE] >= 4
    assert plain.people[3] == 0, "nobody is kept for an order in a hundred nights"
    (found,) = demands({KEY: [a_week(4)] * 8}, [said(2)], RosterSettings())
    assert found.people[8:10] == (2, 2)
    assert found.forecast == plain.people
    assert found.corrected == (8, 9, 32, 33)
    assert found.people[10:24] == plain.people[10:24]


def test_the_later_word_counts() -> None:
    words = [said(5, minute=9), said(2, minute=1)]
    (found,) = demands({}, words, RosterSettings())
    assert found.people[8] == 5


@given(st.integers(0, 6), st.sampled_from([7, 14, 28]))
def test_needs_repeat_the_week_from_whichever_day_it_begins(shift: int, days: int) -> None:
    found = demands({}, [said(3)], RosterSettings())
    (need,) = needs_of(found, MONDAY + timedelta(days=shift), days)
    assert len(need.hours) == days * 24
    assert sum(need.hours) == 3 * 2 * 2 * days // 7


def test_what_makes_no_sense_is_refused_with_its_place() -> None:
    good = CorrectDemand(days=(1,), begins=8, ends=10, people=2)
    wrong = {
        "days": replace(good, days=()),
        "ends": replace(good, ends=8),
        "people": replace(good, people=-1),
    }
    for name, command in wrong.items():
        no = cleaned_correction(command)
        assert isinstance(no, Refused)
        assert no.field == f"/{name}"
    assert cleaned_correction(good) == good


def test_a_shift_is_not_longer_than_a_day_may_be_and_its_id_stands_once() -> None:
    usual = RosterSettings()
    assert cleaned_settings(usual) == usual
    long = replace(usual, kinds=(ShiftKind("double", "", 6, 16),))
    twice = replace(usual, kinds=(usual.kinds[0], usual.kinds[0]))
    tired = replace(usual, rules=RosterRules(rest=40))
    codes = [cleaned_settings(each) for each in (long, twice, tired)]
    assert [(no.code, no.field) for no in codes if isinstance(no, Refused)] == [
        ("roster_shift_too_long", "/kinds/0/hours"),
        ("roster_kinds_unusable", "/kinds/1"),
        ("roster_rule_out_of_range", "/rest"),
    ]
