"""A log in memory, grown by the engine, and the tree written once more the naive way."""

from collections.abc import Iterable
from hashlib import sha256

from gongdan.engines.chain import tiles
from gongdan.engines.chain.merkle import Reader, leaf_hash


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


def naive_root(hashes: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, over leaf hashes, as the text has it."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha256(b"\x01" + naive_root(hashes[:k]) + naive_root(hashes[k:])).digest()


class Forest:
    """Tiles by (level, index), as the table log_tile keeps them."""

    def __init__(self, hashes: Iterable[bytes] = ()) -> None:
        self.edge = tiles.START
        self.stored: dict[tuple[int, int], bytes] = {}
        self.grow(hashes)

    def grow(self, hashes: Iterable[bytes]) -> dict[tiles.Tile, bytes]:
        self.edge, changed = tiles.append(self.edge, hashes)
        self.stored |= {(tile.level, tile.index): data for tile, data in changed.items()}
        return changed

    def tile(self, level: int, index: int) -> bytes:
        return self.stored.get((level, index), b"")

    @property
    def read(self) -> Reader:
        return tiles.reader(self.tile)
