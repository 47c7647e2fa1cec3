"""Weights learn from outcomes, in small steps; what came of orders becomes people's records."""

from typing import Final

import numpy as np
from msgspec import Struct
from msgspec.structs import asdict, replace

from gongdan.engines.matching.crowd import Floats, Record
from gongdan.engines.matching.need import REASONS, Weights

LARGEST_STEP: Final = 0.2
"""The part by which a weight may change at once, up or down."""
RIDGE: Final = 10.0
"""How many outcomes it takes to speak as loud as what was believed before."""


class Outcome(Struct, frozen=True):
    """What came of one order: `good` from 0 to 1, `expected` of anybody with such an order.

    `blameless`: it was cancelled, parts were missing, nobody was there; it counts against nobody.
    """

    good: float
    expected: float
    blameless: bool = False


def recorded(record: Record, outcome: Outcome, usual: float) -> Record:
    """Return a person's record with one outcome more.

    What counts is how it went against what was to be expected of such an order: hard orders go
    to the best, and would speak against them otherwise.
    """
    if outcome.blameless:
        return record
    fair = min(max(usual + outcome.good - outcome.expected, 0.0), 1.0)
    return Record(record.tries + 1, record.good + fair)


def learned(weights: Weights, parts: Floats, residuals: Floats) -> Weights:
    """Return weights that say better what makes an outcome good; no step is larger than a fifth.

    `parts` holds for each outcome (row) what each reason said of the chosen person, from 0 to 1,
    in the order of `Weights`; `residuals` how much better than expected it went. Ridge regression
    (Hoerl and Kennard 1970) towards what is believed; the sum of points stays what it was.
    """
    before = np.array([getattr(weights, name) for name in REASONS])
    if len(residuals) < 2:
        return weights
    told = parts - parts.mean(axis=0)
    missed = residuals - residuals.mean()
    square = told.T @ told + RIDGE * np.eye(len(REASONS))
    effects = np.linalg.solve(square, told.T @ missed)
    step = np.clip(effects * len(REASONS), -1, 1) * LARGEST_STEP
    step -= (before * step).sum() / before.sum()  # what one gains, the others give
    step *= min(1.0, LARGEST_STEP / max(float(np.abs(step).max()), LARGEST_STEP))
    after = before * (1 + step)
    return replace(weights, **dict(zip(REASONS, map(float, after), strict=True)))


def changes(before: Weights, after: Weights) -> dict[str, float]:
    """Return by how many points each weight went up or down."""
    one, two = asdict(before), asdict(after)
    return {name: two[name] - one[name] for name in one}
