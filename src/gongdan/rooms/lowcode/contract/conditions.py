"""Conditions of a definition: FEEL (DMN 1.3) over its fields and the order's own names.

A field's value comes in as what its schema says it is: decimals, dates and times stand in
events as text, and are numbers, dates and times here. A condition that can't be read or
computed is null, which no edge takes.

    >>> evaluate('urgency <= 2 and kind = "leak"', {"urgency": 1, "kind": "leak"})
    True
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from gongdan.engines.feel.checking import Fault, Known, check
from gongdan.engines.feel.program import Program, compile_expression
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.syntax import Name, Part, Source
from gongdan.engines.feel.temporal_reading import read_date, read_date_time, read_time
from gongdan.engines.feel.types import (
    BOOLEAN,
    DATE,
    DATE_TIME,
    NUMBER,
    TEXT,
    TIME,
    FeelType,
    ListType,
)
from gongdan.engines.feel.values import Value, feel_value
from gongdan.engines.flow.model import Context
from gongdan.rooms.lowcode.contract.bundle import Bundle, Field

LONGEST: Final = 2_000
"""Characters of one condition."""

ORDER_NAMES: Final[Mapping[str, Known]] = MappingProxyType(
    {
        **dict.fromkeys(("urgency", "impact", "priority"), Known(NUMBER)),
        **dict.fromkeys(("assignee", "reporter", "outcome"), Known(TEXT)),
        "today": Known(DATE),
    }
)
"""What every condition may read beside fields: facts of the order, how a step came out, and the
day on which it is decided (FEEL's clock would be read anew at each look; this day is a fact)."""

_FORMATS: Final[Mapping[str, tuple[FeelType, Callable[[str], Value]]]] = MappingProxyType(
    {
        "decimal": (NUMBER, Decimal),
        "date": (DATE, read_date),
        "time": (TIME, read_time),
        "date-time": (DATE_TIME, read_date_time),
    }
)
_ORDER_FORMATS: Final[Mapping[str, str]] = MappingProxyType({"today": "date"})
_TYPES: Final[Mapping[object, FeelType]] = MappingProxyType(
    {"string": TEXT, "integer": NUMBER, "boolean": BOOLEAN}
)


def evaluate(text: str, context: Context) -> Value:
    """Return the value of a condition over plain data; null for what can't be read."""
    return _value(text, context, _ORDER_FORMATS)


def evaluator(bundle: Bundle) -> Callable[[str, Context], Value]:
    """Return `evaluate` for a definition, whose fields' formats it knows."""
    formats = dict(_ORDER_FORMATS) | {
        name: str(field.schema.get("format"))
        for name, field in bundle.fields.items()
        if field.schema.get("format") in _FORMATS
    }
    return lambda text, context: _value(text, context, formats)


def _value(text: str, context: Context, formats: Mapping[str, str]) -> Value:
    program = _program(text)
    if program is None:
        return None
    values = {name: _fed(context.get(name), formats.get(name)) for name in _names(program)}
    return program.run(values).value


def _fed(value: object, kind: str | None) -> Value:
    if kind is None or not isinstance(value, str):
        return feel_value(value)
    try:
        return _FORMATS[kind][1](value)
    except ArithmeticError:  # an old value from before the field was a decimal
        return None


@lru_cache(maxsize=4_096)
def _program(text: str) -> Program | None:
    if len(text) > LONGEST:
        return None
    found = compile_expression(text)
    return None if isinstance(found, Unreadable) else found


@lru_cache(maxsize=4_096)
def _names(program: Program) -> tuple[str, ...]:
    return tuple(sorted(set(_named(program.part))))


def _named(part: object) -> Iterator[str]:
    if isinstance(part, Name):
        yield part.name
    if isinstance(part, Part | Source):
        for field in part.__struct_fields__:
            yield from _named(getattr(part, field))
    elif isinstance(part, tuple):
        for each in part:
            yield from _named(each)


def names_in(text: str) -> frozenset[str]:
    """Return the names that stand in a condition (nothing where it can't be read)."""
    program = _program(text)
    return frozenset() if program is None else frozenset(_names(program))


def faults_in(text: str, bundle: Bundle) -> tuple[Fault, ...]:
    """Return what is not sensible about a condition of a definition, each with its place."""
    if len(text) > LONGEST:
        return (Fault("feel_too_long", LONGEST, {"text": ""}),)
    return check(text, known_in(bundle), BOOLEAN)


def known_in(bundle: Bundle) -> dict[str, Known]:
    """Return every name that a condition of a definition may use, with its type and values."""
    return {**ORDER_NAMES, **{name: _known(field) for name, field in bundle.fields.items()}}


def _known(field: Field) -> Known:
    values = field.schema.get("enum")
    words = tuple(feel_value(each) for each in values) if isinstance(values, list) else ()
    return Known(_type_of(field.schema), words)


def _type_of(schema: Mapping[str, object]) -> FeelType:
    if schema.get("type") == "array":
        items = schema.get("items")
        return ListType(_type_of(items) if isinstance(items, dict) else TEXT)
    known = _FORMATS.get(str(schema.get("format")))
    return known[0] if known else _TYPES.get(schema.get("type"), TEXT)
