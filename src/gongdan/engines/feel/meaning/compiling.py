"""Which file gives a part its meaning."""

from collections.abc import Callable
from typing import assert_never

from gongdan.engines.feel import syntax
from gongdan.engines.feel.evaluation import Env, Meaning
from gongdan.engines.feel.meaning.calls import call, function
from gongdan.engines.feel.meaning.members import filtered, path
from gongdan.engines.feel.meaning.operations import (
    between,
    condition,
    junction,
    name,
    negation,
    operation,
)
from gongdan.engines.feel.meaning.structures import context, list_of, range_of
from gongdan.engines.feel.meaning.tests import inclusion, instance_of, tests
from gongdan.engines.feel.meaning.turns import loop, quantified
from gongdan.engines.feel.values import Value

Compile = Callable[[syntax.Expression], Meaning]


def compile_part(part: syntax.Expression) -> Meaning:  # noqa: C901, PLR0911, PLR0912  # one line a sort of part
    """Return what a part computes."""
    match part:
        case syntax.Literal():
            return _literal(part.value)
        case syntax.Name():
            return name(part)
        case syntax.Operation():
            return operation(part, compile_part)
        case syntax.Negation():
            return negation(part, compile_part)
        case syntax.Junction():
            return junction(part, compile_part)
        case syntax.Between():
            return between(part, compile_part)
        case syntax.In():
            return inclusion(part, compile_part)
        case syntax.InstanceOf():
            return instance_of(part, compile_part)
        case syntax.Path():
            return path(part, compile_part)
        case syntax.Filter():
            return filtered(part, compile_part)
        case syntax.Call():
            return call(part, compile_part)
        case syntax.Condition():
            return condition(part, compile_part)
        case syntax.For():
            return loop(part, compile_part)
        case syntax.Quantified():
            return quantified(part, compile_part)
        case syntax.FunctionDefinition():
            return function(part, compile_part)
        case syntax.ListOf():
            return list_of(part, compile_part)
        case syntax.ContextOf():
            return context(part, compile_part)
        case syntax.RangeOf():
            return range_of(part, compile_part)
        case syntax.Tests():
            return tests(part, compile_part)
        case _:
            assert_never(part)


def _literal(value: Value) -> Meaning:
    def meaning(_env: Env) -> Value:
        return value

    return meaning
