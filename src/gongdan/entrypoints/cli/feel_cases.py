"""Cases of FEEL with their expected values, as JSON lines, and whether we give these values.

A value is null, true, false, "text", a list, or an object of one key that says its kind:
`{"number": "1.5"}`, `{"date": ...}`, `{"time": ...}`, `{"datetime": ...}`, `{"duration": ...}`,
`{"ym_duration": ...}`, `{"context": {...}}`.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from gongdan.engines.feel.comparison import equals
from gongdan.engines.feel.evaluation import Moment
from gongdan.engines.feel.names import Names
from gongdan.engines.feel.program import evaluate
from gongdan.engines.feel.reader import Reader, UnreadableError
from gongdan.engines.feel.temporal import DateTime, Time
from gongdan.engines.feel.temporal_reading import (
    read_date,
    read_date_time,
    read_duration,
    read_time,
)
from gongdan.engines.feel.type_names import read_type
from gongdan.engines.feel.types import ANY, FeelType, fit
from gongdan.engines.feel.values import Value

TOLERANCE: Final = Decimal("1e-8")
"""How far, in relation, a number may be off: expected roots and logarithms are rounded."""

_READERS: Final[Mapping[str, Callable[[str], Value]]] = {
    "number": Decimal,
    "date": read_date,
    "time": read_time,
    "datetime": read_date_time,
    "duration": read_duration,
    "ym_duration": read_duration,
}


class Case(Struct, frozen=True):
    """One expression, what it may use, and what it must come out as."""

    id: str
    expression: str
    expected: object
    context: dict[str, object] = {}
    result_type: str = "Any"
    input_types: dict[str, str] = {}


def read_cases(file: Path) -> Iterator[Case]:
    """Yield the cases of a file, one a line."""
    with file.open("rb") as lines:
        for line in lines:
            if line.strip():
                yield msgspec.json.decode(line, type=Case)


def passes(case: Case, moment: Moment) -> bool:
    """Tell whether an expression comes out as expected; a number of another kind does not."""
    context = {
        name: fit(typed(value), _type(case.input_types.get(name, "Any")))
        for name, value in case.context.items()
    }
    found = fit(evaluate(case.expression, context, moment=moment).value, _type(case.result_type))
    return alike(found, typed(case.expected))


def typed(value: object) -> Value:
    """Return the FEEL value that a JSON value stands for; raises `ValueError`."""
    if isinstance(value, list):
        return [typed(each) for each in value]
    if not isinstance(value, dict):
        return value
    ((kind, inside),) = value.items()
    if kind == "context":
        return {name: typed(each) for name, each in inside.items()}
    if kind not in _READERS:
        raise ValueError(f"unknown kind of value: {kind}")
    return _READERS[kind](inside)


def alike(found: Value, expected: Value) -> bool:
    """Tell whether two values are of one kind and equal, numbers within `TOLERANCE`."""
    match found, expected:
        case Decimal(), Decimal():
            return abs(found - expected) <= TOLERANCE * max(Decimal(1), abs(expected))
        case list(), list():
            pairs = zip(found, expected, strict=False)
            return len(found) == len(expected) and all(alike(a, b) for a, b in pairs)
        case dict(), dict():
            same = found.keys() == expected.keys()
            return same and all(alike(found[key], expected[key]) for key in found)
        case (Time(), Time()) | (DateTime(), DateTime()):
            return equals(found, expected) is True
        case _:
            return type(found) is type(expected) and found == expected


def _type(text: str) -> FeelType:
    try:
        return read_type(Reader(text.removesuffix(" (restricted)"), Names.of(())))
    except UnreadableError:
        return ANY
