"""Whether two orders are about the same trouble, and how urgent an order like others is."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.engines.triage.urgency import DANGER, reach_of, urgency_of, usual

SAME: Final = 0.8
"""From so many grams in both on, two texts say the same."""
LIKE: Final = 0.25
"""From this cosine on, an order is worth looking at."""
RECENT: Final = timedelta(days=30)
"""What was reported longer before than this is no second report of the same trouble."""


class Proposal(Struct, frozen=True):
    """Urgency and impact that a text speaks for; and why: a word of it, or what is usual.

    `times` of `of` orders like it were given this urgency (0: a word says so).
    """

    urgency: int
    impact: int
    word: str = ""
    times: int = 0
    of: int = 0


class Report(Struct, frozen=True):
    """A report as it is compared: how urgent, of how wide an impact, about which thing."""

    text: str
    urgency: int
    impact: int
    asset: UUID | None


def same_trouble(same: float, assets: tuple[UUID | None, UUID | None], age: timedelta) -> bool:
    """Tell whether another order that still runs is probably a report of the same trouble.

    `same` is the part of all grams that stands in both, `age` how long ago it was reported.
    """
    one, other = assets
    differ = one is not None and other is not None and one != other
    return same >= SAME and not differ and age <= RECENT


def proposal(asked: Report, given: Iterable[int]) -> Proposal | None:
    """Return how urgent an order should be, None where it is so, or nothing speaks for another.

    `given` is how urgent similar orders were. Words of danger go before what is usual, and what
    is usual before other words.
    """
    said, wide = urgency_of(asked.text), reach_of(asked.text)
    habit = usual(given)
    impact = wide.level if wide else asked.impact
    if habit is not None and not (said and said.level == DANGER):
        found = Proposal(habit.level, impact, times=habit.times, of=habit.of)
    elif said is not None:
        found = Proposal(said.level, impact, said.word)
    elif wide is not None:
        found = Proposal(asked.urgency, impact, wide.word)
    else:
        return None
    return None if (found.urgency, found.impact) == (asked.urgency, asked.impact) else found
