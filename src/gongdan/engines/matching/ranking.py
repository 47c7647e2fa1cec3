"""The best people for one order, with what each reason brings; and why not, for the others."""

from typing import Final

import numpy as np
from msgspec import Struct

from gongdan.engines.matching.crowd import Crowd
from gongdan.engines.matching.need import Need, Prior, Roads, Weights
from gongdan.engines.matching.scoring import Barred, Terms, barred, score

REASONS: Final = ("skill", "travel", "load", "history", "deadline", "fairness", "standing")


class Candidate(Struct, frozen=True):
    """One person: the score and its parts, which sum to it, and the facts behind them.

    `facts` are what words can be made of: `minutes`, `km` (left out where not known), `open`,
    `capacity`, `rate`, `tries`, `arrival`.
    """

    person: str
    score: float
    points: dict[str, float]
    facts: dict[str, float]


class Ranking(Struct, frozen=True):
    """The best candidates, best first, and how many were barred by which rule."""

    best: tuple[Candidate, ...]
    barred: dict[Barred, int]
    fitting: int


def rank(
    crowd: Crowd,
    need: Need,
    weights: Weights,
    *,
    most: int = 5,
    roads: Roads = Roads(),  # noqa: B008 - frozen
    prior: Prior = Prior(),  # noqa: B008 - frozen
) -> Ranking:
    """Return the `most` best people for an order; ties go to whoever has fewer open orders."""
    terms = score(crowd, need, weights, roads=roads, prior=prior)
    rules = barred(crowd, need, terms)
    fits = np.flatnonzero(rules == Barred.NO)
    total = terms.total()[fits]
    most = min(most, len(fits))
    if most < len(fits):
        # ties at the edge are kept in, so that the order below decides them
        edge = np.partition(total, len(fits) - most)[len(fits) - most]
        near = total >= edge
        fits, total = fits[near], total[near]
    order = np.lexsort((fits, crowd.open[fits], -total))[:most]
    counts = np.bincount(rules, minlength=len(Barred)).tolist()
    return Ranking(
        tuple(_candidate(crowd, need, terms, int(fits[at])) for at in order),
        {rule: counts[rule] for rule in Barred if rule != Barred.NO and counts[rule]},
        counts[Barred.NO],
    )


def why_not(crowd: Crowd, need: Need, person: str) -> Barred:
    """Return which rule bars a person (`Barred.NO`: none does)."""
    row = crowd.row_of(person)
    if row is None:
        return Barred.OFF_SHIFT
    terms = score(crowd, need, Weights())
    return Barred(int(barred(crowd, need, terms)[row]))


def _candidate(crowd: Crowd, need: Need, terms: Terms, row: int) -> Candidate:
    points = {name: float(getattr(terms, name)[row]) for name in REASONS}
    category = crowd.categories.get(need.category)
    facts = {
        "minutes": float(terms.minutes[row]),
        "km": float(terms.km[row]),
        "open": float(crowd.open[row]),
        "capacity": float(crowd.capacity[row]),
        "rate": float(terms.rate[row]),
        "tries": 0.0 if category is None else float(crowd.tries[row, category]),
        "arrival": float(terms.arrival[row]),
    }
    known = {name: value for name, value in facts.items() if not np.isnan(value)}
    return Candidate(crowd.ids[row], sum(points.values()), points, known)
