"""Conditions of a definition: FEEL (DMN 1.3) over its fields and the order's own names.

A field's value comes in as what its schema says it is: decimals, dates and times stand in
events as text, and are numbers, dates and times here. A condition that can't be read or
computed is null, which no edge takes.

    >>> evaluate('urgency <= 2 and kind = "leak"', {"urgency": 1, "kind": "leak"})
    True
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from gongdan.engines.feel.checking import Fault, Known, check
from gongdan.engines.feel.program import Program, compile_expression
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.syntax import Filter, Name, Part, Source
from gongdan.engines.feel.types import ANY, BOOLEAN, FeelType
from gongdan.engines.feel.values import Value
from gongdan.engines.flow.model import Context
from gongdan.rooms.lowcode.contract.bundle import Bundle
from gongdan.rooms.lowcode.contract.named import ORDER_NAMES, fed, known_in, needs_feeding

__all__ = [
    "LONGEST",
    "ORDER_NAMES",
    "evaluate",
    "evaluator",
    "faults_in",
    "faults_of",
    "feeding",
    "known_in",
    "named_in",
    "names_in",
    "run",
]

LONGEST: Final = 2_000
"""Characters of one condition."""


def evaluate(text: str, context: Context) -> Value:
    """Return the value of a condition over plain data; null for what can't be read."""
    return _value(text, context, {})


def evaluator(bundle: Bundle) -> Callable[[str, Context], Value]:
    """Return `evaluate` for a definition, the types of whose fields and variables it knows."""
    types = feeding(bundle)
    return lambda text, context: _value(text, context, types)


def run(text: str, values: Mapping[str, Value]) -> Value:
    """Return the value of an expression over FEEL values; null for what can't be read."""
    program = _program(text)
    return None if program is None else program.run(values).value


def feeding(bundle: Bundle) -> Mapping[str, FeelType]:
    """Return the types of those names whose values stand in events as text."""
    known = known_in(bundle).items()
    return {name: each.type for name, each in known if needs_feeding(each.type)}


def _value(text: str, context: Context, types: Mapping[str, FeelType]) -> Value:
    program = _program(text)
    if program is None:
        return None
    values = {name: fed(context.get(name), types.get(name)) for name in _names(program)}
    return program.run(values).value


@lru_cache(maxsize=4_096)
def _program(text: str) -> Program | None:
    if len(text) > LONGEST:
        return None
    found = compile_expression(text)
    return None if isinstance(found, Unreadable) else found


@lru_cache(maxsize=4_096)
def _names(program: Program, inner: frozenset[str] = frozenset()) -> tuple[str, ...]:
    return tuple(sorted(named_in(program.part, inner)))


def named_in(part: object, inner: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the names that stand in a part of an expression.

    `inner`: names that mean a member of the list where they stand in a filter's condition.
    """
    return frozenset(_named(part, inner, inside=False))


def _named(part: object, inner: frozenset[str], *, inside: bool) -> Iterator[str]:
    if isinstance(part, Name) and not (inside and part.name in inner):
        yield part.name
    if isinstance(part, Filter):
        yield from _named(part.source, inner, inside=inside)
        yield from _named(part.condition, inner, inside=True)
    elif isinstance(part, Part | Source):
        for field in part.__struct_fields__:
            yield from _named(getattr(part, field), inner, inside=inside)
    elif isinstance(part, tuple):
        for each in part:
            yield from _named(each, inner, inside=inside)


def names_in(text: str, inner: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the names that stand in a condition (nothing where it can't be read)."""
    program = _program(text)
    return frozenset() if program is None else frozenset(_names(program, inner))


def faults_in(text: str, bundle: Bundle) -> tuple[Fault, ...]:
    """Return what is not sensible about a condition of a definition, each with its place."""
    return faults_of(text, known_in(bundle), BOOLEAN)


def faults_of(text: str, known: Mapping[str, Known], wanted: FeelType = ANY) -> tuple[Fault, ...]:
    """Return what is not sensible about an expression over known names."""
    if len(text) > LONGEST:
        return (Fault("feel_too_long", LONGEST, {"text": ""}),)
    return check(text, known, wanted)
