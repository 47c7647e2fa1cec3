"""Several waiting orders at once: the assignment with the greatest sum of scores."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from scipy.optimize import linear_sum_assignment

from gongdan.engines.matching.crowd import Crowd, Floats
from gongdan.engines.matching.need import Need, Prior, Roads, Weights
from gongdan.engines.matching.rules import able
from gongdan.engines.matching.scoring import score

NEVER: Final = -1e6
"""The score of a pair that a rule forbids."""


class Pairing(Struct, frozen=True):
    """One order (its place among the needs), the person for it, and the score of both."""

    need: int
    person: str
    score: float


def assign(
    crowd: Crowd,
    needs: Sequence[Need],
    weights: Weights,
    *,
    roads: Roads = Roads(),  # noqa: B008 - frozen
    prior: Prior = Prior(),  # noqa: B008 - frozen
) -> tuple[Pairing, ...]:
    """Give each person at most one order, so that all scores together are greatest.

    An order for which nobody is left gets nobody.
    """
    if not needs or not len(crowd):
        return ()
    scores = np.stack([_row(crowd, need, weights, roads=roads, prior=prior) for need in needs])
    able = np.flatnonzero((scores > NEVER).any(axis=0))
    rows, columns = linear_sum_assignment(scores[:, able], maximize=True)
    pairs = ((int(row), int(able[column])) for row, column in zip(rows, columns, strict=True))
    return tuple(
        Pairing(row, crowd.ids[who], float(scores[row, who]))
        for row, who in pairs
        if scores[row, who] > NEVER
    )


def _row(crowd: Crowd, need: Need, weights: Weights, *, roads: Roads, prior: Prior) -> Floats:
    scores = np.full(len(crowd), NEVER)
    rows, _ = able(crowd, need)
    for terms in score(crowd, need, weights, rows, roads=roads, prior=prior):
        scores[terms.rows] = terms.total
    return scores
