"""Points, for all who fit.

The score is a sum, so that each term is a reason: what a term brings is what it says.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from msgspec.structs import astuple
from scipy.special import ndtr

from gongdan.engines.matching.crowd import HIGHEST_LEVEL, Crowd, Floats
from gongdan.engines.matching.need import Need, Prior, Roads, Weights
from gongdan.engines.matching.rules import Rows, Way, known, reach

LEAST_SPREAD: Final = 5.0
"""Minutes by which every time of arrival is uncertain, however near."""
FAR_MINUTES: Final = 60.0
"""A way of so many minutes brings half of the points for travel."""
UNKNOWN_TRAVEL: Final = 0.5
"""The part of the points for travel where a place is not known: neither near nor far."""


BLOCK: Final = 16_384
"""So many people are reckoned at once: what is known of them stays in the processor's cache."""


class Terms(Struct, frozen=True, eq=False):
    """The points of some who fit: a column a person, in `points` a line a reason.

    `total` is their sum, `arrival` the chance to be there in time, `rate` the believed share of
    good outcomes, `minutes` and `km` the way (NaN: not known).
    """

    rows: Rows
    total: Floats
    points: Floats
    minutes: Floats
    km: Floats
    arrival: Floats
    rate: Floats

    def only(self, columns: Rows) -> "Terms":
        """Return some of these columns, in that order."""
        return Terms(*(each.take(columns, axis=-1) for each in astuple(self)))


def joined(several: Sequence[Terms]) -> Terms:
    """Return all columns of several."""
    fields = zip(*map(astuple, several), strict=True)
    return Terms(*(np.concatenate(each, axis=-1) for each in fields))


def score(
    crowd: Crowd, need: Need, weights: Weights, rows: Rows, *, roads: Roads, prior: Prior
) -> Iterator[Terms]:
    """Yield, in blocks, what each reason brings to those among some whose shift is long enough."""
    weighs = np.array(astuple(weights))[:, np.newaxis]
    for start in range(0, len(rows), BLOCK):
        way = reach(crowd, need, rows[start : start + BLOCK], roads)
        rate, arrival = _rate(crowd, need, way.rows, prior), _arrival(need, way, roads)
        idle, behind, standing = crowd.parts.take(way.rows, axis=1)
        level, near = margin(crowd, need, way.rows), _near(way)
        points = np.array((level, near, idle, rate, arrival, behind, standing))
        points *= weighs
        yield Terms(way.rows, points.sum(axis=0), points, way.minutes, way.km, arrival, rate)


def _near(way: Way) -> Floats:
    near = FAR_MINUTES / (FAR_MINUTES + way.minutes)
    return np.where(np.isnan(near), UNKNOWN_TRAVEL, near)


def _arrival(need: Need, way: Way, roads: Roads) -> Floats:
    """Return the chance to be there in time: travel times are normal about their estimate."""
    if np.isinf(need.deadline):
        return np.ones_like(way.begins)
    spread = roads.spread * known(way.minutes) + LEAST_SPREAD
    return np.asarray(ndtr((need.deadline - way.begins) / spread))


def _rate(crowd: Crowd, need: Need, rows: Rows, prior: Prior) -> Floats:
    """Return the believed share of good outcomes: Beta, shrunk to what is usual."""
    at = crowd.categories.get(need.category)
    if at is None:
        return np.full(len(rows), prior.rate)
    good, tries = crowd.good[at].take(rows), crowd.tries[at].take(rows)
    return np.asarray((good + prior.rate * prior.tries) / (tries + prior.tries))


def margin(crowd: Crowd, need: Need, rows: Rows) -> Floats:
    """Return how far beyond the least levels somebody is, the narrowest skill counting."""
    over = np.full(len(rows), float(HIGHEST_LEVEL))
    for name, level in need.skills.items():
        over = np.minimum(over, crowd.levels[crowd.skills[name]].take(rows) - float(level - 1))
    return np.asarray(np.maximum(over, 0.0) / HIGHEST_LEVEL)
