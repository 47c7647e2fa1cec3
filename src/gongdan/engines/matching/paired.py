"""Two that answer the same questions: how much oftener the new one is right, how much surer.

Compared question by question, so that what is hard for both cancels.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from gongdan.engines.matching.crowd import Floats
from gongdan.engines.matching.evaluating import Estimate


class Answers(Struct, frozen=True, eq=False):
    """Of each question, whether somebody was right, and whether he would have acted (1 or 0)."""

    right: Floats
    acted: Floats

    @property
    def precision(self) -> float:
        """The share of rightly done acts; of none, nothing."""
        return float(self.acted @ self.right / max(self.acted.sum(), 1.0))

    @property
    def influence(self) -> Floats:
        """What each question does to the precision (the ratio's linear part: Cochran 1977, 6.4)."""
        return self.acted * (self.right - self.precision) / max(float(self.acted.mean()), 1e-9)


def answers_of(right: Sequence[bool], acted: Sequence[bool]) -> Answers:
    """Return answers as arrays."""
    return Answers(np.array(right, np.float64), np.array(acted, np.float64))


def more_right(old: Answers, new: Answers) -> Estimate:
    """Return how much oftener the new one is right; `effective`: where the two differ in it."""
    moved = new.right - old.right
    return _estimate(moved, float(np.count_nonzero(moved)))


def more_precise(old: Answers, new: Answers) -> Estimate:
    """Return how much surer the new one's acts are; where either never acts, nothing is said."""
    count = float(len(old.right))
    if not (old.acted.any() and new.acted.any()):
        return Estimate(0.0, float("inf"), 0.0)
    error = _estimate(new.influence - old.influence, count).error
    return Estimate(new.precision - old.precision, error, count)


def part(of: Answers, where: Sequence[bool]) -> Answers:
    """Return the answers to some of the questions."""
    chosen = np.array(where, np.bool_)
    return Answers(of.right[chosen], of.acted[chosen])


def _estimate(parts: Floats, effective: float) -> Estimate:
    if len(parts) < 2:
        return Estimate(0.0, float("inf"), effective)
    return Estimate(float(parts.mean()), float(parts.std(ddof=1) / np.sqrt(len(parts))), effective)
