"""Shares with their intervals, and whether one has really changed: only what figures bear out."""

from math import sqrt
from statistics import NormalDist
from typing import Final, Literal, TypeAlias

from msgspec import Struct

SURE: Final = 0.95
LEAST: Final = 20
"""Fewer on either side say nothing of a change."""

Course: TypeAlias = Literal["rose", "fell", "same", "few"]


class Share(Struct, frozen=True):
    """So many of so many, with the ends of the 95 % interval (Wilson 1927)."""

    share: float
    low: float
    high: float
    count: int


def share(good: float, count: int, *, sure: float = SURE) -> Share:
    """Return a share with its interval; of nothing, everything is possible."""
    if count <= 0:
        return Share(0.0, 0.0, 1.0, 0)
    z = _z(sure)
    part = min(max(good / count, 0.0), 1.0)
    whole = 1 + z * z / count
    middle = (part + z * z / (2 * count)) / whole
    within = z / whole * sqrt(part * (1 - part) / count + z * z / (4 * count * count))
    # rounding must not leave the share outside of its own interval
    return Share(
        part, min(max(middle - within, 0.0), part), max(min(middle + within, 1.0), part), count
    )


def course(before: tuple[float, int], now: tuple[float, int], *, among: int = 1) -> Course:
    """Tell whether a share rose or fell, of `among` that are looked at together (Bonferroni).

    The interval of the difference is Newcombe's (1998, method 10): it must not hold zero.
    """
    if min(before[1], now[1]) < LEAST:
        return "few"
    sure = 1 - (1 - SURE) / max(among, 1)
    old, new = share(*before, sure=sure), share(*now, sure=sure)
    step = new.share - old.share
    if step - sqrt((new.share - new.low) ** 2 + (old.high - old.share) ** 2) > 0:
        return "rose"
    if step + sqrt((new.high - new.share) ** 2 + (old.share - old.low) ** 2) < 0:
        return "fell"
    return "same"


def _z(sure: float) -> float:
    return NormalDist().inv_cdf(0.5 + sure / 2)
