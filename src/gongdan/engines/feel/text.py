"""A FEEL value as text: what `string` gives, and what people read in a trace."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from gongdan.engines.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from gongdan.engines.feel.temporal_text import (
    date_text,
    date_time_text,
    days_text,
    months_text,
    time_text,
)
from gongdan.engines.feel.values import Range, RangeSort, Value

DEEPEST = 40


def text_of(value: Value, *, quoted: bool = False, depth: int = DEEPEST) -> str:
    """Return a value as text; texts inside of lists and contexts stand in quotation marks."""
    match value:
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' if quoted else value
        case list():
            inner = ", ".join(text_of(each, quoted=True, depth=depth - 1) for each in value)
            return f"[{inner}]" if depth else "[...]"
        case dict():
            pairs = (
                f"{_key(key)}: {text_of(each, quoted=True, depth=depth - 1)}"
                for key, each in value.items()
            )
            return "{" + (", ".join(pairs) if depth else "...") + "}"
        case Range():
            return _range_text(value)
        case _:
            return _plain(value)


def _plain(value: Value) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return next((write(value) for kind, write in _WRITERS if isinstance(value, kind)), "function")


def number_text(value: Decimal) -> str:
    """Return a number in plain notation, without noughts that say nothing."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _key(key: str) -> str:
    return (
        key
        if key and key.replace("_", "a").replace(" ", "a").isalnum()
        else text_of(key, quoted=True)
    )


def _range_text(span: Range) -> str:
    if span.sort is not RangeSort.ENDS:
        end = span.high if span.low is None else span.low
        return f"({span.sort} {text_of(end, quoted=True)})"
    low, high = text_of(span.low, quoted=True), text_of(span.high, quoted=True)
    return f"{'[' if span.low_closed else '('}{low}..{high}{']' if span.high_closed else ')'}"


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Decimal, number_text),
    (Date, date_text),
    (Time, time_text),
    (DateTime, date_time_text),
    (DaysDuration, days_text),
    (MonthsDuration, months_text),
)
