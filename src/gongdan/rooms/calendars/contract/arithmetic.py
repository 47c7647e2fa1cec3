"""Working time between instants, and instants after so much working time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from gongdan.rooms.calendars.contract.calendar import Calendar
from gongdan.rooms.calendars.contract.intervals import Interval, union
from gongdan.rooms.calendars.contract.local_days import worked

FARTHEST: Final = timedelta(days=3_660)
"""How far ahead working time is looked for: a calendar that works less has no end to tell."""

_STRIDE: Final = timedelta(days=32)
_NONE: Final = timedelta(0)


def working_intervals(calendar: Calendar, begin: datetime, end: datetime) -> list[Interval]:
    """Return the working time between two instants, in order and apart from each other."""
    return union(worked(calendar, begin, end))


def working_time(calendar: Calendar, begin: datetime, end: datetime) -> timedelta:
    """Return how much working time lies between two instants; negative where `end` is earlier."""
    if end < begin:
        return -working_time(calendar, end, begin)
    return sum((each.end - each.begin for each in working_intervals(calendar, begin, end)), _NONE)


def add_working_time(calendar: Calendar, begin: datetime, amount: timedelta) -> datetime | None:
    """Return the first instant by which so much working time is over since `begin`.

    None where it is not over within `FARTHEST`. An amount of nothing is over at once.
    """
    if amount < _NONE:
        raise ValueError("working time is added forward only")
    left = amount
    if not left:
        return begin
    for each in _onward(calendar, begin):
        length = each.end - each.begin
        if length >= left:
            return each.begin + left
        left -= length
    return None


def next_working(calendar: Calendar, at: datetime) -> datetime | None:
    """Return the first instant from `at` on that is working time; None within `FARTHEST`."""
    first = next(_onward(calendar, at), None)
    return None if first is None else first.begin


def working_days(calendar: Calendar, begin: datetime, end: datetime) -> int:
    """Return how many worked days have begun after the local day of `begin`, up to that of `end`.

    A day is worked if the calendar has a span on it, however short.
    """
    zone = ZoneInfo(calendar.zone)
    first, last = begin.astimezone(zone).date(), end.astimezone(zone).date()
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(bool(calendar.on(day)) for day in days)


def is_working(calendar: Calendar, at: datetime) -> bool:
    """Tell whether an instant is working time."""
    moment = timedelta(microseconds=1)
    return bool(working_intervals(calendar, at, at + moment))


def _onward(calendar: Calendar, begin: datetime) -> Iterator[Interval]:
    """Yield the working time from an instant on, stride by stride."""
    at, last = begin, begin + FARTHEST
    while at < last:
        yield from working_intervals(calendar, at, min(at + _STRIDE, last))
        at += _STRIDE
