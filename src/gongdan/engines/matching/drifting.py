"""Whether the world has changed since a model learned: errors that grow, a mix that shifts."""

from collections.abc import Mapping
from math import log
from typing import Final

from msgspec import Struct

SHIFTED: Final = 0.2
"""A population stability index from which on a mix counts as shifted (0.1: watch it)."""
_SHARE: Final = 1e-4


class Watch(Struct, frozen=True):
    """Page-Hinkley (Page 1954) over errors from 0 to 1: the mean so far, how far it has drifted.

    `tolerated` is a growth that is no drift; the alarm is given once the sum of what goes
    beyond it has risen by `alarm` above its lowest.
    """

    tolerated: float = 0.05
    alarm: float = 12.0
    count: int = 0
    mean: float = 0.0
    risen: float = 0.0
    lowest: float = 0.0

    @property
    def alarmed(self) -> bool:
        """Tell whether errors have grown."""
        return self.risen - self.lowest > self.alarm


def watched(watch: Watch, error: float) -> Watch:
    """Return the watch after one error more."""
    count = watch.count + 1
    mean = watch.mean + (error - watch.mean) / count
    risen = watch.risen + error - mean - watch.tolerated
    return Watch(
        tolerated=watch.tolerated,
        alarm=watch.alarm,
        count=count,
        mean=mean,
        risen=risen,
        lowest=min(watch.lowest, risen),
    )


def shift(before: Mapping[str, float], now: Mapping[str, float]) -> float:
    """Return the population stability index of two mixes of categories (0: the same)."""
    sums = sum(before.values()) or 1.0, sum(now.values()) or 1.0
    total = 0.0
    for name in {*before, *now}:
        was = max(before.get(name, 0.0) / sums[0], _SHARE)
        is_ = max(now.get(name, 0.0) / sums[1], _SHARE)
        total += (is_ - was) * log(is_ / was)
    return total
