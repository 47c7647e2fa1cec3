"""From what the wall clock shows to instants, day by day, over changes of the clock.

Between two changes a zone's offset is constant, and wall time and instants run alike. So the time
asked for is cut where the offset changes, and each piece is treated with one offset.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from gongdan.rooms.calendars.contract.calendar import Calendar
from gongdan.rooms.calendars.contract.intervals import Interval

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def worked(calendar: Calendar, begin: datetime, end: datetime) -> Iterator[Interval]:
    """Yield the working time between two instants, in order; neighbours may touch."""
    for piece, offset in _pieces(calendar.zone, begin, end):
        wall_begin, wall_end = piece.begin + offset, piece.end + offset
        day = (wall_begin - DAY).date()
        while _midnight(day) < wall_end:
            yield from _on_day(calendar, day, Interval(wall_begin, wall_end), offset)
            day += DAY


def _on_day(calendar: Calendar, day: date, wall: Interval, offset: timedelta) -> Iterator[Interval]:
    midnight = _midnight(day)
    for span in calendar.on(day):
        begin = max(midnight + timedelta(minutes=span.begin), wall.begin)
        end = min(midnight + timedelta(minutes=span.end), wall.end)
        if begin < end:
            yield Interval(begin - offset, end - offset)


def _midnight(day: date) -> datetime:
    """Return a local midnight, told as if the wall clock were UTC's."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _pieces(zone: str, begin: datetime, end: datetime) -> Iterator[tuple[Interval, timedelta]]:
    """Cut the time between two instants where the zone's offset changes."""
    at = begin.astimezone(UTC)
    end = end.astimezone(UTC)
    offset = offset_at(zone, at)
    while at < end:
        change = _next_change(zone, at, end)
        yield Interval(at, change), offset
        at, offset = change, offset_at(zone, change)


def offset_at(zone: str, at: datetime) -> timedelta:
    """Return how far a zone's clock is ahead of UTC's at an instant."""
    return at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)


def _next_change(zone: str, at: datetime, end: datetime) -> datetime:
    """Return the first change of the offset after `at`, or `end` where there is none before."""
    day = (at - _EPOCH).days
    while True:
        begin, finish = _EPOCH + day * DAY, _EPOCH + (day + 1) * DAY
        change = _change_in(zone, day)
        if change is not None and at < change < end:
            return change
        if finish >= end or begin >= end:
            return end
        day += 1


@lru_cache(maxsize=100_000)
def _change_in(zone: str, day: int) -> datetime | None:
    """Return the change of the offset within a day (of UTC), to the second."""
    begin, end = _EPOCH + day * DAY, _EPOCH + (day + 1) * DAY
    before = offset_at(zone, begin)
    if offset_at(zone, end) == before:
        return None
    while end - begin > SECOND:
        middle = begin + timedelta(seconds=int((end - begin).total_seconds()) // 2)
        if offset_at(zone, middle) == before:
            begin = middle
        else:
            end = middle
    return end
