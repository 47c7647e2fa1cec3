"""FEEL's temporal values: date, time, date and time, and the two kinds of duration.

A time or a date and time may have an offset (whole seconds), a zone of the IANA database, or
neither; what has neither compares with nothing that has one. Resolution: nanoseconds.
"""

from datetime import datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from gongdan.engines.feel.civil import from_days, to_days

NANOS: Final = 1_000_000_000
DAY_SECONDS: Final = 86_400
DAY_NANOS: Final = DAY_SECONDS * NANOS


class Date(Struct, frozen=True, order=True):
    """A day, without time or zone."""

    year: int
    month: int
    day: int

    @property
    def days(self) -> int:
        """The day's number, 0 for 1970-01-01."""
        return to_days(self.year, self.month, self.day)


class Time(Struct, frozen=True):
    """A time of day in nanoseconds since midnight; `offset` in seconds east, or a `zone`."""

    nanos: int
    offset: int | None = None
    zone: str = ""

    @property
    def is_placed(self) -> bool:
        """Whether offset or zone is known."""
        return self.offset is not None or bool(self.zone)


class DateTime(Struct, frozen=True):
    """A date with a time (and with the time's offset or zone)."""

    date: Date
    time: Time


class DaysDuration(Struct, frozen=True, order=True):
    """A days and time duration, in nanoseconds."""

    nanos: int


class MonthsDuration(Struct, frozen=True, order=True):
    """A years and months duration, in months."""

    months: int


def date_of(days: int) -> Date:
    """Return the date of a day's number."""
    return Date(*from_days(days))


def midnight(date: Date, *, utc: bool = False) -> DateTime:
    """Return the beginning of a day, local or in UTC."""
    return DateTime(date, Time(0, 0 if utc else None))


@lru_cache(maxsize=512)
def is_zone(name: str) -> bool:
    """Tell whether the IANA database knows the zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def offset_at(moment: DateTime) -> int | None:
    """Return the offset in seconds east of UTC; None where neither offset nor zone is known.

    Where the clocks are set back the earlier reading counts. Outside of the years 1 to 9999
    the rules of a like year (the Gregorian calendar repeats after 400) stand in.
    """
    time = moment.time
    if not time.zone:
        return time.offset
    date = moment.date
    year = date.year if 2 <= date.year <= 9_998 else date.year % 400 + 2_000
    seconds = time.nanos // NANOS
    wall = datetime(  # noqa: DTZ001  # a wall clock's reading: the zone is asked for its offset
        year, date.month, date.day, seconds // 3_600, seconds // 60 % 60, seconds % 60
    )
    offset = ZoneInfo(time.zone).utcoffset(wall)
    return None if offset is None else round(offset.total_seconds())


def instant(moment: DateTime) -> int:
    """Return nanoseconds since 1970-01-01 UTC, the wall clock's where no offset is known."""
    wall = moment.date.days * DAY_NANOS + moment.time.nanos
    return wall - (offset_at(moment) or 0) * NANOS


def at_instant(nanos: int, like: Time) -> DateTime:
    """Return the date and time of an instant, by the offset or zone of another time."""
    if not like.zone:
        return _wall(nanos + (like.offset or 0) * NANOS, like)
    # a first guess by UTC's wall clock, then by the clock that it leads to
    guess = offset_at(_wall(nanos, like)) or 0
    offset = offset_at(_wall(nanos + guess * NANOS, like)) or 0
    return _wall(nanos + offset * NANOS, like)


def _wall(nanos: int, like: Time) -> DateTime:
    days, rest = divmod(nanos, DAY_NANOS)
    return DateTime(date_of(days), Time(rest, like.offset, like.zone))
