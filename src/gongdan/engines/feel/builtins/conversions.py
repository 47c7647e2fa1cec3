"""Functions that make one kind of value from another, and `not`, `is`."""

import re
from decimal import Decimal

from gongdan.engines.feel.builtins.signature import builtin
from gongdan.engines.feel.comparison import equals
from gongdan.engines.feel.evaluation import Run
from gongdan.engines.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
)
from gongdan.engines.feel.text import text_of
from gongdan.engines.feel.types import kind_of
from gongdan.engines.feel.values import DECIMAL128, Value, number

_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,5})?", re.ASCII)


def _number(
    _run: Run, text: str, grouping: str | None = None, decimal_mark: str | None = None
) -> Value:
    if grouping not in {None, " ", ".", ","} or decimal_mark not in {None, ".", ","}:
        return None
    if grouping is not None and grouping == decimal_mark:
        return None
    plain = text.replace(grouping, "") if grouping else text
    plain = plain.replace(decimal_mark, ".") if decimal_mark else plain
    return number(DECIMAL128.create_decimal(plain)) if _NUMBER.fullmatch(plain) else None


def _string(_run: Run, value: Value) -> Value:
    return None if value is None else text_of(value)


def _not(_run: Run, negand: Value) -> Value:
    return (not negand) if isinstance(negand, bool) else None


def _is(_run: Run, left: Value, right: Value) -> Value:
    """Return whether two values are the same element of FEEL's domain: like `=`, but strict."""
    if kind_of(left) != kind_of(right):
        return False
    if isinstance(left, Date | Time | DateTime | DaysDuration | MonthsDuration):
        return left == right
    if isinstance(left, Decimal):
        return left == right
    return equals(left, right) is True


CONVERSIONS = (
    builtin(
        "number",
        ("from: string, grouping separator?: string?, decimal separator?: string?", _number),
    ),
    builtin("string", ("from: Any", _string)),
    builtin("not", ("negand: Any", _not)),
    builtin("is", ("value1: Any, value2: Any", _is)),
)
