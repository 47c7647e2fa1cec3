"""Dates, times and durations: as Python's own where both reach, and beyond where only FEEL does."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.feel.arithmetic import add, subtract
from gongdan.engines.feel.civil import from_days, to_days, weekday
from gongdan.engines.feel.comparison import equals
from gongdan.engines.feel.temporal import Date, DateTime, DaysDuration, Time, instant
from gongdan.engines.feel.temporal_reading import read_temporal
from gongdan.engines.feel.text import text_of

ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Etc/UTC"]


@given(st.dates())
def test_days_are_counted_as_python_counts_them(day: date) -> None:
    days = to_days(day.year, day.month, day.day)
    assert days == (day - date(1970, 1, 1)).days
    assert from_days(days) == (day.year, day.month, day.day)
    assert weekday(days) == day.isoweekday()


@given(st.integers(-(10**11), 10**11))
def test_a_day_of_any_year_comes_back_from_its_number(days: int) -> None:
    assert to_days(*from_days(days)) == days


@given(
    st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001 - wall clocks
    st.sampled_from(ZONES),
)
def test_an_instant_is_the_one_that_python_finds(wall: datetime, zone: str) -> None:
    wall = wall.replace(microsecond=0)
    seconds = (wall.hour * 60 + wall.minute) * 60 + wall.second
    moment = DateTime(Date(wall.year, wall.month, wall.day), Time(seconds * 10**9, zone=zone))
    assert instant(moment) == round(wall.replace(tzinfo=ZoneInfo(zone)).timestamp()) * 10**9


@given(
    st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001 - zones are added
    st.timedeltas(min_value=timedelta(-400), max_value=timedelta(400)),
    st.sampled_from(ZONES),
)
def test_a_duration_that_was_added_is_the_difference(
    wall: datetime, gap: timedelta, zone: str
) -> None:
    seconds = (wall.hour * 60 + wall.minute) * 60 + wall.second
    moment = DateTime(Date(wall.year, wall.month, wall.day), Time(seconds * 10**9, zone=zone))
    duration = DaysDuration(round(gap.total_seconds()) * 10**9)
    later = add(moment, duration)
    # an hour that the clock shows twice has one reading only: there the difference may be off
    difference = subtract(later, moment)
    assert isinstance(difference, DaysDuration)
    assert abs(difference.nanos - duration.nanos) <= 3_600 * 10**9


TEXTS = st.one_of(
    st.builds("{:04}-{:02}-{:02}".format, st.integers(0, 9999), st.integers(1, 12), st.integers(1, 28)),
    st.builds("{:02}:{:02}:{:02}{}".format, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), st.sampled_from(["", "Z", "+08:00", "-03:30", "@Asia/Shanghai", ".5"])),
    st.builds("P{}DT{}H{}M".format, st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)),
    st.builds("-P{}Y{}M".format, st.integers(0, 99), st.integers(0, 30)),
)  # fmt: skip


@given(TEXTS)
def test_what_is_written_is_read_again_as_the_same(text: str) -> None:
    value = read_temporal(text)
    assert value is not None
    assert equals(read_temporal(text_of(value)), value) is True
