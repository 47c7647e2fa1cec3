"""How orders are dispatched where nothing helps: by hand, and by fixed rules.

The minutes and the shares read rightly are assumptions; each stands here with its reason, and
every figure that rests on them says so.
"""

from collections import Counter, deque
from collections.abc import Sequence
from typing import Final
from zlib import crc32

from gongdan.engines.simulation.policy import Asked, Handled, Outcome, Seen
from gongdan.engines.simulation.world import Order, kilometres

BY_HAND_READ: Final = 0.95
"""A person reads an order and takes it for the right category this often (assumed)."""
BY_HAND_MINUTES: Final = (2.0, 4.0)
"""Reading, looking up, one call: 2 to 6 minutes an order (assumed)."""
RULES_READ: Final = 0.87
"""The category that the requester picks from a list is right this often (assumed)."""
RULES_MINUTES: Final = (0.5, 1.0)
"""Looking over what the rules propose: half a minute to a minute and a half (assumed)."""
KNOWS: Final = 12
"""So many names come to a dispatcher's mind for one order."""
REMEMBERS: Final = 40
"""So many of his last decisions, and of the bad news, he has in mind."""
LONG_AGO: Final = 120.0


class ByHand:
    """A dispatcher who knows his people: least loaded as he remembers, near by where they live.

    He does not see where somebody is just now, nor how long the work before will take. Whoever
    failed at a category not long ago he does not send there again if he can help it.
    """

    def __init__(self) -> None:
        self._given: deque[tuple[str, float]] = deque(maxlen=REMEMBERS)
        self._failed: deque[tuple[str, str]] = deque(maxlen=REMEMBERS)

    def handle(self, order: Order) -> Handled:
        """Read the order."""
        least, spread = BY_HAND_MINUTES
        return Handled(order.read < BY_HAND_READ, least + spread * order.handled)

    def choose(self, asked: Asked, crew: Sequence[Seen], now: float) -> str | None:
        """Take the least loaded of those who come to mind, the nearer of two."""
        able = [each for each in crew if asked.skill in each.skills]
        load = Counter(who for who, at in self._given if now - at < LONG_AGO)
        come_to_mind = sorted(able, key=lambda each: _comes_up(asked, each))[:KNOWS]
        best = min(
            come_to_mind,
            key=lambda each: (
                (each.id, asked.category) in self._failed,
                load[each.id],
                kilometres(each.home, asked.place),
            ),
            default=None,
        )
        if best is None:
            return None
        self._given.append((best.id, now))
        return best.id

    def learn(self, outcome: Outcome) -> None:
        """Hear of what went wrong."""
        if not outcome.fixed and not outcome.mistaken:
            self._failed.append((outcome.technician, outcome.category))


class ByRules:
    """Fixed rules: who has the skill and fewest open orders, the nearest home of these."""

    def handle(self, order: Order) -> Handled:
        """Take the requester's category."""
        least, spread = RULES_MINUTES
        return Handled(order.read < RULES_READ, least + spread * order.handled)

    def choose(self, asked: Asked, crew: Sequence[Seen], now: float) -> str | None:
        """Take whoever has fewest open orders."""
        del now
        able = (each for each in crew if asked.skill in each.skills)
        best = min(
            able, key=lambda each: (each.open, kilometres(each.home, asked.place)), default=None
        )
        return best.id if best else None

    def learn(self, outcome: Outcome) -> None:
        """Rules learn nothing."""


def _comes_up(asked: Asked, each: Seen) -> int:
    """Return how late a name comes to mind for an order: by chance, always the same."""
    return crc32(f"{asked.id} {each.id}".encode())
