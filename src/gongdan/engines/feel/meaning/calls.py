"""Calling functions: built-in ones, and those that an expression defines."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from gongdan.engines.feel import syntax
from gongdan.engines.feel.builtins.catalogue import BUILTINS
from gongdan.engines.feel.evaluation import UNKNOWN, Env, Function, Meaning, Run
from gongdan.engines.feel.types import FeelType, fit
from gongdan.engines.feel.values import Value

Compile: TypeAlias = Callable[[syntax.Expression], Meaning]


def call(part: syntax.Call, compile_part: Compile) -> Meaning:
    """Return what a function gives for its arguments."""
    arguments = tuple(compile_part(argument) for argument in part.arguments)
    names, at = part.names, part.at
    find = _finder(part.function, compile_part)

    def meaning(env: Env) -> Value:
        function = find(env)
        run = env.run
        if function is None:
            run.warn("feel_no_function", at)
            return None
        values = [argument(env) for argument in arguments]
        run.step()
        before = len(run.warnings)
        value = invoke(run, function, values, names)
        if value is None and len(run.warnings) == before:
            run.warn("feel_arguments_unfit", at, function=function.name)
        return value

    return meaning


def _finder(part: syntax.Expression, compile_part: Compile) -> Callable[[Env], Function | None]:
    if isinstance(part, syntax.Name):
        name = part.name

        def by_name(env: Env) -> Function | None:
            found = env.find(name)
            if found is UNKNOWN:
                return BUILTINS.get(name)
            # a variable may hide a function; what is no function can't be called
            return found if isinstance(found, Function) else BUILTINS.get(name)

        return by_name
    compiled = compile_part(part)

    def by_value(env: Env) -> Function | None:
        found = compiled(env)
        return found if isinstance(found, Function) else None

    return by_value


def invoke(run: Run, function: Function, values: Sequence[Value], names: Sequence[str]) -> Value:
    """Call a function with arguments by place, or by `names`; null where these don't fit."""
    if not names:
        return function.call(run, values)
    given: Mapping[str, Value] = dict(zip(names, values, strict=True))
    if len(given) < len(names):
        return None
    if function.named is not None:
        return function.named(run, given)
    if set(given) != set(function.parameters):
        return None
    return function.call(run, [given[name] for name in function.parameters])


def function(part: syntax.FunctionDefinition, compile_part: Compile) -> Meaning:
    """Return a function as a value; it sees the names around it. External ones give null."""
    body, parameters = compile_part(part.body), part.parameters
    types: tuple[FeelType | None, ...] = part.types  # type: ignore[assignment]
    external = part.external

    def meaning(env: Env) -> Value:
        def called(run: Run, values: Sequence[Value]) -> Value:
            if external or len(values) != len(parameters):
                return None
            fitted = [_fitted(value, kind) for value, kind in zip(values, types, strict=True)]
            if any(bad for _, bad in fitted):
                return None
            run.enter()
            value = body(
                env.inner(dict(zip(parameters, (each for each, _ in fitted), strict=True)))
            )
            run.calls -= 1
            return value

        return Function(parameters, called)

    return meaning


def _fitted(value: Value, kind: FeelType | None) -> tuple[Value, bool]:
    if kind is None:
        return value, False
    made = fit(value, kind)
    return made, made is None and value is not None
