"""Parts of a whole, honest about few: the Wilson score interval of 95 % (Wilson 1927)."""

from math import sqrt
from typing import Final

from msgspec import Struct

_Z: Final = 1.96


class Share(Struct, frozen=True):
    """A part of a whole, with its 95 % interval."""

    hits: int
    of: int
    low: float
    high: float


def wilson(hits: int, of: int) -> Share:
    """Return a share with its Wilson score interval; of nothing everything is possible."""
    if not of:
        return Share(0, 0, 0.0, 1.0)
    rate, square = hits / of, _Z * _Z
    middle = (rate + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * sqrt(rate * (1 - rate) / of + square / (4 * of * of))
    return Share(hits, of, max(0.0, min(rate, middle - half)), min(1.0, max(rate, middle + half)))
