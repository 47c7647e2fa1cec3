"""Equality and order of FEEL values (DMN 1.3, tables 53 and 54): true, false, or null.

Values of different kinds are neither equal nor unequal: that is null. Null itself equals only
null. Two times are the same if they are in whole seconds, as the standard's value function
counts them.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from gongdan.engines.feel.temporal import (
    DAY_SECONDS,
    NANOS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    instant,
    midnight,
)
from gongdan.engines.feel.values import Range, RangeSort, Value

DEEPEST: Final = 100
"""How deep two values are compared; deeper ones are not equal (and no honest ones exist)."""


def equals(left: Value, right: Value, depth: int = DEEPEST) -> bool | None:
    """Return whether two values are equal; null for different kinds."""
    if left is None or right is None:
        return left is right
    if isinstance(left, list | dict | Range):
        return _equal_inside(left, right, depth - 1) if depth else False
    pair = _comparable(left, right)
    return None if pair is None else pair[0] == pair[1]


def _equal_inside(left: Value, right: Value, depth: int) -> bool | None:
    match left, right:
        case list(), list():
            if len(left) != len(right):
                return False
            return _all(equals(a, b, depth) for a, b in zip(left, right, strict=True))
        case dict(), dict():
            if left.keys() != right.keys():
                return False
            return _all(equals(left[key], right[key], depth) for key in left)
        case Range(), Range():
            same = (left.low_closed, left.high_closed, left.sort) == (
                right.low_closed,
                right.high_closed,
                right.sort,
            )
            ends = equals(left.low, right.low, depth), equals(left.high, right.high, depth)
            return same and ends == (True, True)
        case _:
            return None


def _all(parts: Iterable[bool | None]) -> bool | None:
    unsure = False
    for part in parts:
        if part is False:
            return False
        unsure = unsure or part is None
    return None if unsure else True


def same(left: Value, right: Value) -> bool:
    """Tell whether two values are equal for lists' sake: null and unlike kinds are not."""
    return equals(left, right) is True


def less(left: Value, right: Value) -> bool | None:
    """Return whether the first value is before the second; null where there is no order."""
    pair = _ordered(left, right)
    return None if pair is None else bool(pair[0] < pair[1])  # type: ignore[operator]


def at_most(left: Value, right: Value) -> bool | None:
    """Return whether the first value is before the second, or equal."""
    pair = _ordered(left, right)
    return None if pair is None else bool(pair[0] <= pair[1])  # type: ignore[operator]


def more(left: Value, right: Value) -> bool | None:
    """Return whether the first value is behind the second."""
    return less(right, left)


def at_least(left: Value, right: Value) -> bool | None:
    """Return whether the first value is behind the second, or equal."""
    return at_most(right, left)


def differs(left: Value, right: Value) -> bool | None:
    """Return whether two values are not equal; null for different kinds."""
    verdict = equals(left, right)
    return None if verdict is None else not verdict


def within(value: Value, span: Range) -> bool | None:
    """Return whether a value lies in a range; null where it can't be compared."""
    match span.sort:
        case RangeSort.ENDS:
            low = (at_least if span.low_closed else more)(value, span.low)
            high = (at_most if span.high_closed else less)(value, span.high)
            return None if low is None or high is None else low and high
        case RangeSort.EQUAL:
            return equals(value, span.low)
        case RangeSort.UNEQUAL:
            return differs(value, span.low)
        case RangeSort.BELOW | RangeSort.UP_TO:
            return COMPARISONS[span.sort](value, span.high)
        case RangeSort.ABOVE | RangeSort.FROM:
            return COMPARISONS[span.sort](value, span.low)


def _ordered(left: Value, right: Value) -> tuple[object, object] | None:
    pair = _comparable(left, right)
    return None if pair is None or isinstance(pair[0], bool) else pair


def _comparable(left: Value, right: Value) -> tuple[object, object] | None:
    """Return two values of one kind as what Python can compare, or None."""
    match left, right:
        case (
            (bool(), bool())
            | (Decimal(), Decimal())
            | (str(), str())
            | (Date(), Date())
            | (DaysDuration(), DaysDuration())
            | (MonthsDuration(), MonthsDuration())
        ):
            return left, right
        case Time(), Time():
            return _times(left, right)
        case ((DateTime() | Date()), (DateTime() | Date())):
            return _moments(left, right)
        case _:
            return None


def _times(left: Time, right: Time) -> tuple[int, int] | None:
    if left.is_placed != right.is_placed:
        return None
    if left.zone or right.zone:
        # a zone's offset depends on the day, which a time does not have: one zone compares
        return (left.nanos // NANOS, right.nanos // NANOS) if left.zone == right.zone else None
    a, b = (time.nanos // NANOS - (time.offset or 0) for time in (left, right))
    return a % DAY_SECONDS, b % DAY_SECONDS


def _moments(left: DateTime | Date, right: DateTime | Date) -> tuple[int, int] | None:
    a, b = (
        each if isinstance(each, DateTime) else midnight(each, utc=True) for each in (left, right)
    )
    if a.time.is_placed != b.time.is_placed:
        return None
    return instant(a) // NANOS, instant(b) // NANOS


COMPARISONS: Final[Mapping[str, Callable[[Value, Value], bool | None]]] = {
    "=": equals,
    "!=": differs,
    "<": less,
    "<=": at_most,
    ">": more,
    ">=": at_least,
}
"""The comparison of each operator."""
