"""How fast somebody may come: one number for each, in bounded memory.

The generic cell rate algorithm (ITU-T I.371), which is a token bucket kept as a single instant:
the one at which the bucket would be full again. A bucket that is full need not be kept at all.

>>> pace, limit = Pace(), Limit(rate=1, burst=2)
>>> [pace.take("a", limit, now=0.0) for _ in range(3)]
[0, 0, 1]
>>> pace.take("a", limit, now=1.0)
0
"""

import math
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

    def take(self, key: Hashable, limit: Limit, now: float) -> int:
        """Take one; returns 0, or the whole seconds to wait (then nothing was taken)."""
        full_at = max(self._full_at.pop(key, now), now) + 1 / limit.rate
        over = full_at - now - limit.burst / limit.rate
        taken = over <= 1e-6  # a microsecond: sums of fractions are not exact
        self._full_at[key] = full_at if taken else full_at - 1 / limit.rate
        if len(self._full_at) > self._size:
            self._full_at.pop(next(iter(self._full_at)))
        return 0 if taken else math.ceil(over)
