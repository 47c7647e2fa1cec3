"""Working time: as a brute-force reckoning finds it, over breaks, nights, rotas and clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongdan.adapters.public_holidays import LibraryHolidays
from gongdan.rooms.calendars.contract import (
    Calendar,
    Interval,
    Pattern,
    Span,
    SpecialDay,
    add_working_time,
    difference,
    intersection,
    is_working,
    next_working,
    rota,
    union,
    week,
    working_days,
    working_intervals,
    working_time,
)
from tests.examples import tries

OFFICE = week((Span(9 * 60, 12 * 60), Span(13 * 60, 18 * 60)))
SHANGHAI = Calendar("Asia/Shanghai", OFFICE)
ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata"]  # fmt: skip
MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def brute_force(calendar: Calendar, begin: datetime, end: datetime) -> timedelta:
    """Look at each minute's wall clock: is it in a span of its day, or of the day before?"""
    minutes, moment, zone = 0, begin, ZoneInfo(calendar.zone)
    while moment < end:
        wall = moment.astimezone(zone)
        clock = wall.hour * 60 + wall.minute
        today, yesterday = wall.date(), wall.date() - timedelta(days=1)
        minutes += any(s.begin <= clock < s.end for s in calendar.on(today)) or any(
            s.begin <= clock + 1_440 < s.end for s in calendar.on(yesterday)
        )
        moment += MINUTE
    return minutes * MINUTE


SPANS = st.lists(
    st.tuples(st.integers(0, 1_439), st.integers(1, 1_440)).map(lambda p: Span(p[0], p[0] + p[1])),
    max_size=3,
).map(tuple)
PATTERNS = st.builds(
    Pattern,
    st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    st.lists(SPANS, min_size=1, max_size=9).map(tuple),
)
# around the days on which clocks change
DAYS = st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 5), date(2026, 10, 4), date(2026, 9, 6), date(2026, 7, 1)])  # fmt: skip
CALENDARS = st.builds(
    Calendar,
    st.sampled_from(ZONES),
    PATTERNS,
    st.dictionaries(DAYS, st.builds(SpecialDay, SPANS), max_size=2),
)
INSTANTS = st.builds(
    lambda day, minutes: datetime(day.year, day.month, day.day, tzinfo=UTC) + minutes * MINUTE,
    DAYS,
    st.integers(-2_000, 2_000),
)


@settings(max_examples=tries(300), deadline=None)
@given(CALENDARS, INSTANTS, st.integers(0, 4_000))
def test_working_time_is_what_brute_force_finds(
    calendar: Calendar, begin: datetime, minutes: int
) -> None:
    end = begin + minutes * MINUTE
    assert working_time(calendar, begin, end) == brute_force(calendar, begin, end)


@settings(deadline=None)
@given(CALENDARS, INSTANTS, st.integers(0, 3_000))
def test_what_was_added_lies_between_and_no_later_than_needed(
    calendar: Calendar, begin: datetime, minutes: int
) -> None:
    amount = minutes * MINUTE
    end = add_working_time(calendar, begin, amount)
    if end is None:
        return
    assert working_time(calendar, begin, end) == amount
    if amount:
        assert working_time(calendar, begin, end - timedelta(microseconds=1)) < amount


