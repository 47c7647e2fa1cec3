"""Orders like this one: an inverted index over weighted grams, with two ways of looking.

`text`: cosine of tf-idf grams. `kind`: how likely the triage model holds the label of the other
order for this text. Both together rank: alike in words, and alike in what it turned out to be.
Grams in more than a twentieth of many texts tell little and cost most: they are left out.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from gongdan.engines.triage.grams import USUAL, count_grams
from gongdan.engines.triage.model import Model, judge
from gongdan.engines.triage.vocabulary import Vocabulary, learn_vocabulary, weigh

ALIKE: Final = 0.9
"""From this cosine on, two texts are near-duplicates."""

_COMMON: Final = 0.05
_FEW: Final = 2_000
"""A gram in fewer texts is never too common."""
_MOST_GRAMS: Final = 1 << 19
_TOGETHER: Final = 4_000_000
"""So many pairs of texts are compared at a time."""
_KIND: Final = 1.5
"""What a likely label weighs beside the cosine."""


class Index(Struct, frozen=True):
    """Texts to be found: their grams by gram, and their labels where known (else -1).

    `telling`: which grams of the vocabulary are rare enough to be looked at.
    """

    known: Vocabulary
    grams: csr_matrix
    telling: NDArray[np.bool_]
    labels: NDArray[np.int64]
    model: Model | None


class Match(Struct, frozen=True):
    """A text of the index (its number), how alike it is, and whether it is a near-duplicate."""

    number: int
    cosine: float
    score: float
    duplicate: bool


def build(
    texts: Sequence[str], labels: Sequence[str] | None = None, model: Model | None = None
) -> Index:
    """Return an index of texts; with their labels and a model, `kind` is looked at as well."""
    index = build_counted(count_grams(texts))
    place = {} if model is None else {label: at for at, label in enumerate(model.labels)}
    numbers = [place.get(label, -1) for label in labels or [""] * len(texts)]
    return structs.replace(index, labels=np.array(numbers, np.int64), model=model)


def build_counted(counts: csr_matrix) -> Index:
    """Return an index of texts whose grams were counted (with pieces)."""
    known = learn_vocabulary(counts, USUAL, at_most=_MOST_GRAMS)
    grams = _unit(weigh(counts, known))
    frequency = np.bincount(grams.indices, minlength=grams.shape[1])
    telling = frequency <= max(_FEW, _COMMON * counts.shape[0])
    unlabelled = np.full(counts.shape[0], -1, np.int64)
    return Index(known, _telling(grams, telling).T.tocsr(), telling, unlabelled, None)


def extend(index: Index, counts: csr_matrix) -> Index:
    """Return an index with more texts behind the others; grams new to it are not seen in them."""
    more = _telling(_unit(weigh(counts, index.known)), index.telling)
    return structs.replace(
        index,
        grams=hstack([index.grams, more.T], format="csr"),
        labels=np.append(index.labels, np.full(counts.shape[0], -1, np.int64)),
    )


def find_counted(index: Index, counts: csr_matrix, at_most: int = 5) -> list[list[Match]]:
    """Return, for each text whose grams were counted, the texts most like it; by grams alone."""
    cosines = _cosines(index, counts)
    return _best(cosines, cosines, at_most)


def find(index: Index, text: str, at_most: int = 5) -> list[Match]:
    """Return the texts most like this one, best first."""
    return find_all(index, [text], at_most)[0]


def find_all(index: Index, texts: Sequence[str], at_most: int = 5) -> list[list[Match]]:
    """Return, for each text, the texts most like it, best first."""
    found: list[list[Match]] = []
    step = max(1, min(128, _TOGETHER // max(1, len(index.labels))))
    for at in range(0, len(texts), step):
        found += _find(index, texts[at : at + step], at_most)
    return found


def _find(index: Index, texts: Sequence[str], at_most: int) -> list[list[Match]]:
    cosines = scores = _cosines(index, count_grams(texts))
    if index.model is not None:
        shares = np.hstack([judge(index.model, texts).shares, np.zeros((len(texts), 1))])
        scores = cosines + np.float32(_KIND) * shares[:, index.labels].astype(np.float32)
    return _best(cosines, scores, at_most)


def _cosines(index: Index, counts: csr_matrix) -> NDArray[np.float32]:
    asked = _unit(weigh(counts, index.known))
    return np.asarray((asked @ index.grams).toarray(), np.float32)


def _best(
    cosines: NDArray[np.float32], scores: NDArray[np.float32], at_most: int
) -> list[list[Match]]:
    wanted = min(at_most, scores.shape[1])
    best = np.argpartition(-scores, wanted - 1, axis=1)[:, :wanted] if wanted else scores[:, :0]
    return [
        sorted(
            (
                Match(
                    int(each),
                    round(float(cosines[row, each]), 6),
                    round(float(scores[row, each]), 6),
                    bool(cosines[row, each] >= ALIKE),
                )
                for each in best[row]
            ),
            key=lambda match: (-match.score, match.number),
        )
        for row in range(len(scores))
    ]


def _telling(grams: csr_matrix, telling: NDArray[np.bool_]) -> csr_matrix:
    """Leave out what stands in too many texts."""
    grams.data *= telling[grams.indices]
    grams.eliminate_zeros()
    return grams


def _unit(grams: csr_matrix) -> csr_matrix:
    """Scale each text to length 1, with the whole idf: rare grams tell more here."""
    squares = np.asarray(grams.multiply(grams).sum(axis=1)).ravel()
    scale = 1 / np.sqrt(np.maximum(squares, 1e-12))
    grams.data *= np.repeat(scale, np.diff(grams.indptr)).astype(np.float32)
    return grams
