"""How good a model is, in figures that say how they were counted.

A text whose label the model was never taught (or `OUT_OF_SCOPE`) is out of scope: the right
answer is to refuse it. All other texts are in scope. `accuracy` counts the best label of each
text in scope; `coverage` and `precision` count what would be routed without a person, over all
texts, and a routed text out of scope is a wrong one.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from gongdan.engines.triage.model import OUT_OF_SCOPE, Model, judge


class Figures(Struct, frozen=True):
    """Shares between 0 and 1; None where nothing was there to be counted."""

    rows: int
    in_scope_rows: int
    accuracy: float | None
    macro_f1: float | None
    coverage: float
    precision: float | None
    route_from: float | None
    calibration_error: float | None
    in_scope_accuracy: float | None
    out_of_scope_recall: float | None
    majority_accuracy: float | None


def measure(model: Model, texts: Sequence[str], labels: Sequence[str]) -> Figures:
    """Judge labelled texts and count."""
    judged = judge(model, texts)
    names = {label: at for at, label in enumerate(model.labels) if label != OUT_OF_SCOPE}
    truth = np.array([names.get(label, -1) for label in labels], np.int64)
    best = judged.best
    right, inside = best == truth, truth >= 0
    return Figures(
        rows=len(truth),
        in_scope_rows=int(inside.sum()),
        accuracy=_mean(right[inside]),
        macro_f1=_macro_f1(best[inside], truth[inside]),
        coverage=_mean(judged.routed) or 0.0,
        precision=_mean(right[judged.routed]),
        route_from=round(model.route_from, 6) if model.route_from <= 1 else None,
        calibration_error=_gap(judged.confidence[inside], right[inside]),
        in_scope_accuracy=_mean((right & judged.in_scope)[inside]),
        out_of_scope_recall=_mean(~judged.in_scope[~inside]),
        majority_accuracy=_majority(truth[inside]),
    )


def _mean(hits: NDArray[np.bool_]) -> float | None:
    return round(float(hits.mean()), 6) if len(hits) else None


def _majority(truth: NDArray[np.int64]) -> float | None:
    return round(float(np.bincount(truth).max() / len(truth)), 6) if len(truth) else None


def _macro_f1(best: NDArray[np.int64], truth: NDArray[np.int64]) -> float | None:
    """Return the mean F1 of the labels that occur."""
    if not len(truth):
        return None
    size = int(max(best.max(), truth.max())) + 1
    hits = np.bincount(truth[best == truth], minlength=size)
    named, meant = np.bincount(best, minlength=size), np.bincount(truth, minlength=size)
    scores = 2 * hits / np.maximum(named + meant, 1)
    return round(float(scores[meant > 0].mean()), 6)


def _gap(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float | None:
    """Return the expected calibration error over ten bands of confidence."""
    if not len(right):
        return None
    band = np.minimum((confidence * 10).astype(np.int64), 9)
    gaps = np.abs(np.bincount(band, weights=confidence - right, minlength=10))
    return round(float(gaps.sum() / len(right)), 6)


def precision_at(found: Sequence[Sequence[bool]], first: int) -> float | None:
    """Return the mean share of right ones among the `first` found."""
    shares = [sum(each[:first]) / first for each in found]
    return round(sum(shares) / len(shares), 6) if shares else None
