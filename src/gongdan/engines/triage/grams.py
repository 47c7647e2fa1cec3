"""Texts as counts of hashed grams, thousands of texts at once, without a Python loop over letters.

A word and two neighbouring words; pieces of three to five letters of a word (where asked for);
one to three neighbouring characters of a script without spaces. Each gram falls into one of
`BUCKETS` buckets by a fixed hash (polynomial, mixed as in MurmurHash3's finaliser): the same
in every process, on every machine. Words fill one block of buckets, pieces and runs a second;
what stands in the opening of a text (where asked for) once more a third.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from gongdan.engines.triage.scripts import GAP, SPACED, UNSPACED, kinds, plain

BITS: Final = 20
BLOCK: Final = 1 << BITS
WORDS, OTHERS, OPENING = 0, BLOCK, 2 * BLOCK
"""Where the blocks begin."""
BUCKETS: Final = 3 * BLOCK
PIECES: Final = (3, 4, 5)
"""How long the pieces of words are, in letters with the gaps around the word."""
RUNS: Final = (1, 2, 3)
"""How long the runs of characters without spaces are."""

OPENS: Final = 60
"""So many letters (a third without spaces) open a text: a title says what it is about."""

_BATCH: Final = 1_500_000
"""So many characters are read at a time: more would only take memory."""
_LONGEST_WORD: Final = 64
_PRIME: Final = np.uint64(0x100000001B3)
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_BLANK: Final = 32
_WIDE: Final = 3
"""A character without spaces says as much as so many letters."""
_ABOVE: Final = np.uint64(BITS + 2)
"""Above so many bits of a key stands which text it is of."""

Hashes: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int64]


def count_grams(texts: Sequence[str], *, pieces: bool, opening: bool = False) -> csr_matrix:
    """Return how often each bucket occurs in each text: (texts, `BUCKETS`) of float32."""
    blocks = [_count(batch, pieces=pieces, opening=opening) for batch in _batches(texts)]
    return vstack(blocks, format="csr") if blocks else csr_matrix((0, BUCKETS), dtype=np.float32)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in map(plain, texts):
        batch.append(text)
        size += len(text) + 1
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _count(texts: list[str], *, pieces: bool, opening: bool) -> csr_matrix:
    spelled = letters, kind, text_of = _spell(texts)
    found = [(*_words(*spelled), WORDS), *_in_block(OTHERS, _runs(*spelled))]
    if pieces:
        found += _in_block(OTHERS, _pieces(*spelled))
    if opening:
        early = _early(kind, text_of)
        begun = letters[early], kind[early], text_of[early]
        found += [(*_words(*begun), OPENING), *_in_block(OPENING, _runs(*begun))]
    keys = np.concatenate([_keys(*each) for each in found])
    keys.sort()
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else keys
    unique = keys[first.astype(np.int64)]
    counts = np.diff(np.append(first, len(keys))).astype(np.float32)
    rows = (unique >> _ABOVE).astype(np.int64)
    columns = (unique & ((np.uint64(1) << _ABOVE) - np.uint64(1))).astype(np.int32)
    starts = np.searchsorted(rows, np.arange(len(texts) + 1))
    return csr_matrix((counts, columns, starts), shape=(len(texts), BUCKETS))


def _in_block(
    block: int, found: Iterator[tuple[Hashes, Places]]
) -> list[tuple[Hashes, Places, int]]:
    return [(*each, block) for each in found]


def _early(kind: NDArray[np.uint8], text_of: Places) -> NDArray[np.bool_]:
    """Tell which letters open their text; a word that begins there is read to its end."""
    wide = np.where(kind == UNSPACED, _WIDE, 1)
    before = np.cumsum(wide) - wide
    begins = np.searchsorted(text_of, np.arange(text_of[-1] + 1))
    early = before - before[begins][text_of] < OPENS
    starts = (kind == SPACED) & (np.append(GAP, kind[:-1]) != SPACED)
    word = np.maximum.accumulate(np.where(starts, np.arange(len(kind)), 0))
    return np.asarray(np.where(kind == SPACED, early[word], early), np.bool_)


def _spell(texts: list[str]) -> tuple[Hashes, NDArray[np.uint8], Places]:
    """Return letters, their kinds and their texts, with one gap between words and scripts."""
    joined = "\0".join(["", *texts, ""]).encode("utf-32-le", "surrogatepass")
    letters = np.frombuffer(joined, np.uint32)
    kind = kinds()[letters]
    ends = letters == 0
    text_of = np.cumsum(ends) - 1
    kept = (kind != GAP) | (np.append(GAP, kind[:-1]) != GAP) | ends
    letters, kind, text_of = letters[kept], kind[kept], text_of[kept]
    turns = 1 + np.flatnonzero((kind[1:] != kind[:-1]) & (kind[1:] != GAP) & (kind[:-1] != GAP))
    letters = np.insert(np.where(kind == GAP, _BLANK, letters), turns, _BLANK)
    text_of = np.insert(text_of, turns, text_of[turns])
    return letters.astype(np.uint64), np.insert(kind, turns, GAP), text_of


def _words(letters: Hashes, kind: NDArray[np.uint8], text_of: Places) -> tuple[Hashes, Places]:
    """Return the hashes of words and of neighbouring pairs, with their texts."""
    inside = kind == SPACED
    starts = np.flatnonzero(inside & ~np.append(False, inside[:-1]))
    if not len(starts):
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    at = np.flatnonzero(inside)
    first = np.searchsorted(at, starts)
    offset = at - np.repeat(starts, np.diff(np.append(first, len(at))))
    powers = np.cumprod(np.append(np.uint64(1), np.full(_LONGEST_WORD - 1, _PRIME)))
    spelled = letters[at] * powers[np.minimum(offset, _LONGEST_WORD - 1)]
    words = _mix(np.add.reduceat(spelled, first))
    owner = text_of[starts]
    pairs = _mix(words[:-1] * np.uint64(31) + words[1:] + _SPREAD)
    together = owner[1:] == owner[:-1]
    return np.append(words, pairs[together]), np.append(owner, owner[1:][together])


def _runs(
    letters: Hashes, kind: NDArray[np.uint8], text_of: Places
) -> Iterator[tuple[Hashes, Places]]:
    """Yield the hashes of neighbouring characters that need no spaces."""
    inside = kind == UNSPACED
    if not inside.any():
        return
    gaps = np.append(0, np.cumsum(~inside))
    for length, rolled in _rolling(letters, RUNS):
        count = len(rolled)
        at = np.flatnonzero(gaps[length : length + count] == gaps[:count])
        yield _mix(rolled[at] + np.uint64(100 + length)), text_of[at]


def _pieces(
    letters: Hashes, kind: NDArray[np.uint8], text_of: Places
) -> Iterator[tuple[Hashes, Places]]:
    """Yield the hashes of pieces of words; a piece may begin and end with the gap around it."""
    spaced = kind == SPACED
    other = np.append(0, np.cumsum(~spaced))
    for length, rolled in _rolling(letters, PIECES):
        count = len(rolled)
        inner = other[length - 1 : length - 1 + count] == other[1 : 1 + count]
        at = np.flatnonzero(inner & (kind[:count] != UNSPACED) & spaced[1 : 1 + count])
        yield _mix(rolled[at] + np.uint64(length)), text_of[at + 1]


def _rolling(letters: Hashes, lengths: tuple[int, ...]) -> Iterator[tuple[int, Hashes]]:
    """Yield, for each length, the hash of the letters from each place on."""
    rolled = letters * _SPREAD
    for before, length in pairwise((1, *lengths)):
        for more in range(before, length):
            if len(rolled) < 2:
                return
            rolled = rolled[:-1] * _PRIME + letters[more:]
        yield length, rolled


def _mix(hashes: Hashes) -> Hashes:
    """Spread what is hashed over all bits (the 64-bit finaliser of MurmurHash3)."""
    mixed = hashes ^ (hashes >> np.uint64(33))
    mixed = mixed * np.uint64(0xFF51AFD7ED558CCD)
    mixed = mixed ^ (mixed >> np.uint64(33))
    mixed = mixed * np.uint64(0xC4CEB9FE1A85EC53)
    mixed = mixed ^ (mixed >> np.uint64(33))
    return np.asarray(mixed, np.uint64)


def _keys(hashes: Hashes, text_of: Places, block: int) -> Hashes:
    """Return text and bucket in one number, so that one sort brings equal ones together."""
    buckets = (hashes >> np.uint64(64 - BITS)) | np.uint64(block)
    return (text_of.astype(np.uint64) << _ABOVE) | buckets
