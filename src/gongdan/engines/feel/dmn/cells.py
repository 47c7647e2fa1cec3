"""The cells of a decision table's conditions, made as quick as what they say allows.

Most cells hold constants: texts, numbers, ranges. These are computed once, and what is left
for each evaluation is a comparison. A cell that speaks of other names, or of `?`, is evaluated
as it stands.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from gongdan.engines.feel import syntax
from gongdan.engines.feel.evaluation import NOTHING, Env, Moment, Run
from gongdan.engines.feel.meaning.compiling import compile_part
from gongdan.engines.feel.meaning.tests import INPUT, passes
from gongdan.engines.feel.values import Range, RangeSort, Value

Test: TypeAlias = Callable[[Value, Env], object]
"""Tells (by True) whether a value passes; the scope is for cells that name others."""

_CONSTANT = (syntax.Literal, syntax.RangeOf, syntax.Negation, syntax.ListOf, syntax.Tests)


def compile_cell(part: syntax.Tests) -> Test | None:
    """Return the test of a cell; None for one that everything passes."""
    if not part.tests:
        return None
    # what is negated has to tell "no" from "can't be said": the written tests do
    if part.negated or not is_constant(part):
        return _by_evaluation(part)
    account = Run(Moment())
    env = Env(NOTHING, account)
    values = [compile_part(test)(env) for test in part.tests]
    return _of_constant(values[0]) if len(values) == 1 else _of_several(values)


def is_constant(part: object) -> bool:
    """Tell whether a part means the same in every scope."""
    if isinstance(part, syntax.Literal):
        return True
    if isinstance(part, tuple):
        return all(is_constant(each) for each in part)
    if isinstance(part, syntax.Call):
        # `date("...")` and its like: a built-in function of constants, and none that tells time
        named = isinstance(part.function, syntax.Name) and part.function.name in _TIMELESS
        return named and is_constant(part.arguments)
    if not isinstance(part, _CONSTANT):
        return False
    inner = (getattr(part, name) for name in part.__struct_fields__)
    return all(is_constant(each) for each in inner if isinstance(each, syntax.Part | tuple))


_TIMELESS = frozenset({"date", "time", "date and time", "duration", "number", "string"})


def _by_evaluation(part: syntax.Tests) -> Test:
    meaning = compile_part(part)

    def test(value: Value, env: Env) -> object:
        return meaning(env.inner({INPUT: value}))

    return test


def _of_constant(wanted: Value) -> Test:
    match wanted:
        case bool() | None:
            return lambda value, _env: value is wanted
        case str() | Decimal():
            kind = type(wanted)
            return lambda value, _env: type(value) is kind and value == wanted
        case Range():
            return _of_range(wanted)
        case _:
            return lambda value, _env: passes(value, wanted)


def _of_range(span: Range) -> Test:
    low, high = span.low, span.high
    if span.sort is RangeSort.UNEQUAL or not all(
        end is None or isinstance(end, Decimal) for end in (low, high)
    ):
        return lambda value, _env: passes(value, span)
    floor = Decimal("-Infinity") if low is None else low
    ceiling = Decimal("Infinity") if high is None else high
    if span.sort is RangeSort.ENDS and (low is None or high is None):
        return lambda _value, _env: None
    return _between(floor, ceiling, span)


def _between(floor: Value, ceiling: Value, span: Range) -> Test:
    low: Decimal = floor  # type: ignore[assignment]  # decimals only come here
    high: Decimal = ceiling  # type: ignore[assignment]
    match span.low_closed or span.low is None, span.high_closed or span.high is None:
        case True, True:
            return lambda value, _env: isinstance(value, Decimal) and low <= value <= high
        case True, False:
            return lambda value, _env: isinstance(value, Decimal) and low <= value < high
        case False, True:
            return lambda value, _env: isinstance(value, Decimal) and low < value <= high
        case _:
            return lambda value, _env: isinstance(value, Decimal) and low < value < high


def _of_several(wanted: list[Value]) -> Test:
    if all(isinstance(each, str) for each in wanted):
        words = frozenset(str(each) for each in wanted)
        return lambda value, _env: isinstance(value, str) and value in words
    tests = tuple(_of_constant(each) for each in wanted)
    return lambda value, env: any(test(value, env) is True for test in tests)
