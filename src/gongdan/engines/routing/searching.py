"""How PyVRP's search is set for our days (iterated local search; Wouda, Lan, Kool 2024).

What breaks a rule is allowed in between and has its price. PyVRP begins with prices that fit no
scale in particular: a second late at the price of a day's way, a tool too few at that of a street.
Here they begin where a violation costs some ways, and may rise to what leaving a visit out costs.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
import pyvrp
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    PerturbationManager,
    compute_neighbours,
)

from gongdan.engines.routing.model import Travel

if TYPE_CHECKING:
    from pyvrp import PenaltyManager, ProblemData, Solution
    from pyvrp.search.LocalSearch import LocalSearch as Search

_DEAR: Final = 10
"""How many usual ways a usual violation costs at first; where it is too dear it sinks by itself."""
_OFTEN: Final = 100
"""After how many solutions the prices of broken rules are looked at again."""


def search(
    data: "ProblemData",
    travel: Travel,
    until: Callable[[], bool],
    *,
    seed: int,
    dearest: int,
    start: "Solution | None",
) -> "Solution":
    """Return the best solution found until it is time; it begins at `start` where there is one.

    `dearest` is what leaving out a visit may cost: no rule is broken for less. The solution may
    break rules where none that keeps them was found.
    """
    chance = pyvrp.RandomNumberGenerator(seed=seed)
    local = LocalSearch(data, chance, compute_neighbours(data), PerturbationManager())
    for operator in OPERATORS:
        if operator.supports(data):
            local.add_operator(operator(data))
    prices = _prices(data, travel, dearest)
    begin = start or _somewhere(data, chance, local, prices)
    return (
        pyvrp.IteratedLocalSearch(data, prices, local, begin)
        .run(lambda _cost: until(), collect_stats=False)
        .best
    )


def _somewhere(
    data: "ProblemData",
    chance: "pyvrp.RandomNumberGenerator",
    local: "Search",
    prices: "PenaltyManager",
) -> "Solution":
    """Return a solution by chance, mended: the search finds it hard to begin with nothing."""
    made = pyvrp.Solution.make_random(data, chance)
    return local(made, prices.max_cost_evaluator(), exhaustive=True)


def _prices(data: "ProblemData", travel: Travel, dearest: int) -> "PenaltyManager":
    """Return prices in the day's own scale: a usual need too much costs some usual ways."""
    far, long = _DEAR * float(travel.distance.mean()), float(travel.duration.mean())
    needs = np.array([client.pickup for client in data.clients()], dtype=float)
    usual = needs.sum(axis=0) / np.maximum(1, np.count_nonzero(needs, axis=0))
    loads = [far / max(1.0, each) for each in usual]
    params = pyvrp.PenaltyParams(solutions_between_updates=_OFTEN, max_penalty=float(dearest))
    return pyvrp.PenaltyManager((loads, far / max(1.0, long), 1.0), params)
