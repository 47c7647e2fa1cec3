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

from gongdan.engines.triage.grams import BLOCK, BUCKETS, count_grams

FRESH: Final = 1 << 14
"""Columns for grams that were unknown when the model was made, shared by hash."""

_SHORT_TEXT: Final = 160
"""Pieces of words help in texts of fewer characters; in longer ones the words have said it."""
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
    pieces: bool
    strangers: float = 0.1
    opening: bool = False

    @property
    def size(self) -> int:
        """Return how many columns the known grams take; `FRESH` ones follow."""
        return len(self.buckets)


def wants_pieces(texts: Sequence[str]) -> bool:
    """Tell whether pieces of words are worth their time for such texts."""
    return bool(texts) and sum(map(len, texts)) / len(texts) <= _SHORT_TEXT


def wants_opening(texts: Sequence[str]) -> bool:
    """Tell whether texts are so long that their opening says more than the rest.

    Counted in UTF-8: a Chinese character weighs three letters.
    """
    size = sum(len(text.encode("utf-8", "replace")) for text in texts)
    return bool(texts) and size / len(texts) > _SHORT_TEXT


def learn_vocabulary(
    counts: csr_matrix, *, pieces: bool, at_most: int, opening: bool = False
) -> Vocabulary:
    """Return the grams worth knowing, the most frequent ones if there are too many."""
    texts = counts.shape[0]
    frequency = np.bincount(counts.indices, minlength=BUCKETS)
    kept = np.flatnonzero(frequency >= (1 if texts < _FEW_TEXTS else 2))
    if len(kept) > at_most:
        ranked = np.argsort(-frequency[kept], kind="stable")[:at_most]
        kept = np.sort(kept[ranked])
    idf = 1 + np.log((1 + texts) / (1 + frequency[kept]))
    weights = np.sqrt(idf).astype(np.float32)
    return Vocabulary(kept.astype(np.int32), weights, pieces, opening=opening)


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
    counts = count_grams(texts, pieces=known.pieces, opening=known.opening)
    return weigh(counts, known, fresh=fresh)
