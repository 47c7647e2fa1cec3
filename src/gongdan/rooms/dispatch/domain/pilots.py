"""What a pilot has shown: how much it would take over, how often it was right, how surely.

Right is what people said of an order: its category, or that they let it stand. The model had
spoken before. Shares come with the Wilson score interval of 95 % (Wilson 1927), which stays
honest with few orders; nothing is advised before its lower end is good enough.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.shares import Share, wilson

ASKED: Final = 0.9
"""So often an order given out by itself is to be right, at the lower end of the interval."""
LEAST: Final = 30
"""Below so many orders nothing is claimed."""
FAR: Final = 5_000
"""Who would have to wait for more orders than this has no pilot."""
THRESHOLDS: Final = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)

Verdict: TypeAlias = Literal["advisable", "more", "wrong"]


class SeenOrder(Struct, frozen=True):
    """An order that the model spoke of: its category ("": out of its depth) and how sure it was.

    `said` is what a person said it was about ("": nobody has), or let stand (`stood`).
    """

    id: UUID
    unit: UUID | None
    predicted: str
    sureness: float
    said: str
    stood: bool

    @property
    def category(self) -> str:
        """What it is about, as far as anybody knows."""
        return self.said or self.predicted


class At(Struct, frozen=True):
    """What would come of a threshold: how many orders it takes, and how often it was right."""

    threshold: float
    covered: Share
    right: Share


class Advice(Struct, frozen=True):
    """Whether to go live, from which sureness on; `missing` more right ones are needed at least."""

    verdict: Verdict
    threshold: float
    missing: int


class Shown(Struct, frozen=True):
    """What is known of one category of an order type."""

    category: str
    orders: int
    said: int
    stood: int
    agreement: Share
    at: tuple[At, ...]
    advice: Advice


def enough(right: Share) -> bool:
    """Tell whether so many were right that it may act alone."""
    return right.of >= LEAST and right.low >= ASKED


def missing(right: Share) -> int:
    """Return how many more orders are needed at least: if every one of them is right."""
    low, high = 0, FAR
    while low < high:
        more = (low + high) // 2
        if enough(wilson(right.hits + more, right.of + more)):
            high = more
        else:
            low = more + 1
    return low


def categories_of(orders: Iterable[SeenOrder]) -> list[str]:
    """Return the categories that orders are about, the most frequent first."""
    counted = Counter(each.category for each in orders if each.category)
    return sorted(counted, key=lambda each: (-counted[each], each))


def right_at(category: str, orders: Iterable[SeenOrder], threshold: float) -> Share:
    """Return how often a category was right from a sureness on, of what people have said."""
    told = [each for each in orders if each.said and _takes(category, each, threshold)]
    return wilson(sum(each.said == category for each in told), len(told))


def shown(category: str, orders: Iterable[SeenOrder]) -> Shown:
    """Return what is known of a category."""
    seen = [each for each in orders if category in {each.category, each.predicted}]
    own = [each for each in seen if each.category == category]
    at = tuple(
        At(
            threshold,
            wilson(sum(_takes(category, each, threshold) for each in own), len(own)),
            right_at(category, seen, threshold),
        )
        for threshold in THRESHOLDS
    )
    return Shown(
        category=category,
        orders=len(own),
        said=sum(each.said != "" for each in own),
        stood=sum(each.stood for each in own),
        agreement=right_at(category, seen, 0.0),
        at=at,
        advice=_advice(at),
    )


def _takes(category: str, order: SeenOrder, threshold: float) -> bool:
    return order.predicted == category and order.sureness >= threshold


def _advice(at: Sequence[At]) -> Advice:
    """Go live from the lowest threshold that is good enough, else say what is missing."""
    ready = next((each for each in at if enough(each.right) and each.covered.hits), None)
    if ready is not None:
        return Advice("advisable", ready.threshold, 0)
    taking = [each for each in at if each.covered.hits] or at
    nearest = min(taking, key=lambda each: (missing(each.right), each.threshold))
    surely_wrong = all(each.right.high < ASKED for each in at if each.right.of >= LEAST)
    judged = any(each.right.of >= LEAST for each in at)
    verdict: Verdict = "wrong" if judged and surely_wrong else "more"
    return Advice(verdict, nearest.threshold, missing(nearest.right))
