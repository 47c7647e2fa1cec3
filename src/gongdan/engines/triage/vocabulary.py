"""Which grams a model knows, and how much each one says: tf-idf in three blocks.

tf = 1 + ln(count), idf = sqrt(1 + ln((1 + n) / (1 + df))); words, pieces and the opening
are each scaled to a length of their own (or less, where a text is strange), so that none drowns
the others in long or short texts.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from gongdan.engines.triage.grams import BLOCK, BUCKETS, Reading, count_grams

FRESH: Final = 1 << 14
"""Columns for grams that were unknown when the model was made, shared by hash."""

_SHORT_TEXT: Final = 160
"""Pieces of words help in texts of fewer characters; in longer ones the words have said it."""
_RUNS: Final = 2
"""Longer runs of characters break with each letter that is mistyped, and add nothing else."""
_LENGTHS: Final = np.array([1.0, 1.0, 0.5])
"""Of words, pieces and runs, and the opening; measured within the training part of IT-47k."""
_FEW_TEXTS: Final = 5_000
"""Below, a gram that occurs once is worth keeping."""


_MANY: Final = 300_000
"""From so many grams on, one large table is quicker than looking each up."""


class Vocabulary(Struct, frozen=True):
    """The known buckets in rising order, each with its weight, and what was read for them.

    `strangers`: how much unknown grams count in a text's length. A text that is mostly strange
    then stands further from everything that was learned.
    """

    buckets: NDArray[np.int32]
    weights: NDArray[np.float32]
    reading: Reading
    strangers: float = 0.1

    @property
    def size(self) -> int:
        """Return how many columns the known grams take; `FRESH` ones follow."""
        return len(self.buckets)


def reading_of(texts: Sequence[str]) -> Reading:
    """Return how to read such texts: pieces of words where they are short, the opening where long.

    How long is counted in UTF-8 for the opening: a Chinese character weighs three letters.
    """
    count = max(len(texts), 1)
    letters = sum(map(len, texts)) / count
    width = sum(len(text.encode("utf-8", "replace")) for text in texts) / count
    return Reading(pieces=letters <= _SHORT_TEXT, opening=width > _SHORT_TEXT, runs=_RUNS)


def learn_vocabulary(counts: csr_matrix, reading: Reading, *, at_most: int) -> Vocabulary:
    """Return the grams worth knowing, the most frequent ones if there are too many."""
    texts = counts.shape[0]
    frequency = np.bincount(counts.indices, minlength=BUCKETS)
    kept = np.flatnonzero(frequency >= (1 if texts < _FEW_TEXTS else 2))
    if len(kept) > at_most:
        ranked = np.argsort(-frequency[kept], kind="stable")[:at_most]
        kept = np.sort(kept[ranked])
    idf = 1 + np.log((1 + texts) / (1 + frequency[kept]))
    return Vocabulary(kept.astype(np.int32), np.sqrt(idf).astype(np.float32), reading)


def weigh(counts: csr_matrix, known: Vocabulary, *, fresh: bool = False) -> csr_matrix:
    """Return the weighted grams of texts: (texts, known + `FRESH`) of float32.

    With `fresh`, unknown grams stand in the shared columns; they never change the others.
    """
    at = _columns(counts.indices, known)
    heavy = np.append(known.weights, np.float32(known.weights.max(initial=1)))
    values = (1 + np.log(counts.data)) * heavy[at]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    squares = np.where(at >= 0, 1, known.strangers) * values.astype(np.float64) ** 2
    scale = _lengths(squares, rows, counts)
    values /= scale[counts.indices // BLOCK, rows]
    if fresh:
        at = np.where(at < 0, known.size + counts.indices % FRESH, at)
    taken = at >= 0
    starts = np.append(0, np.cumsum(taken))[counts.indptr]
    shape = (counts.shape[0], known.size + FRESH)
    return csr_matrix((values[taken].astype(np.float32), at[taken], starts), shape=shape)


def _columns(buckets: NDArray[np.int32], known: Vocabulary) -> NDArray[np.int32]:
    """Return the column of each bucket, -1 for an unknown one."""
    if len(buckets) > _MANY:
        table = np.full(BUCKETS, -1, np.int32)
        table[known.buckets] = np.arange(known.size, dtype=np.int32)
        return table[buckets]
    at = np.searchsorted(known.buckets, buckets).astype(np.int32)
    met = np.append(known.buckets, np.int32(-1))[at] == buckets
    return np.where(met, at, np.int32(-1))


def _lengths(
    squares: NDArray[np.float64], rows: NDArray[np.int64], counts: csr_matrix
) -> NDArray[np.float64]:
    """Return by what each block of each text is divided: (blocks, texts)."""
    blocks, texts = len(_LENGTHS), counts.shape[0]
    places = (counts.indices // BLOCK) * texts + rows
    sums = np.bincount(places, weights=squares, minlength=blocks * texts)
    lengths = np.sqrt(np.maximum(sums.reshape(blocks, texts), 1.0))
    return np.asarray(lengths / _LENGTHS[:, None], np.float64)


def read(texts: Sequence[str], known: Vocabulary, *, fresh: bool = False) -> csr_matrix:
    """Return the weighted grams of texts."""
    return weigh(count_grams(texts, known.reading), known, fresh=fresh)
