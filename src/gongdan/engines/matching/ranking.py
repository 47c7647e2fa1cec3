"""The best people for one order, with what each reason brings; and why not, for the others."""

from math import isnan

import numpy as np
from msgspec import Struct

from gongdan.engines.matching.crowd import Crowd
from gongdan.engines.matching.need import REASONS, Need, Prior, Roads, Weights
from gongdan.engines.matching.rules import Barred, able, barred
from gongdan.engines.matching.scoring import Terms, joined, score


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
    rows, counts = able(crowd, need)
    fitting, short = 0, list[Terms]()
    for terms in score(crowd, need, weights, rows, roads=roads, prior=prior):
        fitting += len(terms.rows)
        short.append(_best(crowd, terms, most))
    counts[Barred.SHIFT_ENDS] = len(rows) - fitting
    told = {rule: count for rule, count in counts.items() if count}
    if not short:
        return Ranking((), told, 0)
    best = short[0] if len(short) == 1 else _best(crowd, joined(short), most)
    return Ranking(_candidates(crowd, need, best), told, fitting)


def why_not(crowd: Crowd, need: Need, person: str) -> Barred:
    """Return which rule bars a person (`Barred.NO`: none does)."""
    row = crowd.row_of(person)
    if row is None:
        return Barred.OFF_SHIFT
    return Barred(int(barred(crowd, need, Roads())[row]))


def _best(crowd: Crowd, terms: Terms, most: int) -> Terms:
    """Return the columns of the best, best first."""
    total = terms.total
    near = np.arange(len(total))
    if most < len(total):
        # ties at the edge are kept in, so that the order below decides them
        edge = np.partition(total, -most)[-most]
        near = np.flatnonzero(total >= edge)
    rows = terms.rows[near]
    order = np.lexsort((rows, crowd.open[rows], -total[near]))
    return terms.only(near[order[:most]])


def _candidates(crowd: Crowd, need: Need, best: Terms) -> tuple[Candidate, ...]:
    """Return columns as people: only here arrays become words and numbers of Python."""
    at = crowd.categories.get(need.category)
    facts = {
        "minutes": best.minutes,
        "km": best.km,
        "open": crowd.open[best.rows],
        "capacity": crowd.capacity[best.rows],
        "rate": best.rate,
        "tries": np.zeros(len(best.rows)) if at is None else crowd.tries[at, best.rows],
        "arrival": best.arrival,
    }
    told = zip(*(each.tolist() for each in facts.values()), strict=True)
    return tuple(
        Candidate(
            crowd.ids[row],
            sum(points),
            dict(zip(REASONS, points, strict=True)),
            {name: fact for name, fact in zip(facts, known, strict=True) if not isnan(fact)},
        )
        for row, points, known in zip(best.rows.tolist(), best.points.T.tolist(), told, strict=True)
    )
