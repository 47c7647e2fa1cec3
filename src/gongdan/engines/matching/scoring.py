"""Hard rules and points, for the whole crowd at once.

The score is a sum, so that each term is a reason: what a term brings is what it says.
"""

from enum import IntEnum
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.special import ndtr

from gongdan.engines.matching.crowd import HIGHEST_LEVEL, Crowd, Flags, Floats
from gongdan.engines.matching.need import Need, Prior, Roads, Weights

EARTH_KM: Final = 6_371.0088
"""Mean radius of the earth (IUGG)."""
LEAST_SPREAD: Final = 5.0
"""Minutes by which every time of arrival is uncertain, however near."""
FAR_MINUTES: Final = 60.0
"""A way of so many minutes brings half of the points for travel."""
UNKNOWN_TRAVEL: Final = 0.5
"""The part of the points for travel where a place is not known: neither near nor far."""


class Barred(IntEnum):
    """Why somebody can't be given an order: the first rule that he does not meet."""

    NO = 0
    OFF_SHIFT = 1
    EXCLUDED = 2
    NOT_NAMED = 3
    TERRITORY = 4
    SKILL = 5
    FULL = 6
    SHIFT_ENDS = 7


class Terms(Struct, frozen=True, eq=False):
    """The points of each row by reason, and what lies behind them.

    `minutes` of travel (NaN: not known), `km` as the crow flies, `arrival` the chance to be
    there in time, `rate` the believed share of good outcomes, `begins` when work could begin.
    """

    skill: Floats
    travel: Floats
    load: Floats
    history: Floats
    deadline: Floats
    fairness: Floats
    standing: Floats
    minutes: Floats
    km: Floats
    arrival: Floats
    rate: Floats
    begins: Floats

    def total(self) -> Floats:
        """Return the score of each row, 0 to 100."""
        summed = self.skill + self.travel + self.load + self.history
        return summed + self.deadline + self.fairness + self.standing


def barred(crowd: Crowd, need: Need, terms: Terms) -> NDArray[np.int8]:
    """Return for each row which rule bars the person (`Barred`), the first one that does."""
    count = len(crowd)
    found = np.zeros(count, dtype=np.int8)

    def bar(rule: Barred, who: Flags) -> None:
        found[(found == Barred.NO) & who] = rule

    bar(Barred.OFF_SHIFT, ~crowd.on_shift[:count])
    if need.never:
        bar(Barred.EXCLUDED, _named(crowd, need.never))
    if need.only:
        bar(Barred.NOT_NAMED, ~_named(crowd, need.only))
    if need.territory:
        held = np.array([need.territory in each for each in crowd.grounds], dtype=np.bool_)
        bar(Barred.TERRITORY, ~held[crowd.ground[:count]])
    bar(Barred.SKILL, _lacking(crowd, need))
    bar(Barred.FULL, crowd.open[:count] >= crowd.capacity[:count])
    bar(Barred.SHIFT_ENDS, terms.begins + need.minutes > crowd.until[:count])
    return found


def score(
    crowd: Crowd,
    need: Need,
    weights: Weights,
    *,
    roads: Roads = Roads(),  # noqa: B008 - frozen
    prior: Prior = Prior(),  # noqa: B008 - frozen
) -> Terms:
    """Return the points of everybody, whether barred or not."""
    count = len(crowd)
    km = _km(crowd, need)
    minutes = km / roads.speed * 60
    known = np.where(np.isnan(minutes), 0.0, minutes)
    begins = np.maximum(crowd.free_at[:count], need.now) + known
    arrival = _arrival(need, begins, known, roads)
    rate = _rate(crowd, need, prior)
    near = np.where(np.isnan(minutes), UNKNOWN_TRAVEL, FAR_MINUTES / (FAR_MINUTES + known))
    room = np.maximum(crowd.capacity[:count], 1.0)
    return Terms(
        skill=weights.skill * _margin(crowd, need),
        travel=weights.travel * near,
        load=weights.load * np.clip(1 - crowd.open[:count] / room, 0, 1),
        history=weights.history * rate,
        deadline=weights.deadline * arrival,
        fairness=weights.fairness * np.clip(1 - crowd.share[:count] / 2, 0, 1),
        standing=weights.standing * (crowd.standing[:count] + 1) / 2,
        minutes=minutes,
        km=km,
        arrival=arrival,
        rate=rate,
        begins=begins,
    )


def _km(crowd: Crowd, need: Need) -> Floats:
    """Return the great-circle distance to everybody (haversine)."""
    count = len(crowd)
    there, here = np.radians(crowd.latitude[:count]), np.radians(need.latitude)
    half = np.sin((there - here) / 2) ** 2
    turn = np.sin(np.radians(crowd.longitude[:count] - need.longitude) / 2) ** 2
    chord = half + np.cos(there) * np.cos(here) * turn
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1))))


def _arrival(need: Need, begins: Floats, minutes: Floats, roads: Roads) -> Floats:
    """Return the chance to be there in time: travel times are normal about their estimate."""
    if np.isinf(need.deadline):
        return np.ones_like(begins)
    return np.asarray(ndtr((need.deadline - begins) / (roads.spread * minutes + LEAST_SPREAD)))


def _rate(crowd: Crowd, need: Need, prior: Prior) -> Floats:
    """Return the believed share of good outcomes: Beta, shrunk to what is usual."""
    at = crowd.categories.get(need.category)
    if at is None:
        return np.full(len(crowd), prior.rate)
    good, tries = crowd.good[: len(crowd), at], crowd.tries[: len(crowd), at]
    return np.asarray((good + prior.rate * prior.tries) / (tries + prior.tries))


def _margin(crowd: Crowd, need: Need) -> Floats:
    """Return how far beyond the least levels somebody is, the narrowest skill counting."""
    columns = [
        (crowd.skills[name], level) for name, level in need.skills.items() if name in crowd.skills
    ]
    if not columns:
        return np.ones(len(crowd))
    levels = crowd.levels[: len(crowd), [at for at, _ in columns]].astype(np.float64)
    least = np.array([level for _, level in columns], dtype=np.float64)
    over = (levels - least + 1).min(axis=1)
    return np.asarray(np.clip(over / HIGHEST_LEVEL, 0, 1))


def _lacking(crowd: Crowd, need: Need) -> Flags:
    lacking = np.zeros(len(crowd), dtype=np.bool_)
    for name, level in need.skills.items():
        at = crowd.skills.get(name)
        lacking |= True if at is None else crowd.levels[: len(crowd), at] < max(level, 1)
    return lacking


def _named(crowd: Crowd, names: frozenset[str]) -> Flags:
    found = np.zeros(len(crowd), dtype=np.bool_)
    rows = [row for name in names if (row := crowd.row_of(name)) is not None]
    found[rows] = True
    return found
