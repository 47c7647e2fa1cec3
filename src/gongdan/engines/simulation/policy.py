"""What a way of dispatching is asked, and what it is told: handed in by whoever runs a world."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from gongdan.engines.simulation.world import Order


class Asked(Struct, frozen=True, kw_only=True):
    """An order as the dispatch sees it: `category` is what it was taken for, right or wrong.

    `skill` and `minutes` are those of that category; `by` is when somebody should be there.
    """

    id: int
    place: tuple[float, float]
    category: str
    skill: str
    minutes: float
    urgent: bool
    by: float
    visit: int


class Seen(Struct, frozen=True, kw_only=True):
    """A technician as he stands now: last place, when his planned work should be done, shift."""

    id: str
    home: tuple[float, float]
    place: tuple[float, float]
    skills: dict[str, int]
    open: int
    free_at: float
    until: float


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a visit. `mistaken`: the order was taken for another category."""

    technician: str
    category: str
    visit: int
    fixed: bool
    mistaken: bool


class Handled(Struct, frozen=True):
    """How an order is read: rightly or not, and the dispatcher's minutes that it takes."""

    rightly: bool
    minutes: float


class Policy(Protocol):
    """A way of dispatching."""

    def handle(self, order: Order) -> Handled:
        """Tell how an order is read and how long that keeps a dispatcher."""
        ...

    def choose(self, asked: Asked, crew: Sequence[Seen], now: float) -> str | None:
        """Return who is sent, of those on shift (None: nobody can be)."""
        ...

    def learn(self, outcome: Outcome) -> None:
        """Hear what came of a visit."""
        ...
