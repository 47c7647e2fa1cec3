"""Plain values of fields as FEEL sees them, and FEEL's values as fields keep them.

Decimals, dates and times stand in events as text, and are numbers, dates and times in FEEL;
lines are lists of contexts. What a rule computes comes back as the field's schema writes it.

    >>> write({"type": "string", "format": "decimal"}, Decimal("1") / 3)
    '0.333333'
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final

from gongdan.engines.feel.temporal import Date, DateTime, Time
from gongdan.engines.feel.temporal_reading import read_date, read_date_time, read_time
from gongdan.engines.feel.temporal_text import date_text, date_time_text, time_text
from gongdan.engines.feel.types import (
    BOOLEAN,
    DATE,
    DATE_TIME,
    NUMBER,
    TEXT,
    TIME,
    ContextType,
    FeelType,
    ListType,
)
from gongdan.engines.feel.values import Value, feel_value
from gongdan.kernel.canonical import SAFE_INTEGER
from gongdan.rooms.lowcode.contract.bundle import Field

FINEST: Final = Decimal("0.000001")
"""How exactly a computed decimal is kept; halves are rounded away from zero."""

_READ: Final[Mapping[str, tuple[FeelType, Callable[[str], Value]]]] = MappingProxyType(
    {
        "decimal": (NUMBER, Decimal),
        "date": (DATE, read_date),
        "time": (TIME, read_time),
        "date-time": (DATE_TIME, read_date_time),
    }
)
_TYPES: Final[Mapping[object, FeelType]] = MappingProxyType(
    {"string": TEXT, "integer": NUMBER, "boolean": BOOLEAN}
)


def type_of(field: Field) -> FeelType:
    """Return the FEEL type of a field's values."""
    if field.columns:
        return ListType(ContextType(tuple((n, type_of(each)) for n, each in field.columns.items())))
    return _type_of(field.schema)


def _type_of(schema: Mapping[str, object]) -> FeelType:
    if schema.get("type") == "array":
        items = schema.get("items")
        return ListType(_type_of(items) if isinstance(items, dict) else TEXT)
    known = _READ.get(str(schema.get("format")))
    return known[0] if known else _TYPES.get(schema.get("type"), TEXT)


def read(field: Field | None, value: object) -> Value:
    """Return a plain value as FEEL sees it; null for what is none of the field's values."""
    if field is None:
        return feel_value(value)
    if field.columns:
        rows = value if isinstance(value, list) else []
        return [
            {name: read(column, row.get(name)) for name, column in field.columns.items()}
            for row in rows
            if isinstance(row, dict)
        ]
    known = _READ.get(str(field.schema.get("format")))
    if known is None or not isinstance(value, str):
        return feel_value(value)
    try:
        return known[1](value)
    except ArithmeticError:  # an old value from before the field was a decimal
        return None


def write(schema: Mapping[str, object], value: Value) -> object:
    """Return a FEEL value as a field of this schema keeps it, None where it can't."""
    match schema.get("type"), value:
        case "integer", Decimal():
            return _whole(value)
        case "string", _:
            return _text(str(schema.get("format")), value)
        case "boolean", bool():
            return value
        case "array", list():
            items = schema.get("items")
            made = [write(items, each) for each in value] if isinstance(items, dict) else [None]
            return None if None in made else made
        case _:
            return None


def _text(kind: str, value: Value) -> str | None:
    match kind, value:
        case "decimal", Decimal():
            return _exact(value.quantize(FINEST, ROUND_HALF_UP)) if _is_small(value) else None
        case "date", Date():
            return date_text(value)
        case "time", Time():
            return time_text(value)
        case "date-time", DateTime():
            return date_time_text(value)
        case _:
            return value if isinstance(value, str) and kind not in _READ else None


def _whole(value: Decimal) -> int | None:
    whole = int(value.quantize(Decimal(1), ROUND_HALF_UP)) if _is_small(value) else None
    return None if whole is None or abs(whole) > SAFE_INTEGER else whole


def _exact(value: Decimal) -> str:
    text = f"{value:f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _is_small(value: Decimal) -> bool:
    return value.is_finite() and value.adjusted() < 20
