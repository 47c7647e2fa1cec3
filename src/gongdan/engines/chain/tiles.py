"""The tree cut into tiles of 256 hashes (C2SP tlog-tiles), and entries into bundles.

Tile (level L, index N) holds the hashes of the perfect subtrees of height 8 L at places
256 N .. 256 N + 255: at most 8,192 bytes. Tiles on the right edge are partial; a partial tile
is never hashed upwards. Storage keeps one row for (level, index) and lets it grow.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from gongdan.engines.chain.merkle import Frontier, Reader, frontier_at, node_hash, root

HEIGHT = 8
WIDTH = 256
HASH = 32

ReadTile = Callable[[int, int], bytes]
"""`read_tile(level, index)`: the stored hashes of a tile (b"" where there is none)."""


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A tile's place and how many hashes it holds (1 to 256)."""

    level: int
    index: int
    width: int


class Edge(NamedTuple):
    """The right edge of a stored tree: all that appending needs to know.

    `partial[L]` holds the hashes of the incomplete tile of level L (b"" where there is none).
    """

    size: int
    partial: tuple[bytes, ...]


START = Edge(0, ())


def tiles(size: int) -> Iterator[Tile]:
    """Return all tiles of a tree, level by level from the leaves, left to right."""
    return tiles_changed(0, size)


def tiles_changed(old: int, new: int) -> Iterator[Tile]:
    """Return the tiles that are new or wider when a tree grows from `old` to `new` leaves."""
    level = 0
    while new:
        for index in range(old // WIDTH, -(-new // WIDTH)):
            if (width := min(WIDTH, new - index * WIDTH)) > old - index * WIDTH:
                yield Tile(level, index, width)
        level, old, new = level + 1, old // WIDTH, new // WIDTH


def partial_tiles(size: int) -> tuple[Tile, ...]:
    """Return the incomplete tiles of a tree, one or none a level: what `edge` reads."""
    return tuple(tile for tile in _right(size) if tile.width)


def edge(size: int, read_tile: ReadTile) -> Edge:
    """Load the right edge of a stored tree."""
    found = [
        read_tile(tile.level, tile.index)[: tile.width * HASH] if tile.width else b""
        for tile in _right(size)
    ]
    return Edge(size, tuple(found))


def append(before: Edge, leaves: Iterable[bytes]) -> tuple[Edge, dict[Tile, bytes]]:
    """Append leaf hashes; returns the new edge, and the tiles to store in place of older ones."""
    stored: dict[Tile, bytes] = {}
    places, rising = before.size, list(leaves)
    size = places + len(rising)
    partial: list[bytes] = []
    level = 0
    while rising or level < len(before.partial):
        hashes = before.partial[level] if level < len(before.partial) else b""
        hashes += b"".join(rising)
        index = places // WIDTH
        fresh, rising = bool(rising), []
        while len(hashes) >= WIDTH * HASH:
            full, hashes = hashes[: WIDTH * HASH], hashes[WIDTH * HASH :]
            stored[Tile(level, index, WIDTH)] = full
            rising.append(tile_root(full))
            index += 1
        if hashes and fresh:
            stored[Tile(level, index, len(hashes) // HASH)] = hashes
        partial.append(hashes)
        level, places = level + 1, places // WIDTH
    return Edge(size, tuple(partial)), stored


def edge_root(at: Edge) -> bytes:
    """Return the root of the tree whose right edge is given."""
    held = at.partial

    def read_tile(level: int, _index: int) -> bytes:
        return held[level]

    return root(edge_frontier(at, read_tile))


def edge_frontier(at: Edge, read_tile: ReadTile) -> Frontier:
    """Return the frontier of a stored tree; it reads the tiles of the right edge only."""
    return frontier_at(reader(read_tile), at.size)


def reader(read_tile: ReadTile, *, keep: int = 256) -> Reader:
    """Read single subtree hashes out of tiles; remembers the last `keep` tiles."""
    remembered = lru_cache(maxsize=keep)(read_tile)

    def read(level: int, index: int) -> bytes:
        inside = level % HEIGHT
        first = index << inside
        tile = remembered(level // HEIGHT, first // WIDTH)
        start = first % WIDTH * HASH
        hashes = tile[start : start + (HASH << inside)]
        if len(hashes) != HASH << inside:
            raise MissingHashError(level, index)
        return tile_root(hashes)

    return read


class MissingHashError(LookupError):
    """A hash that the stored tiles should hold is not there (`args`: level and index)."""


def tile_root(hashes: bytes) -> bytes:
    """Return the root over the hashes of a tile, or over 1, 2, 4 ... 256 of them in place."""
    row = [hashes[at : at + HASH] for at in range(0, len(hashes), HASH)]
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def tile_path(tile: Tile) -> str:
    """Return where a tile is served: `tile/0/x001/x234/067`, or `.../067.p/8` while partial."""
    return f"tile/{tile.level}/{_place(tile.index, tile.width)}"


def bundle_path(index: int, width: int = WIDTH) -> str:
    """Return where the entries 256 * index .. + width are served: `tile/entries/000`."""
    return f"tile/entries/{_place(index, width)}"


def read_place(path: str) -> tuple[int, int]:
    """Read index and width off the end of a path; raises `ValueError` for any other spelling.

    >>> read_place("x001/x234/067"), read_place("x001/067.p/8")
    ((1234067, 256), (1067, 8))
    """
    whole, partial, width_text = path.partition(".p/")
    digits = whole.replace("x", "").replace("/", "")
    width = int(width_text) if partial else WIDTH
    if len(digits) > 18 or not 0 < width <= WIDTH or _place(int(digits), width) != path:
        raise ValueError(f"no tile is named {path}")
    return int(digits), width


def encode_bundle(entries: Iterable[bytes]) -> bytes:
    """Join entries (headers, here), each after its length in 2 bytes, big-endian."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def decode_bundle(data: bytes) -> tuple[bytes, ...]:
    """Take a bundle apart; raises `ValueError` where it ends inside an entry."""
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            raise ValueError("a bundle ends inside an entry")
        entries.append(data[at + 2 : end])
        at = end
    return tuple(entries)


def _right(size: int) -> Iterator[Tile]:
    """The last tile of each level, with a width of 0 where all tiles of the level are full."""
    level = 0
    while size:
        yield Tile(level, size // WIDTH, size % WIDTH)
        level, size = level + 1, size // WIDTH


def _place(index: int, width: int) -> str:
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    *higher, last = (digits[at : at + 3] for at in range(0, len(digits), 3))
    path = "".join(f"x{part}/" for part in higher) + last
    return path if width == WIDTH else f"{path}.p/{width}"
