"""Token buckets: how often an address, a tenant or a number may ask; per process, by its clock."""

from collections.abc import Hashable

from msgspec import Struct


class Rate(Struct, frozen=True):
    """At most `most` at once, refilled over `seconds`."""

    most: int
    seconds: float


class Buckets:
    """The buckets of one kind of asking; when they are too many, the oldest are forgotten."""

    def __init__(self, rate: Rate, size: int = 50_000) -> None:
        self._rate = rate
        self._size = size
        self._left: dict[Hashable, tuple[float, float]] = {}

    def take(self, who: Hashable, now: float) -> int:
        """Take one, or return in how many seconds there will be one again; `now` in seconds."""
        full, per_second = float(self._rate.most), self._rate.most / self._rate.seconds
        left, at = self._left.pop(who, (full, now))
        left = min(full, left + max(0.0, now - at) * per_second)
        wait = 0 if left >= 1 else int((1 - left) / per_second) + 1
        if len(self._left) >= self._size:
            self._left.pop(next(iter(self._left)))
        self._left[who] = (left if wait else left - 1, now)
        return wait
