"""What another policy would have brought, judged by what was decided and what came of it.

Inverse propensity (Horvitz and Thompson 1952), self-normalised (Swaminathan and Joachims 2015)
and doubly robust (Dudík, Langford, Li 2011) estimates over logged decisions, each with its
standard error. A decision that the logging policy could not have taken says nothing of it.

Who looks every night at data that grow lets chance in: `lasting` gives bounds that hold at all
looks together, however many (asymptotic confidence sequence by a normal mixture: Robbins 1970;
Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2024, Annals of Statistics 52, theorem 2.2).
"""

from collections.abc import Sequence
from math import log, sqrt
from typing import Final

import numpy as np
from msgspec import Struct

from gongdan.engines.matching.crowd import Floats

LEAST_PROPENSITY: Final = 1e-4
"""Below this a logged chance is taken for this: one decision must not outweigh all others."""
Z_95: Final = 1.959963984540054
"""The 97.5 % point of the normal distribution."""
MISSED: Final = 0.05
"""The chance that a lasting interval misses the truth at any look whatever."""
SHARPEST: Final = 2_000
"""After so many decisions a lasting interval is at its narrowest, against one of a single look."""


class Logged(Struct, frozen=True, eq=False):
    """Decisions that were taken, one a row.

    `reward` from 0 to 1; `propensity` with which the logging policy took its decision; `chance`
    with which the judged policy would have taken the same one. `expected` is what a model of
    rewards says of the decision taken, `expected_there` of what the judged policy does on
    average, `expected_here` of what the policy does that it is held against (all zero where there
    is no model: then doubly robust is inverse propensity). `base` is the chance with which that
    policy would have taken the decision; left out, it is the logging one.
    """

    reward: Floats
    propensity: Floats
    chance: Floats
    expected: Floats
    expected_there: Floats
    expected_here: Floats | None = None
    base: Floats | None = None


class Estimate(Struct, frozen=True):
    """A mean reward with its standard error, and how many decisions it really rests on (Kish)."""

    mean: float
    error: float
    effective: float

    @property
    def low(self) -> float:
        """The lower end of the 95 % interval."""
        return self.mean - Z_95 * self.error

    @property
    def high(self) -> float:
        """The upper end of the 95 % interval."""
        return self.mean + Z_95 * self.error


def logged_of(  # noqa: PLR0913 - one column each
    *,
    reward: Sequence[float],
    propensity: Sequence[float],
    chance: Sequence[float],
    base: Sequence[float],
    expected: Sequence[float],
    expected_there: Sequence[float],
    expected_here: Sequence[float],
) -> Logged:
    """Return decisions as arrays, from plain columns of the same length."""
    return Logged(
        reward=np.array(reward, dtype=np.float64),
        propensity=np.array(propensity, dtype=np.float64),
        chance=np.array(chance, dtype=np.float64),
        base=np.array(base, dtype=np.float64),
        expected=np.array(expected, dtype=np.float64),
        expected_there=np.array(expected_there, dtype=np.float64),
        expected_here=np.array(expected_here, dtype=np.float64),
    )


def inverse_propensity(logged: Logged) -> Estimate:
    """Return the unbiased estimate: each reward weighed by how much rarer it was logged."""
    weights = _weights(logged)
    return _estimate(weights * logged.reward, weights)


def self_normalised(logged: Logged) -> Estimate:
    """Return the estimate divided by the sum of weights: a little biased, far steadier."""
    weights = _weights(logged)
    total = float(weights.sum())
    if total <= 0:
        return Estimate(0.0, float("inf"), 0.0)
    mean = float((weights * logged.reward).sum() / total)
    spread = weights * (logged.reward - mean)
    error = float(np.sqrt((spread**2).sum()) / total)
    return Estimate(mean, error, _effective(weights))


def doubly_robust(logged: Logged) -> Estimate:
    """Return the estimate that is right if either the propensities or the model are."""
    weights = _weights(logged)
    parts = logged.expected_there + weights * (logged.reward - logged.expected)
    return _estimate(parts, weights)


def gain(logged: Logged) -> Estimate:
    """Return how much more the judged policy brings than its rival, decision by decision.

    Doubly robust in the difference: where both would do the same, a decision says exactly
    nothing, and adds no noise.
    """
    here = logged.expected if logged.expected_here is None else logged.expected_here
    base = logged.propensity if logged.base is None else logged.base
    weights = _weights(logged)
    moved = (logged.chance - base) / np.maximum(logged.propensity, LEAST_PROPENSITY)
    parts = logged.expected_there - here + moved * (logged.reward - logged.expected)
    return _estimate(parts, weights)


def lasting(found: Estimate, decisions: int, *, sharpest: int = SHARPEST) -> tuple[float, float]:
    """Return the ends of an interval that holds at every look at growing data together."""
    if decisions < 2:
        return float("-inf"), float("inf")
    sharp = (-2 * log(MISSED) + log(-2 * log(MISSED) + 1)) / sharpest
    spread = decisions * sharp + 1
    wide = sqrt(2 * spread / (decisions**2 * sharp) * log(sqrt(spread) / MISSED))
    within = found.error * sqrt(decisions) * wide
    return found.mean - within, found.mean + within


def _weights(logged: Logged) -> Floats:
    return np.asarray(logged.chance / np.maximum(logged.propensity, LEAST_PROPENSITY))


def _estimate(parts: Floats, weights: Floats) -> Estimate:
    count = len(parts)
    if count < 2:
        return Estimate(float(parts.sum()), float("inf"), float(count))
    error = float(parts.std(ddof=1) / np.sqrt(count))
    return Estimate(float(parts.mean()), error, _effective(weights))


def _effective(weights: Floats) -> float:
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0
