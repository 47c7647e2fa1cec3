"""Means over seeds with their 95 % intervals."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from scipy.stats import t


class Mean(Struct, frozen=True):
    """A mean, and half the width of its 95 % interval (Student's t over the seeds)."""

    value: float
    within: float

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"{self.value:.3g} ± {self.within:.2g}"


def mean_of(values: Sequence[float]) -> Mean:
    """Return the mean of one figure a seed; of a single one nothing is known of its spread."""
    found = np.asarray(values, dtype=np.float64)
    if len(found) < 2:
        return Mean(float(found.mean()), float("inf"))
    error = float(found.std(ddof=1) / np.sqrt(len(found)))
    return Mean(float(found.mean()), float(t.ppf(0.975, len(found) - 1)) * error)
