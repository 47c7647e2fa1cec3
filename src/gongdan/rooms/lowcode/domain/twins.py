"""Do two fields mean the same? By their names, their titles in either language, their schemas.

Titles are compared as sets of letter pairs (Dice's coefficient, Ecology 26/3, 1945): two runs of
text that share most of their pairs mean the same more often than not, in Chinese as in English,
and no dictionary is needed. A twin is a warning: whoever keeps the field decides.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from gongdan.rooms.lowcode.contract import Field

Why: TypeAlias = Literal["name", "title", "schema"]

CLOSE: Final = 0.72
"""From this likeness of titles on, two fields mean the same whatever their schemas are."""

RELATED: Final = 0.5
"""From this likeness on they do where their schemas are the same, too."""

_NOISE = re.compile(r"[\W_]+")
_TAIL = re.compile(r"_?\d+$")


class Twin(Struct, frozen=True):
    """A field that may mean the same, why, and how alike the titles are (0 to 1)."""

    name: str
    why: Why
    likeness: float


def twins(name: str, field: Field, others: Mapping[str, Field]) -> tuple[Twin, ...]:
    """Return the fields that may mean the same as one, the likest first."""
    found = sorted(_twins(name, field, others), key=lambda twin: (-twin.likeness, twin.name))
    return tuple(found)


def _twins(name: str, field: Field, others: Mapping[str, Field]) -> Iterator[Twin]:
    for other, its in others.items():
        if other == name:
            continue
        likeness = _titles(field.title, its.title)
        if _plain(other) == _plain(name):
            yield Twin(other, "name", 1.0)
        elif likeness >= CLOSE:
            yield Twin(other, "title", likeness)
        elif likeness >= RELATED and _shape(field) == _shape(its):
            yield Twin(other, "schema", likeness)


def alike(one: str, other: str) -> float:
    """Return how alike two texts are: 1.0 the same, 0.0 nothing in common.

    >>> (
    ...     alike("设备编号", "设备 编号"),
    ...     alike("Serial number", "serial-number"),
    ...     alike("金额", "时间"),
    ... )
    (1.0, 1.0, 0.0)
    """
    left, right = _folded(one), _folded(other)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    pairs = [{text[at : at + 2] for at in range(max(len(text) - 1, 1))} for text in (left, right)]
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]))


def _titles(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    shared = (alike(text, other[language]) for language, text in one.items() if language in other)
    return round(max(shared, default=0.0), 2)


def _folded(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def _plain(name: str) -> str:
    return _TAIL.sub("", name).replace("_", "")


def _shape(field: Field) -> tuple[object, ...]:
    schema = field.schema
    listed = schema.get("enum")
    values = tuple(map(str, listed)) if isinstance(listed, list) else ()
    return (schema.get("type"), schema.get("format"), values, field.unit)
