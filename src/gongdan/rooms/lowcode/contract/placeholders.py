"""Placeholders in texts: `{number}`, `{step}`, `{amount}`."""

import re
from collections.abc import Mapping

OF_ORDERS = frozenset({"number", "title", "step", "outcome"})
"""What every text may name beside fields."""

_PLACE = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}", re.ASCII)


def places_in(text: str) -> tuple[str, ...]:
    """Return the names that a text has room for."""
    return tuple(dict.fromkeys(_PLACE.findall(text)))


def filled(text: str, values: Mapping[str, object]) -> str:
    """Return a text with its placeholders filled; what is not known is a dash.

    >>> filled("{number}: {amount} 元", {"number": "WO-1"})
    'WO-1: – 元'
    """

    def said(place: re.Match[str]) -> str:
        value = values.get(place[1])
        return "–" if value is None or isinstance(value, dict | list) else str(value)

    return _PLACE.sub(said, text)
