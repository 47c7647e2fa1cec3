"""Lists, contexts and ranges that stand in an expression."""

from collections.abc import Callable
from typing import TypeAlias

from gongdan.engines.feel import syntax
from gongdan.engines.feel.comparison import less
from gongdan.engines.feel.evaluation import Env, Meaning
from gongdan.engines.feel.types import kind_of
from gongdan.engines.feel.values import Range, RangeSort, Value

Compile: TypeAlias = Callable[[syntax.Expression], Meaning]


def list_of(part: syntax.ListOf, compile_part: Compile) -> Meaning:
    """Return a list of what its items compute."""
    items = tuple(compile_part(item) for item in part.items)

    def meaning(env: Env) -> Value:
        return [item(env) for item in items]

    return meaning


def context(part: syntax.ContextOf, compile_part: Compile) -> Meaning:
    """Return a context; each entry sees those before it. Null where a key stands twice."""
    entries = tuple((key, compile_part(value)) for key, value in part.entries)
    doubled = len({key for key, _ in entries}) < len(entries)
    at = part.at

    def meaning(env: Env) -> Value:
        if doubled:
            env.run.warn("feel_key_doubled", at)
            return None
        made: dict[str, Value] = {}
        inner = env.inner(made)
        for key, value in entries:
            made[key] = value(inner)
        return made

    return meaning


def range_of(part: syntax.RangeOf, compile_part: Compile) -> Meaning:
    """Return a range; null where its ends have no order, or the wrong one."""
    low = compile_part(part.low) if part.low is not None else None
    high = compile_part(part.high) if part.high is not None else None
    closed, sort, at = (part.low_closed, part.high_closed), part.sort, part.at

    def meaning(env: Env) -> Value:
        a = low(env) if low else None
        b = high(env) if high else None
        if (
            sort is RangeSort.ENDS
            and a is not None
            and b is not None
            and less(b, a) in {None, True}
        ):
            env.run.warn("feel_range_unfit", at, low=kind_of(a), high=kind_of(b))
            return None
        return Range(a, b, *closed, sort)

    return meaning
