"""How many orders to expect in each hour of the week, from what came in past weeks.

Counts are Poisson with a rate of their own in each hour of the week, and rates are Gamma about
what is usual: the row's weekly total, spread over the hours as the whole house's orders are
(empirical Bayes; Efron and Morris 1975). With few weeks an hour is believed to be as usual, with
many as it was. The interval is that of the count of one week to come (negative binomial).
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.stats import nbinom

HOURS: Final = 168
PRIOR_WEEKS: Final = 4.0
"""How many weeks it takes until an hour's own counts speak as loud as what is usual."""

Key: TypeAlias = tuple[str, str]
"""A place and a skill."""
Floats: TypeAlias = NDArray[np.float64]


class Forecast(Struct, frozen=True, eq=False):
    """For each hour of the week: orders expected, and the interval that holds `share` of weeks."""

    mean: Floats
    low: Floats
    high: Floats
    weeks: int


def forecast(
    history: Mapping[Key, Sequence[Sequence[int]]],
    share: float = 0.9,
    prior_weeks: float = PRIOR_WEEKS,
) -> dict[Key, Forecast]:
    """Return what to expect of each place and skill; `history` holds weeks of 168 counts.

    A row without a single week is forecast as nothing, which its empty `weeks` says.
    """
    counts = {
        key: np.array(weeks, dtype=np.float64).reshape(-1, HOURS) for key, weeks in history.items()
    }
    usual = _usual(list(counts.values()))
    return {key: _of(weeks, usual, share, prior_weeks) for key, weeks in counts.items()}


def needed(
    orders: Sequence[float] | Floats, hours_each: float, busy: float = 0.8, idle: float = 1e-9
) -> tuple[int, ...]:
    """Return how many people the expected orders of each hour keep at work.

    `hours_each` is the work of one order with its way, `busy` the part of the time on duty that
    is planned for orders. Work goes on into the hours after the one in which its order came.
    Nobody more is asked for who would be busy for less than `idle` of the hour.
    """
    load = np.asarray(orders, dtype=np.float64)
    whole = int(hours_each)
    kernel = np.array([1.0] * whole + ([hours_each - whole] if hours_each > whole else []))
    at_work = sum(
        (part * np.roll(load, shift) for shift, part in enumerate(kernel)), np.zeros_like(load)
    )
    return tuple(max(0, math.ceil(each / busy - idle)) for each in at_work)


def _usual(rows: Sequence[Floats]) -> Floats:
    """Return the share of a week's orders that comes in each hour, of all rows together."""
    total = sum((weeks.sum(axis=0) for weeks in rows), np.zeros(HOURS))
    smoothed = total + 1.0 / HOURS
    return np.asarray(smoothed / smoothed.sum())


def _of(weeks: Floats, usual: Floats, share: float, prior_weeks: float) -> Forecast:
    count = len(weeks)
    if not count:
        nothing = np.zeros(HOURS)
        return Forecast(nothing, nothing, nothing, 0)
    expected = usual * (weeks.sum() / count)
    shape = prior_weeks * expected + weeks.sum(axis=0)
    rate = prior_weeks + count
    chance = rate / (rate + 1)
    tail = (1 - share) / 2
    safe = np.maximum(shape, 1e-9)
    return Forecast(
        mean=shape / rate,
        low=np.asarray(nbinom.ppf(tail, safe, chance)),
        high=np.asarray(nbinom.ppf(1 - tail, safe, chance)),
        weeks=count,
    )
