"""What another policy would have brought, judged by what was decided and what came of it.

Inverse propensity (Horvitz and Thompson 1952), self-normalised (Swaminathan and Joachims 2015)
and doubly robust (Dudík, Langford, Li 2011) estimates over logged decisions, each with its
standard error. A decision that the logging policy could not have taken says nothing of it.
"""

from typing import Final

import numpy as np
from msgspec import Struct

from gongdan.engines.matching.crowd import Floats

LEAST_PROPENSITY: Final = 1e-4
"""Below this a logged chance is taken for this: one decision must not outweigh all others."""
Z_95: Final = 1.959963984540054
"""The 97.5 % point of the normal distribution."""


class Logged(Struct, frozen=True, eq=False):
    """Decisions that were taken, one a row.

    `reward` from 0 to 1; `propensity` with which the logging policy took its decision; `chance`
    with which the judged policy would have taken the same one. `expected` is what a model of
    rewards says of the decision taken, `expected_there` of what the judged policy does on
    average (both zero where there is no model: then doubly robust is inverse propensity).
    """

    reward: Floats
    propensity: Floats
    chance: Floats
    expected: Floats
    expected_there: Floats


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
    """Return how much more the judged policy brings than the logging one, decision by decision."""
    weights = _weights(logged)
    there = logged.expected_there + weights * (logged.reward - logged.expected)
    return _estimate(there - logged.reward, weights)


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
