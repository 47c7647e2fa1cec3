"""What a model that was trained elsewhere says of candidates, as one more reason of the score.

Whatever numbers it speaks in, its word goes as far as chance does and no further: from nothing
for whom it thinks least of to three points for whom it likes best, of those it was asked about.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Final

from msgspec import Struct

from gongdan.engines.matching.choosing import Exploring
from gongdan.engines.matching.ranking import Candidate

MODEL: Final = "model"
"""The reason under which its points stand."""
MOST_POINTS: Final = Exploring().within
ASKED: Final = 20
"""A model is asked about so many: the best by our own score. Behind them three points of a hundred
bring hardly anybody among the first five."""
_ALIKE: Final = 1e-6
"""Numbers that differ by less than this part of themselves are 32-bit noise."""


class ChosenAmong(Struct, frozen=True):
    """A person chose somebody from several, of whom models have their own opinion.

    `rows` as `features` tells them; `plain` scores without any model, and `told` ones as they
    were shown; `chosen` is the place in all of these (None: somebody else was taken).
    """

    rows: tuple[tuple[float, ...], ...]
    plain: tuple[float, ...]
    told: tuple[float, ...]
    chosen: int | None


def points_of(said: Sequence[float]) -> tuple[float, ...]:
    """Return the points for what a model said of several; none where it says the same of all.

    >>> points_of([1.0, 3.0, 2.0])
    (0.0, 3.0, 1.5)
    """
    least, most = min(said), max(said)
    span = most - least
    if not isfinite(span) or span <= _ALIKE * max(abs(least), abs(most)):
        return (0.0,) * len(said)
    return tuple(MOST_POINTS * ((each - least) / span) for each in said)


def advised(best: Sequence[Candidate], points: Mapping[str, float]) -> tuple[Candidate, ...]:
    """Return candidates with a model's points among their reasons, best first; ties stay."""
    told = (
        Candidate(
            each.person,
            sum(each.points.values()) + points[each.person],
            {**each.points, MODEL: points[each.person]},
            each.facts,
        )
        for each in best
    )
    return tuple(sorted(told, key=lambda each: -each.score))


def place(scores: Sequence[float], of: int | None) -> int:
    """Return at which place somebody stands by these scores, from 1; 0 for who has none."""
    if of is None:
        return 0
    mine = scores[of]
    before = sum(each == mine for each in scores[:of])
    return 1 + before + sum(each > mine for each in scores)
