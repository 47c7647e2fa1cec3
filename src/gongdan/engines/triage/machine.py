"""A linear support vector machine for each label, against the rest.

Squared hinge loss, solved by dual coordinate descent (Hsieh et al. 2008, LIBLINEAR); a text of a
label with a quarter of the usual texts counts for two, so that rare labels are heard. Where a
label has hardly two texts, the same machine with squared loss, which has a closed form (the
least squares support vector machine; Suykens & Vandewalle 1999).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

_SOFTNESS: Final = (0.5, 2.0)
"""C where labels have many texts, and where they have few."""
_MANY: Final = 300
"""Texts a label; with half as many each counts twice as much, up to the second of `_SOFTNESS`.
Measured within training parts, English and Chinese, of 300 to 38,000 texts."""
_EXACTNESS: Final = 1e-3


def solve(
    grams: csr_matrix, answers: NDArray[np.int64], labels: int, seed: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return weights (grams, labels) and bias; a label that does not occur gets margin -1."""
    present = np.unique(answers)
    weights = np.zeros((grams.shape[1], labels), np.float32)
    bias = np.full(labels, -1, np.float32)
    if len(present) < 2:
        bias[present] = 1
        return weights, bias
    if 2 * len(present) >= len(answers):
        rows, shift = _closed(grams, answers, present)
    else:
        rare = np.sqrt(len(answers) / len(present) / np.bincount(answers)[present])
        machine = LinearSVC(
            C=softness(len(answers) / len(present)),
            class_weight=dict(zip(present.tolist(), rare.tolist(), strict=True)),
            random_state=seed,
            tol=_EXACTNESS,
        )
        machine.fit(grams, answers)
        rows, shift = machine.coef_, machine.intercept_
        if len(present) == 2:
            rows, shift = np.vstack([-rows, rows]), np.append(-shift, shift)
    weights[:, present] = rows.T
    bias[present] = shift
    return weights, bias


def softness(texts: float) -> float:
    """Return how much a text that is told wrongly counts (C), by the texts a label has."""
    few, many = _SOFTNESS[1], _SOFTNESS[0]
    return min(few, max(many, many * _MANY / texts))


def _closed(
    grams: csr_matrix, answers: NDArray[np.int64], present: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return weights (labels, grams) and bias that come nearest to 1 and -1."""
    wanted = np.where(answers[:, None] == present, 1.0, -1.0)
    alike = (grams @ grams.T).toarray() + 1.0 + np.eye(len(answers)) / (2 * _SOFTNESS[1])
    share = np.linalg.solve(alike.astype(np.float64), wanted)
    return np.asarray((grams.T @ share).T, np.float64), share.sum(axis=0)
