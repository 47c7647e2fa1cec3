"""What FEEL computes with, and how Python's values come in.

| FEEL | Python |
|---|---|
| null, boolean, string | `None`, `bool`, `str` |
| number | `Decimal`, 34 digits (IEEE 754 decimal128) |
| date, time, date and time, durations | the classes of `temporal` |
| list, context | `list`, `dict` with text keys |
| range, function | `Range`, `Function` |
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from msgspec import Struct

Value: TypeAlias = object
"""Any FEEL value; see the table above."""

DECIMAL128: Final = Context(prec=34, rounding=ROUND_HALF_EVEN, Emax=6144, Emin=-6143, traps=[])
"""The arithmetic of every number: what overflows or is undefined comes out as no number."""

DEEPEST_DATA: Final = 64
"""How deep lists and contexts that come in may nest."""


class RangeSort(StrEnum):
    """How a range was written: two ends, or one comparison."""

    ENDS = ".."
    BELOW = "<"
    UP_TO = "<="
    ABOVE = ">"
    FROM = ">="
    EQUAL = "="
    UNEQUAL = "!="


class Range(Struct, frozen=True):
    """A range; the end that a comparison leaves open is None."""

    low: Value
    high: Value
    low_closed: bool = True
    high_closed: bool = True
    sort: RangeSort = RangeSort.ENDS


def number(value: Decimal) -> Decimal | None:
    """Return a finite number within 34 digits, else None."""
    return value if value.is_finite() else None


def feel_value(value: object, depth: int = DEEPEST_DATA) -> Value:
    """Return Python data as FEEL data: integers and floats become decimals, tuples lists.

    Anything else that FEEL does not know, and what nests deeper than `depth`, becomes null.
    """
    made: Value = None
    match value:
        case None | bool() | str():
            made = value
        case Decimal():
            made = number(DECIMAL128.plus(value))
        case int() | float():
            made = number(DECIMAL128.create_decimal(repr(value)))
        case Mapping() if depth:
            made = {str(key): feel_value(each, depth - 1) for key, each in value.items()}
        case list() | tuple() if depth:
            made = [feel_value(each, depth - 1) for each in value]
        case _ if type(value).__module__.startswith(__package__ or "?"):
            made = value
        case _:
            pass
    return made
