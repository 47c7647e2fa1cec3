"""From margins to a confidence that may be believed, and from which confidence on to act alone.

Margins become shares by a softmax whose sharpness fits held-out texts. What the best label has
against the next one alone becomes the confidence "this is right" by isotonic regression on held-out
texts (pool adjacent violators; Zadrozny & Elkan 2002): a longer lead is never less confidence. The
lead ranks right answers better than the share among all labels (measured, see the README).
"""

from typing import Final, Literal, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Margins: TypeAlias = NDArray[np.float32]
Against: TypeAlias = Literal["next", "all"]

_SHARPNESS: Final = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 8.0, 10.0)
_POINTS: Final = 40
"""At most so many points carry the curve; each rests on at least `_REST` texts."""
_REST: Final = 15
_TILT: Final = 1e-3
"""A little of the share itself keeps the curve rising where held-out texts can't tell apart."""
_DOUBT: Final = 0.5
"""Standard errors by which the held-out precision, two wrong answers added, clears the demand."""


class Calibration(Struct, frozen=True):
    """How shares and confidence follow from margins.

    The curve is of the best label's share `against` the next one alone, or all the others.
    """

    sharpness: float
    shares: Floats
    confidences: Floats
    against: Against = "next"

    def spread(self, margins: Margins) -> Floats:
        """Return the share of each label: (texts, labels), each row sums to 1."""
        return softmax(margins.astype(np.float64) * self.sharpness)

    def confidence(self, margins: Margins) -> Floats:
        """Return how likely the best label of each text is right."""
        share = _best_share(margins, self.sharpness, self.against)
        smooth = np.interp(share, self.shares, self.confidences)
        return (1 - _TILT) * smooth + _TILT * share


UNTRIED: Final = Calibration(2.0, np.array([0.0, 1.0]), np.array([0.0, 0.6]), "all")
"""Where nothing was held out, no answer is surer than this."""


def softmax(scores: Floats) -> Floats:
    """Return shares that sum to 1 in each row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float64)


def _best_share(margins: Margins, sharpness: float, against: Against) -> Floats:
    raised = margins.astype(np.float64) * sharpness
    if against == "next" and raised.shape[1] > 2:
        raised = np.partition(raised, -2, axis=1)[:, -2:]
    return np.asarray(softmax(raised).max(axis=1), np.float64)


def calibrate(margins: Margins, truth: NDArray[np.int64]) -> Calibration:
    """Return the calibration of held-out margins; a truth of -1 is a label nobody knew."""
    if len(truth) < _REST:
        return UNTRIED
    sharpness = min(_SHARPNESS, key=lambda each: _surprise(margins * np.float32(each), truth))
    right = (margins.argmax(axis=1) == truth).astype(np.float64)
    return Calibration(sharpness, *_rising(_best_share(margins, sharpness, "next"), right))


def _surprise(scores: NDArray[np.float32], truth: NDArray[np.int64]) -> float:
    known = truth >= 0
    shares = softmax(scores[known].astype(np.float64))
    picked = shares[np.arange(len(shares)), truth[known]]
    return float(-np.log(np.maximum(picked, 1e-12)).mean()) if len(picked) else 0.0


def _rising(share: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Return the points of the rising curve: mean share and share of right answers."""
    order = np.argsort(share, kind="stable")
    parts = np.array_split(order, max(1, min(_POINTS, len(order) // _REST)))
    blocks: list[tuple[float, float, float]] = []
    for part in parts:
        block = (float(share[part].sum()), float(right[part].sum()), float(len(part)))
        while blocks and _rate(blocks[-1]) >= _rate(block):
            below = blocks.pop()
            block = (below[0] + block[0], below[1] + block[1], below[2] + block[2])
        blocks.append(block)
    points = [
        (0.0, 0.0),
        *((total / count, _rate((total, hits, count))) for total, hits, count in blocks),
    ]
    points.append((1.0, max(points[-1][1], min(0.995, points[-1][1] + 0.01))))
    return np.array([x for x, _ in points]), np.array([y for _, y in points])


def _rate(block: tuple[float, float, float]) -> float:
    """Return the share of right answers, with one doubtful answer added (none is certain)."""
    _, hits, count = block
    return (hits + 0.5) / (count + 1)


def threshold(confidence: Floats, right: NDArray[np.bool_], precision: float) -> float:
    """Return the confidence from which on answers were right often enough; above 1: never."""
    order = np.argsort(-confidence, kind="stable")
    taken = np.arange(1, len(order) + 1)
    rate = np.cumsum(right[order]) / (taken + 2)
    doubt = _DOUBT * np.sqrt(np.maximum(precision * (1 - precision), 1e-6) / taken)
    ranked = confidence[order]
    last_of_equals = np.append(ranked[1:] < ranked[:-1], True)
    enough = np.flatnonzero((rate - doubt >= precision) & (taken >= _REST) & last_of_equals)
    return float(ranked[enough[-1]]) if len(enough) else 2.0


def scope_floor(best: NDArray[np.float32], right: NDArray[np.bool_], loss: float) -> float:
    """Return the best margin below which a text is out of scope, at a loss of right answers."""
    if not right.any():
        return -float("inf")
    return float(np.quantile(best[right], min(1.0, loss * len(right) / right.sum())))
