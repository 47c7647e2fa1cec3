"""Conditions of a definition: FEEL (DMN 1.3) over its fields and the order's own names.

A field's value comes in as what its schema says it is (`values`). A condition that can't be read or
computed is null, which no edge takes.

    >>> evaluate('urgency <= 2 and kind = "leak"', {"urgency": 1, "kind": "leak"})
    True
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from gongdan.engines.feel.checking import Fault, Known, check
from gongdan.engines.feel.program import Program, compile_expression
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.syntax import Filter, Name, Part, Source
from gongdan.engines.feel.types import BOOLEAN, NUMBER, TEXT, FeelType
from gongdan.engines.feel.values import Value, feel_value
from gongdan.engines.flow.model import Context
from gongdan.rooms.lowcode.contract.bundle import Bundle, Field
from gongdan.rooms.lowcode.contract.values import read, type_of, write

LONGEST: Final = 2_000
"""Characters of one condition."""

ORDER_NAMES: Final[Mapping[str, Known]] = MappingProxyType(
    {
        **dict.fromkeys(("urgency", "impact", "priority"), Known(NUMBER)),
        **dict.fromkeys(("assignee", "reporter", "outcome"), Known(TEXT)),
    }
)
"""What every condition may read beside fields: facts of the order, and how a step came out."""


def evaluate(text: str, context: Context) -> Value:
    """Return the value of a condition over plain data; null for what can't be read."""
    return _value(text, context, {})


def evaluator(bundle: Bundle) -> Callable[[str, Context], Value]:
    """Return `evaluate` for a definition, whose fields' values it can read."""
    return lambda text, context: _value(text, context, bundle.fields)


def _value(text: str, context: Context, fields: Mapping[str, Field]) -> Value:
    program = _program(text)
    if program is None:
        return None
    values = {name: read(fields.get(name), context.get(name)) for name in _names(program)}
    return program.run(values).value


class FieldLanguage:
    """The language of a definition's form rules; a column is named `field.column`."""

    def __init__(self, bundle: Bundle) -> None:
        self._fields = {
            **bundle.fields,
            **{
                f"{name}.{column}": each
                for name, field in bundle.fields.items()
                for column, each in field.columns.items()
            },
        }

    def read(self, field: str, value: object) -> Value:
        """Return a plain value as rules see it."""
        return read(self._fields.get(field), value)

    def write(self, field: str, value: Value) -> object:
        """Return what a rule computed as the field keeps it."""
        return write(self._fields[field].schema, value)

    def run(self, text: str, names: Mapping[str, Value]) -> Value:
        """Return the value of an expression over FEEL values."""
        program = _program(text)
        return None if program is None else program.run(names).value


@lru_cache(maxsize=4_096)
def _program(text: str) -> Program | None:
    if len(text) > LONGEST:
        return None
    found = compile_expression(text)
    return None if isinstance(found, Unreadable) else found


@lru_cache(maxsize=4_096)
def _names(program: Program, inner: frozenset[str] = frozenset()) -> tuple[str, ...]:
    return tuple(sorted(set(_named(program.part, inner, inside=False))))


def _named(part: object, inner: frozenset[str], *, inside: bool) -> Iterator[str]:
    """Find names; in the condition of a filter an `inner` name means a member of the list."""
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
    """Return the names that stand in a condition (nothing where it can't be read).

    `inner`: names that mean a member of the list where they stand in a filter's condition.
    """
    program = _program(text)
    return frozenset() if program is None else frozenset(_names(program, inner))


def faults_in(
    text: str,
    bundle: Bundle,
    wanted: FeelType = BOOLEAN,
    own: Mapping[str, Field] = MappingProxyType({}),
) -> tuple[Fault, ...]:
    """Return what is not sensible about a condition of a definition, each with its place.

    `own` are the columns of the line in which it stands; they come before fields.
    """
    if len(text) > LONGEST:
        return (Fault("feel_too_long", LONGEST, {"text": ""}),)
    names = known_in(bundle) | {name: _known(field) for name, field in own.items()}
    return check(text, names, wanted)


def known_in(bundle: Bundle) -> dict[str, Known]:
    """Return every name that a condition of a definition may use, with its type and values."""
    return {**ORDER_NAMES, **{name: _known(field) for name, field in bundle.fields.items()}}


def _known(field: Field) -> Known:
    values = field.schema.get("enum")
    words = tuple(feel_value(each) for each in values) if isinstance(values, list) else ()
    return Known(type_of(field), words)
