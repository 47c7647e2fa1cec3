"""`+ - * / **` of FEEL values (DMN 1.3, tables 45 to 50); whatever they don't fit gives null."""

from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext
from typing import Final

from gongdan.engines.feel.civil import FARTHEST_YEAR, days_in_month
from gongdan.engines.feel.temporal import (
    DAY_NANOS,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    at_instant,
    date_of,
    instant,
    midnight,
    offset_at,
)
from gongdan.engines.feel.values import DECIMAL128, Value, number

LONGEST_TEXT: Final = 1_000_000
"""Characters that a joined text may have: no expression can fill the memory."""

FARTHEST_DAYS: Final = (FARTHEST_YEAR + 1) * 366


def add(left: Value, right: Value) -> Value:
    """Return the sum, the joined text, or the moved date."""
    match left, right:
        case Decimal(), Decimal():
            return number(DECIMAL128.add(left, right))
        case str(), str():
            return left + right if len(left) + len(right) <= LONGEST_TEXT else None
        case ((Date() | DateTime() | Time()), (DaysDuration() | MonthsDuration())):
            return _moved(left, right)
        case ((DaysDuration() | MonthsDuration()), (Date() | DateTime() | Time())):
            return _moved(right, left)
        case _:
            return _longer(left, right)


def _longer(left: Value, right: Value) -> Value:
    match left, right:
        case DaysDuration(), DaysDuration():
            return DaysDuration(left.nanos + right.nanos)
        case MonthsDuration(), MonthsDuration():
            return MonthsDuration(left.months + right.months)
        case _:
            return None


def subtract(left: Value, right: Value) -> Value:
    """Return the difference: of dates and times a duration."""
    match left, right:
        case Decimal(), Decimal():
            return number(DECIMAL128.subtract(left, right))
        case _, (DaysDuration() | MonthsDuration()):
            return add(left, negate(right))
        case Time(), Time():
            return _between_times(left, right)
        case ((Date() | DateTime()), (Date() | DateTime())):
            return _between(left, right)
        case _:
            return None


def multiply(left: Value, right: Value) -> Value:
    """Return the product of two numbers, or of a duration and a number."""
    match left, right:
        case Decimal(), Decimal():
            return number(DECIMAL128.multiply(left, right))
        case ((DaysDuration() | MonthsDuration()), Decimal()):
            return _scaled(left, right)
        case Decimal(), (DaysDuration() | MonthsDuration()):
            return _scaled(right, left)
        case _:
            return None


def divide(left: Value, right: Value) -> Value:
    """Return the quotient; null for a division by zero."""
    match left, right:
        case Decimal(), Decimal():
            return number(DECIMAL128.divide(left, right)) if right else None
        case DaysDuration(), Decimal():
            return DaysDuration(_whole(Decimal(left.nanos), right)) if right else None
        case MonthsDuration(), Decimal():
            return MonthsDuration(_whole(Decimal(left.months), right)) if right else None
        case DaysDuration(), DaysDuration():
            return divide(Decimal(left.nanos), Decimal(right.nanos))
        case MonthsDuration(), MonthsDuration():
            return divide(Decimal(left.months), Decimal(right.months))
        case _:
            return None


def power(left: Value, right: Value) -> Value:
    """Return a number raised to another."""
    match left, right:
        case Decimal(), Decimal():
            return number(DECIMAL128.power(left, right))
        case _:
            return None


def negate(value: Value) -> Value:
    """Return the negative of a number or duration."""
    match value:
        case Decimal():
            return DECIMAL128.minus(value)
        case DaysDuration():
            return DaysDuration(-value.nanos)
        case MonthsDuration():
            return MonthsDuration(-value.months)
        case _:
            return None


OPERATIONS: Final[Mapping[str, Callable[[Value, Value], Value]]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}
"""The operation of each arithmetic sign."""


def _moved(what: Date | DateTime | Time, by: DaysDuration | MonthsDuration) -> Value:
    match what, by:
        case Date(), DaysDuration():
            return _day(what.days + by.nanos // DAY_NANOS)
        case Date(), MonthsDuration():
            return _months_on(what, by.months)
        case DateTime(), DaysDuration():
            # with a zone the clock may be set in between: the instant moves, not the hands
            nanos = instant(what) + by.nanos
            return at_instant(nanos, what.time) if _reachable(nanos // DAY_NANOS) else None
        case DateTime(), MonthsDuration():
            date = _months_on(what.date, by.months)
            return None if date is None else DateTime(date, what.time)
        case Time(), DaysDuration():
            return Time((what.nanos + by.nanos) % DAY_NANOS, what.offset, what.zone)
        case _:
            return None


def _months_on(date: Date, months: int) -> Date | None:
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if abs(year) > FARTHEST_YEAR:
        return None
    return Date(year, month + 1, min(date.day, days_in_month(year, month + 1)))


def _reachable(days: int) -> bool:
    return abs(days) < FARTHEST_DAYS


def _day(days: int) -> Date | None:
    return date_of(days) if _reachable(days) else None


def _between_times(left: Time, right: Time) -> DaysDuration | None:
    if left.is_placed != right.is_placed or left.zone != right.zone:
        return None
    offsets = (left.offset or 0) - (right.offset or 0)
    return DaysDuration(left.nanos - right.nanos - offsets * NANOS)


def _between(left: Date | DateTime, right: Date | DateTime) -> DaysDuration | None:
    if isinstance(left, Date) and isinstance(right, Date):
        return DaysDuration((left.days - right.days) * DAY_NANOS)
    a, b = (
        each if isinstance(each, DateTime) else midnight(each, utc=True) for each in (left, right)
    )
    if (offset_at(a) is None) != (offset_at(b) is None):
        return None
    return DaysDuration(instant(a) - instant(b))


def _scaled(duration: DaysDuration | MonthsDuration, by: Decimal) -> Value:
    with localcontext(DECIMAL128):
        if isinstance(duration, MonthsDuration):
            return MonthsDuration(int(duration.months * by))
        return DaysDuration(int(duration.nanos * by))


def _whole(amount: Decimal, by: Decimal) -> int:
    return int(DECIMAL128.divide(amount, by))
