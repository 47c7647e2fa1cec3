"""From text to temporal values, by the lexical forms of XML Schema (DMN 1.3, 10.3.4.1).

Every function returns None for a text that is no such value.

    >>> read_duration("P1DT2H"), read_duration("P1Y2M"), read_duration("P1Y2D")
    (DaysDuration(nanos=93600000000000), MonthsDuration(months=14), None)
"""

import re
from decimal import Decimal
from typing import Final

from gongdan.engines.feel.civil import is_day
from gongdan.engines.feel.temporal import (
    DAY_SECONDS,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    date_of,
    is_zone,
    midnight,
)

LONGEST: Final = 100
"""Characters of a temporal text; nothing longer is looked at."""

FARTHEST_OFFSET: Final = 18 * 3_600
_DATE = re.compile(r"(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(
    r"(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:(Z)|([+-])(\d\d):(\d\d)(?::(\d\d))?|@([\w/+-]+))?",
    re.ASCII,
)
_DAYS = re.compile(
    r"(-?)P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d*)?)S)?)?", re.ASCII
)
_MONTHS = re.compile(r"(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?", re.ASCII)


def read_date(text: str) -> Date | None:
    """Read `2017-08-30`."""
    found = _DATE.fullmatch(text[:LONGEST])
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    return Date(year, month, day) if is_day(year, month, day) else None


def read_time(text: str) -> Time | None:
    """Read `11:00:00`, with a fraction, and with `Z`, `+01:00` or `@Zone/Name` behind it."""
    found = _TIME.fullmatch(text[:LONGEST])
    if found is None:
        return None
    hour, minute, second = (int(part) for part in found.groups()[:3])
    if hour > 23 or minute > 59 or second > 59:
        return None
    fraction = int((found[4] or "").ljust(9, "0")[:9] or "0")
    nanos = (hour * 3_600 + minute * 60 + second) * NANOS + fraction
    zone = found[10] or ""
    if zone:
        return Time(nanos, zone=zone) if is_zone(zone) else None
    return _with_offset(nanos, found)


def _with_offset(nanos: int, found: re.Match[str]) -> Time | None:
    if found[5]:
        return Time(nanos, 0)
    if not found[6]:
        return Time(nanos)
    hours, minutes, seconds = int(found[7]), int(found[8]), int(found[9] or 0)
    offset = hours * 3_600 + minutes * 60 + seconds
    if minutes > 59 or seconds > 59 or offset > FARTHEST_OFFSET:
        return None
    return Time(nanos, -offset if found[6] == "-" else offset)


def read_date_time(text: str) -> DateTime | None:
    """Read `2017-08-30T11:00:00` with what may stand behind a time; a date alone is midnight."""
    day, mark, clock = text[:LONGEST].partition("T")
    date = read_date(day)
    if date is None:
        return None
    if not mark:
        return midnight(date)
    late = clock.startswith("24:00:00")  # XML Schema: the end of this day, the next one's begin
    time = read_time(clock.replace("24", "00", 1) if late else clock)
    if time is None or (late and time.nanos):
        return None
    return DateTime(date_of(date.days + 1) if late else date, time)


def read_duration(text: str) -> DaysDuration | MonthsDuration | None:
    """Read either kind of duration; one that mixes them is none."""
    months = _MONTHS.fullmatch(text[:LONGEST])
    if months is not None:
        amount = int(months[2] or 0) * 12 + int(months[3] or 0)
        return MonthsDuration(-amount if months[1] else amount)
    days = _DAYS.fullmatch(text[:LONGEST])
    if days is None or not any(days.groups()[1:]):
        return None
    whole = int(days[2] or 0) * DAY_SECONDS + int(days[3] or 0) * 3_600 + int(days[4] or 0) * 60
    nanos = whole * NANOS + int(Decimal(days[5] or 0) * NANOS)
    return DaysDuration(-nanos if days[1] else nanos)


def read_temporal(text: str) -> Date | Time | DateTime | DaysDuration | MonthsDuration | None:
    """Read whichever temporal value a text is: what `@"..."` means."""
    if "P" in text[:2]:
        return read_duration(text)
    return read_date(text) or read_time(text) or (read_date_time(text) if "T" in text else None)
