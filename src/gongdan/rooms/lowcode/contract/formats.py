"""What the formats of texts are: the same patterns hold in pages (`forms/src/core/formats.ts`).

Closed and small on purpose: a format that two validators read differently would be a form that
is right on the page and wrong at the server.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

_DAY = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?"
_OFFSET = r"(Z|[+-]([01]\d|2[0-3]):[0-5]\d)"


def _matches(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda text: compiled.fullmatch(text) is not None


_is_day_shaped = _matches(_DAY)
_is_moment_shaped = _matches(f"{_DAY}T{_CLOCK}{_OFFSET}")


def _is_day(text: str) -> bool:
    if not _is_day_shaped(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


FORMATS: Final[Mapping[str, Callable[[str], bool]]] = MappingProxyType(
    {
        "date": _is_day,
        "time": _matches(f"{_CLOCK}{_OFFSET}?"),
        "date-time": lambda text: _is_moment_shaped(text) and _is_day(text[:10]),
        "email": _matches(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
        "uri": _matches(r"[A-Za-z][A-Za-z0-9+.-]*:\S+"),
        "uuid": _matches(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    }
)
"""Tells by the name of a format whether a text has it."""
