"""Unary tests: `value in tests`, `instance of`, and the cells of decision tables."""

from collections.abc import Callable
from typing import TypeAlias

from gongdan.engines.feel import syntax
from gongdan.engines.feel.comparison import equals, within
from gongdan.engines.feel.evaluation import UNKNOWN, Env, Meaning
from gongdan.engines.feel.types import FeelType, is_instance
from gongdan.engines.feel.values import Range, Value

Compile: TypeAlias = Callable[[syntax.Expression], Meaning]
INPUT = "?"
"""The name under which a test speaks of the value that is tested."""


def inclusion(part: syntax.In, compile_part: Compile) -> Meaning:
    """Return whether a value passes one of the tests."""
    value, several = compile_part(part.value), _verdict(part.tests, compile_part)

    def meaning(env: Env) -> Value:
        return several(env, value(env))

    return meaning


def instance_of(part: syntax.InstanceOf, compile_part: Compile) -> Meaning:
    """Return whether a value belongs to a type."""
    value, kind = compile_part(part.value), part.type
    wanted: FeelType = kind  # type: ignore[assignment]  # the parser writes nothing else

    def meaning(env: Env) -> Value:
        return is_instance(value(env), wanted)

    return meaning


def tests(part: syntax.Tests, compile_part: Compile) -> Meaning:
    """Return whether the value of `?` passes a cell; an empty cell passes everything."""
    if not part.tests:
        return _pass
    several, negated = _verdict(part.tests, compile_part), part.negated

    def meaning(env: Env) -> Value:
        tested = env.find(INPUT)
        verdict = several(env, None if tested is UNKNOWN else tested)
        return (not verdict) if negated and verdict is not None else verdict

    return meaning


def _pass(_env: Env) -> Value:
    return True


def _verdict(
    parts: tuple[syntax.Expression, ...], compile_part: Compile
) -> Callable[[Env, Value], bool | None]:
    compiled = tuple((compile_part(part), _speaks_of_input(part)) for part in parts)

    def verdict(env: Env, value: Value) -> bool | None:
        unsure = False
        for meaning, own in compiled:
            inner = env.inner({INPUT: value}) if own else env
            answer = passes(value, meaning(inner), is_verdict=own)
            if answer is True:
                return True
            unsure = unsure or answer is None
        return None if unsure else False

    return verdict


def passes(value: Value, test: Value, *, is_verdict: bool = False) -> bool | None:
    """Return whether a value passes what a test came out as: a range, a list, or its equal."""
    match test:
        case bool() if is_verdict:
            return test
        case Range():
            if isinstance(value, Range):
                return equals(value, test)
            return within(value, test)
        case list():
            return _in_list(value, test)
        case _:
            return equals(value, test)


def _in_list(value: Value, items: list[Value]) -> bool | None:
    if isinstance(value, list) and equals(value, items) is True:
        return True
    unsure = False
    for item in items:
        # an item of another kind is simply not it; a range that can't hold it leaves it open
        answer = within(value, item) if isinstance(item, Range) else equals(value, item) is True
        if answer is True:
            return True
        unsure = unsure or answer is None
    return None if unsure and value is not None else False


def _speaks_of_input(part: object) -> bool:
    """Tell whether a part names `?`: then what it computes is the verdict itself."""
    match part:
        case syntax.Name():
            return part.name == INPUT
        case syntax.Part():
            return any(_speaks_of_input(getattr(part, each)) for each in part.__struct_fields__)
        case tuple():
            return any(_speaks_of_input(each) for each in part)
        case syntax.Source():
            return _speaks_of_input((part.start, part.end))
        case _:
            return False
