"""A text as bytes that tell what is like it, and no more: its hashed grams with their counts.

Buckets of a fixed hash (see `grams`), rising, as little-endian 32-bit numbers; then a byte each
for how often. No word can be read from it; about half a kilobyte for an order.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from gongdan.engines.triage.grams import BUCKETS, count_grams

READ: Final = 2_000
"""So many characters of a text count: what it is about stands at its beginning."""
_EACH: Final = 5
_MOST_TIMES: Final = 255


def gist(text: str) -> bytes:
    """Return what is kept of a text."""
    counted = count_grams([text[:READ]])
    often: NDArray[np.uint8] = np.minimum(counted.data, _MOST_TIMES).astype(np.uint8)
    return np.asarray(counted.indices, "<i4").tobytes() + often.tobytes()


def size(kept: bytes) -> int:
    """Return how many grams a gist holds."""
    return len(kept) // _EACH


def counts_of(gists: Sequence[bytes]) -> csr_matrix:
    """Return gists as counts, a row each: (gists, `BUCKETS`) of float32."""
    starts = np.cumsum([0, *map(size, gists)])
    indices = np.concatenate([_buckets(each) for each in gists] or [np.zeros(0, np.int32)])
    data = np.concatenate([_often(each) for each in gists] or [np.zeros(0, np.float32)])
    return csr_matrix((data, indices, starts), shape=(len(gists), BUCKETS))


def likeness(one: bytes, other: bytes) -> float:
    """Return how many of the grams of two texts are in both, 0 to 1 (Jaccard).

    Rare grams count as much as common ones: a device's number tells two orders apart.
    """
    mine, theirs = _buckets(one), _buckets(other)
    both = len(np.intersect1d(mine, theirs, assume_unique=True))
    all_of_them = len(mine) + len(theirs) - both
    return both / all_of_them if all_of_them else 0.0


def _buckets(kept: bytes) -> NDArray[np.int32]:
    return np.frombuffer(kept, "<i4", size(kept)).astype(np.int32)


def _often(kept: bytes) -> NDArray[np.float32]:
    return np.frombuffer(kept, np.uint8, size(kept), 4 * size(kept)).astype(np.float32)
