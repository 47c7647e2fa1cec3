"""The kernel's log on the chain engine: the one place where the two meet."""

from collections.abc import Mapping, Sequence

from gongdan.engines.chain import merkle, tiles
from gongdan.engines.chain.header import Header, encode, microseconds
from gongdan.kernel.log.tree import Leaf, ReadTile


def leaf_data(leaf: Leaf) -> bytes:
    """Return the 129 bytes of a leaf: the event's header."""
    header = Header(
        leaf.tenant,
        leaf.stream,
        leaf.seq,
        leaf.event_id,
        microseconds(leaf.recorded_at),
        leaf.body_digest,
    )
    return encode(leaf.previous, header)


class ChainTree:
    """A `kernel.log.tree.Tree`: leaf data are the 129 bytes of the header, hashed by RFC 6962."""

    def leaf(self, leaf: Leaf) -> bytes:
        """Return the hash of a leaf."""
        return merkle.leaf_hash(leaf_data(leaf))

    def append(
        self, size: int, read: ReadTile, leaves: Sequence[bytes]
    ) -> Mapping[tuple[int, int], bytes]:
        """Return the tiles, by level and index, that change when a tree of `size` grows."""
        _, stored = tiles.append(tiles.edge(size, read), leaves)
        # the same tile may come partial and then full: the last one is the widest
        return {(tile.level, tile.index): hashes for tile, hashes in stored.items()}

    def root(self, size: int, read: ReadTile) -> bytes:
        """Return the root of the first `size` leaves."""
        return merkle.root(merkle.frontier_at(tiles.reader(read), size))

    def consistency(self, old: int, new: int, read: ReadTile) -> tuple[bytes, ...]:
        """Prove that the tree of `new` leaves begins with that of `old` (0 < old <= new)."""
        return merkle.consistency_proof(tiles.reader(read), old, new)
