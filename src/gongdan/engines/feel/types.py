"""FEEL's types: which values belong to them, and how a value is made to fit (DMN 1.3, 10.3.2.9).

>>> fits([], ListType(NUMBER)), fit(["x"], TEXT)
(True, 'x')
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, TypeAlias

from msgspec import Struct

from gongdan.engines.feel.evaluation import Function
from gongdan.engines.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    midnight,
)
from gongdan.engines.feel.values import Range, Value


class Simple(Struct, frozen=True):
    """A type that has a name and no parts."""

    name: str


class ListType(Struct, frozen=True):
    """Lists whose items are of a type."""

    item: "FeelType"


class RangeType(Struct, frozen=True):
    """Ranges whose ends are of a type."""

    item: "FeelType"


class ContextType(Struct, frozen=True):
    """Contexts that have (at least) these members."""

    members: tuple[tuple[str, "FeelType"], ...] = ()


class FunctionType(Struct, frozen=True):
    """Functions of as many parameters."""

    parameters: tuple["FeelType", ...] = ()
    result: "FeelType" = Simple("Any")


FeelType: TypeAlias = Simple | ListType | RangeType | ContextType | FunctionType

ANY: Final = Simple("Any")
NULL: Final = Simple("Null")
NUMBER: Final = Simple("number")
TEXT: Final = Simple("string")
BOOLEAN: Final = Simple("boolean")
DATE: Final = Simple("date")
TIME: Final = Simple("time")
DATE_TIME: Final = Simple("date and time")
DAYS: Final = Simple("days and time duration")
MONTHS: Final = Simple("years and months duration")
LIST: Final = ListType(ANY)
CONTEXT: Final = ContextType()
RANGE: Final = RangeType(ANY)
FUNCTION: Final = FunctionType()

NAMED: Final[Mapping[str, FeelType]] = MappingProxyType(
    {
        **{each.name: each for each in (ANY, NULL, NUMBER, TEXT, BOOLEAN, DATE, TIME)},
        **{each.name: each for each in (DATE_TIME, DAYS, MONTHS)},
        "list": LIST,
        "context": CONTEXT,
        "range": RANGE,
        "function": FUNCTION,
    }
)
"""The types that are written as a name alone."""

_CLASSES: Final[Mapping[Simple, type]] = MappingProxyType(
    {
        NUMBER: Decimal,
        TEXT: str,
        BOOLEAN: bool,
        DATE: Date,
        TIME: Time,
        DATE_TIME: DateTime,
        DAYS: DaysDuration,
        MONTHS: MonthsDuration,
    }
)


def is_instance(value: Value, wanted: FeelType) -> bool:
    """Tell whether a value is an instance of a type: null is one of `Null` only."""
    if value is None:
        return wanted == NULL
    return fits(value, wanted)


def fits(value: Value, wanted: FeelType) -> bool:
    """Tell whether a value may stand where a type is wanted: null may everywhere."""
    if value is None or wanted == ANY:
        return True
    match wanted:
        case Simple():
            kind = _CLASSES.get(wanted)
            return kind is not None and isinstance(value, kind)
        case ListType():
            return isinstance(value, list) and all(fits(each, wanted.item) for each in value)
        case RangeType():
            return isinstance(value, Range) and _ends_fit(value, wanted.item)
        case ContextType():
            return isinstance(value, dict) and all(
                key in value and fits(value[key], kind) for key, kind in wanted.members
            )
        case FunctionType():
            return isinstance(value, Function) and (
                wanted == FUNCTION or len(value.parameters) == len(wanted.parameters)
            )


def _ends_fit(value: Range, item: FeelType) -> bool:
    return fits(value.low, item) and fits(value.high, item)


def fit(value: Value, wanted: FeelType) -> Value:
    """Return a value made to fit a type, or null: a list of one stands for its item, a date
    for its midnight in UTC.
    """
    if fits(value, wanted):
        return value
    if isinstance(value, list) and len(value) == 1 and fits(value[0], wanted):
        return value[0]
    if isinstance(value, Date) and wanted == DATE_TIME:
        return midnight(value, utc=True)
    if isinstance(wanted, ListType) and not isinstance(value, list) and fits(value, wanted.item):
        return [value]
    return None


def type_name(kind: FeelType) -> str:
    """Return a type as it is written."""
    match kind:
        case Simple():
            return kind.name
        case ListType():
            return f"list<{type_name(kind.item)}>"
        case RangeType():
            return f"range<{type_name(kind.item)}>"
        case ContextType():
            inner = ", ".join(f"{key}: {type_name(each)}" for key, each in kind.members)
            return f"context<{inner}>" if inner else "context"
        case FunctionType():
            inner = ", ".join(type_name(each) for each in kind.parameters)
            return f"function<{inner}>->{type_name(kind.result)}"


def kind_of(value: Value) -> str:
    """Return in one word what a value is."""
    if value is None:
        return "null"
    for kind, wanted in _CLASSES.items():
        if isinstance(value, wanted):
            return kind.name
    match value:
        case list():
            return "list"
        case dict():
            return "context"
        case Range():
            return "range"
        case _:
            return "function"
