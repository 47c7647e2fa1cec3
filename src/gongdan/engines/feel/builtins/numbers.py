"""Functions of numbers."""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from typing import Final

from gongdan.engines.feel.builtins.signature import builtin
from gongdan.engines.feel.evaluation import Run
from gongdan.engines.feel.temporal import DaysDuration, MonthsDuration
from gongdan.engines.feel.values import DECIMAL128, Value, number

_SCALES: Final = range(-6_111, 6_177)
"""Digits behind the point that a number may be rounded to (DMN 1.3, table 76)."""

_WIDE: Final = Context(prec=13_000, Emax=999_999, Emin=-999_999, traps=[])


def _rounded(rounding: str) -> Callable[..., Value]:
    def compute(_run: Run, n: Decimal, scale: Decimal | None = None) -> Value:
        places = int(scale or 0)
        if places not in _SCALES:
            return None
        if n.as_tuple().exponent >= -places:  # type: ignore[operator]  # finite numbers only
            return n
        quantum = Decimal(1).scaleb(-places, _WIDE)
        return number(DECIMAL128.plus(n.quantize(quantum, rounding, _WIDE)))

    return compute


def _absolute(_run: Run, n: Decimal) -> Value:
    return DECIMAL128.abs(n)


def _absolute_days(_run: Run, n: DaysDuration) -> Value:
    return DaysDuration(abs(n.nanos))


def _absolute_months(_run: Run, n: MonthsDuration) -> Value:
    return MonthsDuration(abs(n.months))


def _modulo(_run: Run, dividend: Decimal, divisor: Decimal) -> Value:
    """Return dividend - divisor * floor(dividend / divisor): the sign is the divisor's."""
    if not divisor:
        return None
    rest = _WIDE.remainder(dividend, divisor)
    if rest and (rest < 0) != (divisor < 0):
        rest = _WIDE.add(rest, divisor)
    return number(DECIMAL128.plus(rest))


def _root(_run: Run, value: Decimal) -> Value:
    return None if value < 0 else number(DECIMAL128.sqrt(value))


def _logarithm(_run: Run, value: Decimal) -> Value:
    return None if value <= 0 else number(DECIMAL128.ln(value))


def _exponential(_run: Run, value: Decimal) -> Value:
    return number(DECIMAL128.exp(value))


def _odd(_run: Run, value: Decimal) -> Value:
    return _is_whole(value) and _WIDE.remainder(value, Decimal(2)) != 0


def _even(_run: Run, value: Decimal) -> Value:
    return _is_whole(value) and _WIDE.remainder(value, Decimal(2)) == 0


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


NUMBERS = (
    builtin("decimal", ("n: number, scale: number", _rounded(ROUND_HALF_EVEN))),
    builtin("floor", ("n: number, scale?: number", _rounded(ROUND_FLOOR))),
    builtin("ceiling", ("n: number, scale?: number", _rounded(ROUND_CEILING))),
    builtin("round up", ("n: number, scale: number", _rounded(ROUND_UP))),
    builtin("round down", ("n: number, scale: number", _rounded(ROUND_DOWN))),
    builtin("round half up", ("n: number, scale: number", _rounded(ROUND_HALF_UP))),
    builtin("round half down", ("n: number, scale: number", _rounded(ROUND_HALF_DOWN))),
    builtin(
        "abs",
        ("n: number", _absolute),
        ("n: days and time duration", _absolute_days),
        ("n: years and months duration", _absolute_months),
    ),
    builtin("modulo", ("dividend: number, divisor: number", _modulo)),
    builtin("sqrt", ("number: number", _root)),
    builtin("log", ("number: number", _logarithm)),
    builtin("exp", ("number: number", _exponential)),
    builtin("odd", ("number: number", _odd)),
    builtin("even", ("number: number", _even)),
)
