"""How a built-in function is called: its parameters as one line of text, its types held.

    "string: string, start position: number, length?: number"

A `?` behind a name marks a parameter that may be left out, one behind a type a parameter that
may be null (as `Any` may). A function with several lines takes the first that fits its arguments.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from gongdan.engines.feel.evaluation import Function, Run
from gongdan.engines.feel.types import ANY, NAMED, FeelType, ListType, fit
from gongdan.engines.feel.values import Value

Compute = Callable[..., Value]
"""Takes the run, then the fitted arguments by place; those left out are None."""


class Parameter(Struct, frozen=True):
    """One parameter of a built-in function."""

    name: str
    type: FeelType
    optional: bool
    nullable: bool


class Misfit:
    """The sort of `MISFIT`: arguments that a signature does not take."""


MISFIT: Final = Misfit()
LEFT_OUT: Final = object()
"""Stands for an argument that was not given."""


class Signature(Struct, frozen=True):
    """One way to call a function; `spread` gathers loose arguments into the one list."""

    parameters: tuple[Parameter, ...]
    compute: Compute
    spread: bool = False

    def by_place(self, values: Sequence[Value]) -> Sequence[Value] | Misfit:
        """Return the arguments as the parameters want them."""
        if self.spread and not (len(values) == 1 and isinstance(values[0], list)):
            values = [list(values)] if values else []
        if len(values) > len(self.parameters):
            return MISFIT
        missing = self.parameters[len(values) :]
        if any(not parameter.optional for parameter in missing):
            return MISFIT
        return self._fitted([*values, *(LEFT_OUT for _ in missing)])

    def by_name(self, given: Mapping[str, Value]) -> Sequence[Value] | Misfit:
        """Return the arguments as the parameters want them."""
        known = {parameter.name for parameter in self.parameters}
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        if not (needed <= given.keys() <= known):
            return MISFIT
        return self._fitted([given.get(parameter.name, LEFT_OUT) for parameter in self.parameters])

    def _fitted(self, values: Sequence[Value]) -> Sequence[Value] | Misfit:
        fitted: list[Value] = []
        for value, parameter in zip(values, self.parameters, strict=True):
            made = None if value is LEFT_OUT else fit(value, parameter.type)
            if (
                made is None
                and value is not LEFT_OUT
                and not (value is None and parameter.nullable)
            ):
                return MISFIT
            fitted.append(made)
        return fitted


def builtin(name: str, *ways: tuple[str, Compute], spread: bool = False) -> Function:
    """Return a built-in function that can be called in these ways."""
    signatures = tuple(Signature(_parameters(text), compute, spread) for text, compute in ways)
    names = tuple(parameter.name for parameter in signatures[0].parameters)

    def call(run: Run, values: Sequence[Value]) -> Value:
        for signature in signatures:
            placed = signature.by_place(values)
            if not isinstance(placed, Misfit):
                return signature.compute(run, *placed)
        return None

    def named(run: Run, given: Mapping[str, Value]) -> Value:
        for signature in signatures:
            placed = signature.by_name(given)
            if not isinstance(placed, Misfit):
                return signature.compute(run, *placed)
        return None

    return Function(names, call, named, name)


def _parameters(text: str) -> tuple[Parameter, ...]:
    return tuple(_parameter(part) for part in text.split(", ")) if text else ()


def _parameter(text: str) -> Parameter:
    name, _, kind = text.partition(": ")
    wanted = _type(kind.removesuffix("?"))
    nullable = kind.endswith("?") or wanted == ANY
    return Parameter(name.removesuffix("?"), wanted, name.endswith("?"), nullable)


def _type(text: str) -> FeelType:
    if text.startswith("list<"):
        return ListType(_type(text[5:-1]))
    return NAMED[text]
