"""The members of values that are no contexts: parts of dates, durations and ranges."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from gongdan.engines.feel.civil import weekday
from gongdan.engines.feel.temporal import (
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    offset_at,
)
from gongdan.engines.feel.values import DECIMAL128, Range, Value


class NoProperty:
    """The sort of `NO_PROPERTY`: what is missing is not null."""


NO_PROPERTY: Final = NoProperty()


def property_of(value: Value, member: str) -> Value:
    """Return a part of a value, or `NO_PROPERTY`."""
    found: Value = NO_PROPERTY
    match value:
        case Date():
            found = _DATE[member](value) if member in _DATE else NO_PROPERTY
        case DateTime():
            found = _of_moment(value, member)
        case Time():
            found = _of_time(value, member, value.offset)
        case DaysDuration():
            found = _of_days(value, member)
        case MonthsDuration():
            found = _of_months(value, member)
        case Range():
            found = _RANGE[member](value) if member in _RANGE else NO_PROPERTY
        case _:
            pass
    return found


_DATE: Final[Mapping[str, Callable[[Date], Value]]] = MappingProxyType(
    {
        "year": lambda date: Decimal(date.year),
        "month": lambda date: Decimal(date.month),
        "day": lambda date: Decimal(date.day),
        "weekday": lambda date: Decimal(weekday(date.days)),
    }
)
_RANGE: Final[Mapping[str, Callable[[Range], Value]]] = MappingProxyType(
    {
        "start": lambda span: span.low,
        "end": lambda span: span.high,
        "start included": lambda span: span.low_closed,
        "end included": lambda span: span.high_closed,
    }
)


def _of_moment(moment: DateTime, member: str) -> Value:
    read = _DATE.get(member)
    return read(moment.date) if read else _of_time(moment.time, member, offset_at(moment))


def _of_time(time: Time, member: str, offset: int | None) -> Value:
    seconds, nanos = divmod(time.nanos, NANOS)
    match member:
        case "hour":
            return Decimal(seconds // 3_600)
        case "minute":
            return Decimal(seconds // 60 % 60)
        case "second":
            return DECIMAL128.add(Decimal(seconds % 60), Decimal(nanos).scaleb(-9)).normalize() + 0
        case "time offset":
            return None if offset is None else DaysDuration(offset * NANOS)
        case "timezone":
            return time.zone or None
        case _:
            return NO_PROPERTY


def _of_days(duration: DaysDuration, member: str) -> Value:
    seconds, nanos = divmod(abs(duration.nanos), NANOS)
    sign = -1 if duration.nanos < 0 else 1
    match member:
        case "days":
            return Decimal(sign * (seconds // 86_400))
        case "hours":
            return Decimal(sign * (seconds // 3_600 % 24))
        case "minutes":
            return Decimal(sign * (seconds // 60 % 60))
        case "seconds":
            rest = DECIMAL128.add(Decimal(seconds % 60), Decimal(nanos).scaleb(-9))
            return (sign * rest).normalize() + 0
        case _:
            return NO_PROPERTY


def _of_months(duration: MonthsDuration, member: str) -> Value:
    years, months = divmod(abs(duration.months), 12)
    sign = -1 if duration.months < 0 else 1
    match member:
        case "years":
            return Decimal(sign * years)
        case "months":
            return Decimal(sign * months)
        case _:
            return NO_PROPERTY