@settings(deadline=None)
@given(CALENDARS, INSTANTS, INSTANTS, INSTANTS)
def test_working_time_adds_up(calendar: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    parts = working_time(calendar, a, b) + working_time(calendar, b, c)
    assert parts == working_time(calendar, a, c)


@pytest.mark.parametrize(
    ("begin", "hours", "end"),
    [
        ("2026-11-27T17:00+08:00", 2, "2026-11-30T10:00+08:00"),  # over a weekend
        ("2026-11-26T11:30+08:00", 1, "2026-11-26T13:30+08:00"),  # over the noon break
        ("2026-11-26T03:00+08:00", 8, "2026-11-26T18:00+08:00"),
        ("2026-11-26T18:00+08:00", 0, "2026-11-26T18:00+08:00"),
    ],
)
def test_due_times_pass_over_breaks_and_weekends(begin: str, hours: int, end: str) -> None:
    assert add_working_time(SHANGHAI, at(begin), timedelta(hours=hours)) == at(end)


def test_a_night_shift_over_a_spring_change_is_an_hour_shorter() -> None:
    night = Calendar("Europe/Berlin", rota(date(2026, 3, 28), (Span(22 * 60, 30 * 60),)))
    begin, end = at("2026-03-28T21:00+01:00"), at("2026-03-29T12:00+02:00")
    assert working_time(night, begin, end) == timedelta(hours=7)


def test_a_rota_of_four_on_and_two_off_goes_on_over_the_weeks() -> None:
    day = (Span(8 * 60, 20 * 60),)
    shift = Calendar("Asia/Shanghai", rota(date(2026, 11, 2), day, day, day, day, (), ()))
    worked = {
        each.begin.date()
        for each in working_intervals(
            shift, at("2026-11-02T00:00+08:00"), at("2026-11-14T00:00+08:00")
        )
    }
    assert worked == {date(2026, 11, n) for n in (2, 3, 4, 5, 8, 9, 10, 11)}


def test_a_calendar_that_never_works_says_so() -> None:
    never = Calendar("Asia/Shanghai", week(()))
    now = at("2026-11-26T10:00+08:00")
    assert add_working_time(never, now, timedelta(hours=1)) is None
    assert next_working(never, now) is None
    assert not is_working(never, now)


def test_china_works_the_weekend_days_that_stand_in_for_holidays() -> None:
    special = LibraryHolidays().special_days("CN", range(2026, 2027), OFFICE)
    china = Calendar("Asia/Shanghai", OFFICE, special)
    assert is_working(china, at("2026-02-14T10:00+08:00"))  # a Saturday, worked for the festival
    assert not is_working(china, at("2026-02-18T10:00+08:00"))  # a Wednesday of the festival
    assert is_working(china, at("2026-11-26T10:00+08:00"))


@given(st.integers(0, 400), st.integers(0, 400))
def test_working_days_add_up(first: int, second: int) -> None:
    friday = at("2026-11-27T09:00+00:00")
    middle = friday + timedelta(days=first)
    end = middle + timedelta(days=second)
    whole = working_days(SHANGHAI, friday, end)
    parts = working_days(SHANGHAI, friday, middle), working_days(SHANGHAI, middle, end)
    assert whole == sum(parts)
    assert whole <= first + second


def test_working_days_begin_at_midnight_in_the_calendars_zone() -> None:
    evening = at("2026-11-26T15:59+00:00")  # 23:59 on Thursday in Shanghai
    assert working_days(SHANGHAI, evening, evening + MINUTE) == 1
    utc = Calendar("UTC", OFFICE)
    assert working_days(utc, evening, evening + MINUTE) == 0


def test_each_country_is_named_by_one_code_of_two_letters() -> None:
    known = LibraryHolidays().countries()
    assert {"CN", "DE", "GB", "US"} <= set(known)
    assert all(len(code) == 2 for code in known)
    assert "UK" not in known


def test_an_unknown_country_is_said_to_be_unknown() -> None:
    with pytest.raises(ValueError, match="no country"):
        LibraryHolidays().special_days("XX", range(2026, 2027), OFFICE)


HOURS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=6).map(
    lambda pairs: union(
        Interval(
            at("2026-01-01T00:00+00:00") + a * MINUTE,
            at("2026-01-01T00:00+00:00") + (a + b) * MINUTE,
        )
        for a, b in pairs
    )
)


def minutes_of(intervals: list[Interval]) -> set[datetime]:
    found = set()
    for each in intervals:
        moment = each.begin
        while moment < each.end:
            found.add(moment)
            moment += MINUTE
    return found


@given(HOURS, HOURS)
def test_the_algebra_of_intervals_is_that_of_sets(a: list[Interval], b: list[Interval]) -> None:
    assert minutes_of(union(a, b)) == minutes_of(a) | minutes_of(b)
    assert minutes_of(intersection(a, b)) == minutes_of(a) & minutes_of(b)
    assert minutes_of(difference(a, b)) == minutes_of(a) - minutes_of(b)
    for found in (union(a, b), intersection(a, b), difference(a, b)):
        assert all(each.begin < each.end for each in found)
        assert found == sorted(found)
