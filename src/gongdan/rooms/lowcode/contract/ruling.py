"""FEEL as the language of form rules: fields' values come in, computed ones go back.

>>> write({"type": "string", "format": "decimal"}, Decimal("1") / 3)
'0.333333'
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from gongdan.engines.feel.temporal import Date, DateTime, Time
from gongdan.engines.feel.temporal_text import date_text, date_time_text, time_text
from gongdan.engines.feel.values import Value
from gongdan.kernel.canonical import SAFE_INTEGER
from gongdan.rooms.lowcode.contract.bundle import Bundle, Field
from gongdan.rooms.lowcode.contract.conditions import run
from gongdan.rooms.lowcode.contract.named import fed, type_of

FINEST: Final = Decimal("0.000001")
"""How exactly a computed decimal is kept; halves are rounded away from zero."""

_OTHERS: Final = frozenset({"decimal", "date", "time", "date-time"})
"""The formats of texts that are no text in FEEL."""


class FieldLanguage:
    """The language of a definition's form rules; a column is named `field.column`."""

    def __init__(self, bundle: Bundle) -> None:
        fields = dict(_with_columns(bundle))
        self._schemas = {name: field.schema for name, field in fields.items()}
        self._types = {name: type_of(field) for name, field in fields.items()}

    def read(self, field: str, value: object) -> Value:
        """Return a plain value as rules see it."""
        return fed(value, self._types.get(field))

    def write(self, field: str, value: Value) -> object:
        """Return what a rule computed as the field keeps it."""
        return write(self._schemas[field], value)

    def run(self, text: str, names: Mapping[str, Value]) -> Value:
        """Return the value of an expression over FEEL values."""
        return run(text, names)


def _with_columns(bundle: Bundle) -> Iterator[tuple[str, Field]]:
    for name, field in bundle.fields.items():
        yield name, field
        for column, each in field.columns.items():
            yield f"{name}.{column}", each


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
            return value if isinstance(value, str) and kind not in _OTHERS else None


def _whole(value: Decimal) -> int | None:
    whole = int(value.quantize(Decimal(1), ROUND_HALF_UP)) if _is_small(value) else None
    return None if whole is None or abs(whole) > SAFE_INTEGER else whole


def _exact(value: Decimal) -> str:
    text = f"{value:f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _is_small(value: Decimal) -> bool:
    return value.is_finite() and value.adjusted() < 20
