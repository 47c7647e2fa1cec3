"""The Merkle tree of RFC 6962 (RFC 9162, section 2.1), SHA-256.

A log grows as a `Frontier`: the roots of the perfect subtrees that the leaves so far make up.
Proofs are made from a `Reader` of subtree hashes (see `tiles.reader`) and checked with nothing
but hashes. Positions count from 0; a tree of size n holds the positions below n.

    >>> grown = extend(EMPTY, [leaf_hash(b"a"), leaf_hash(b"b"), leaf_hash(b"c")])
    >>> root(grown) == node_hash(node_hash(leaf_hash(b"a"), leaf_hash(b"b")), leaf_hash(b"c"))
    True
"""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import NamedTuple

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

Reader = Callable[[int, int], bytes]
"""`reader(level, index)`: hash of the perfect subtree over the leaves
`index * 2**level` up to `(index + 1) * 2**level`; level 0 is the leaf itself."""

Proof = tuple[bytes, ...]
"""Hashes of 32 bytes, in the order of RFC 9162 (nearest the leaf first)."""


class Head(NamedTuple):
    """A tree by its size and root."""

    size: int
    root: bytes


class Frontier(NamedTuple):
    """A tree seen from its right edge: its size, and the peaks from the widest to the narrowest."""

    size: int
    peaks: tuple[bytes, ...]


EMPTY = Frontier(0, ())


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf's data."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over its two children."""
    return sha256(b"\x01" + left + right).digest()


def extend(frontier: Frontier, leaves: Iterable[bytes]) -> Frontier:
    """Append leaf hashes; returns the new frontier and leaves the old one as it is."""
    size, peaks = frontier.size, list(frontier.peaks)
    for leaf in leaves:
        peak, rest = leaf, size
        while rest & 1:
            peak = node_hash(peaks.pop(), peak)
            rest >>= 1
        peaks.append(peak)
        size += 1
    return Frontier(size, tuple(peaks))


def root(frontier: Frontier) -> bytes:
    """Return the tree's root."""
    return _fold(frontier.peaks)


def frontier_at(read: Reader, size: int) -> Frontier:
    """Return the frontier of the first `size` leaves, read from stored hashes."""
    peaks: list[bytes] = []
    start = 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            peaks.append(read(level, start >> level))
            start += 1 << level
    return Frontier(size, tuple(peaks))


def inclusion_proof(read: Reader, position: int, size: int) -> Proof:
    """Prove that the leaf at `position` is in the tree of `size`; `ValueError` where it is not."""
    if not 0 <= position < size:
        raise ValueError("a position lies below the size")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if position < middle:
            path.append(_subtree(read, middle, end))
            end = middle
        else:
            path.append(_subtree(read, start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_proof(read: Reader, old: int, new: int) -> Proof:
    """Prove that the tree of size `new` begins with the tree of size `old` (1 <= old <= new)."""
    if not 1 <= old <= new:
        raise ValueError("a proof leads from a tree with leaves to one at least as large")
    path: list[bytes] = []
    start, end = 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_subtree(read, middle, end))
            end = middle
        else:
            path.append(_subtree(read, start, middle))
            start = middle
    if start:  # the old tree's last subtree; where it is the whole old tree, the verifier has it
        path.append(_subtree(read, start, end))
    return tuple(reversed(path))


def root_by_inclusion(leaf: bytes, position: int, size: int, proof: Proof) -> bytes | None:
    """Return the root that a proof leads to, None where its length is wrong (RFC 9162, 2.1.3.2)."""
    if not 0 <= position < size:
        return None
    node, last, found = position, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if node & 1 or node == last:
            found = node_hash(sibling, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    return found if last == 0 else None


def is_consistent(old: Head, new: Head, proof: Proof) -> bool:
    """Tell whether `new` begins with all of `old` (RFC 9162, section 2.1.4.2)."""
    (first, first_root), (second, second_root) = old, new
    if first == second:
        return not proof and first_root == second_root
    if not 0 < first < second or not proof:
        return False
    path = proof if first & (first - 1) else (first_root, *proof)
    node, last = first - 1, second - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and before == first_root and after == second_root


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _subtree(read: Reader, start: int, end: int) -> bytes:
    """The root over a range that a walk from the tree's root comes to."""
    peaks: list[bytes] = []
    while start < end:
        level = (end - start).bit_length() - 1
        peaks.append(read(level, start >> level))
        start += 1 << level
    return _fold(tuple(peaks))


def _fold(peaks: tuple[bytes, ...]) -> bytes:
    if not peaks:
        return EMPTY_ROOT
    *others, found = peaks
    for peak in reversed(others):
        found = node_hash(peak, found)
    return found
