"""How fast somebody may come: one number for each, in bounded memory.

The generic cell rate algorithm (ITU-T I.371), which is a token bucket kept as a single instant:
the one at which the bucket would be full again. A bucket that is full need not be kept at all.

>>> pace, limit = Pace(), Limit(rate=1, burst=2)
>>> [pace.take("a", limit, now=0.0) for _ in range(3)]
[0.0, 0.0, 1.0]
>>> pace.take("a", limit, now=1.0)
0.0
"""

from collections.abc import Hashable

from msgspec import Struct


class Limit(Struct, frozen=True):
    """So many at once (`burst`), and `rate` a second for ever."""

    rate: float
    burst: int

    def widened(self, factor: float) -> "Limit":
        """Return the limit for a house that is this much larger."""
        return Limit(self.rate * factor, max(1, round(self.burst * factor)))


class Pace:
    """Remembers at most `size` keys; who was not heard of for longest is forgotten first.

    Forgetting is lenient: a forgotten key begins with a full bucket. `now` is in seconds of any
    clock that never goes back.
    """

    def __init__(self, *, size: int = 50_000) -> None:
        self._size = size
        self._full_at: dict[Hashable, float] = {}

    def __len__(self) -> int:
        return len(self._full_at)

    def take(self, key: Hashable, limit: Limit, now: float) -> float:
        """Take one; returns 0, or the seconds to wait (then nothing was taken)."""
        full_at = max(self._full_at.pop(key, now), now)
        wait = _wait(full_at, limit, now)
        self._full_at[key] = full_at if wait else full_at + 1 / limit.rate
        if len(self._full_at) > self._size:
            self._full_at.pop(next(iter(self._full_at)))
        return wait

    def wait(self, key: Hashable, limit: Limit, now: float) -> float:
        """Return the seconds for which `take` would make one wait; nothing is taken."""
        return _wait(max(self._full_at.get(key, now), now), limit, now)


def _wait(full_at: float, limit: Limit, now: float) -> float:
    over = full_at + 1 / limit.rate - now - limit.burst / limit.rate
    return over if over > 1e-6 else 0.0  # a microsecond: sums of fractions are not exact
