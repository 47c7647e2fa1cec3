"""The tenant's Merkle tree in the database: which tiles a piece of arithmetic needs, and back.

The arithmetic (RFC 6962, C2SP tlog-tiles) is handed in as `Tree`, because the kernel knows no
engine. It reads tiles through a plain function; which tiles those are does not depend on what
they hold, so it is rehearsed once on blank tiles, and then all are read in one query.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer

ReadTile = Callable[[int, int], bytes]
"""`read(level, index)`: the hashes of a tile."""

_WIDTH = 256
_HASH = 32
_BLANK = bytes(_WIDTH * _HASH)
_READ = """
SELECT t.level, t.index, t.hashes FROM log_tile t
JOIN unnest($3::smallint[], $4::bigint[]) AS wanted (level, index) USING (level, index)
WHERE t.tenant_id = $1 AND t.epoch = $2
"""
_STORE = """
INSERT INTO log_tile (tenant_id, epoch, level, index, hashes)
SELECT $1, $2, tile.* FROM unnest($3::smallint[], $4::bigint[], $5::bytea[]) AS tile
ON CONFLICT (tenant_id, epoch, level, index) DO UPDATE SET hashes = excluded.hashes
"""


class Leaf(Struct, frozen=True):
    """What an event's header is made of; `previous` is the hash of the event before (or zeros)."""

    tenant: UUID
    previous: bytes
    stream: UUID
    seq: int
    event_id: UUID
    recorded_at: datetime
    body_digest: bytes


class Tree(Protocol):
    """The arithmetic of the log; sizes count leaves, hashes have 32 bytes."""

    def leaf(self, leaf: Leaf) -> bytes:
        """Return the hash of a leaf."""
        ...

    def append(
        self, size: int, read: ReadTile, leaves: Sequence[bytes]
    ) -> Mapping[tuple[int, int], bytes]:
        """Return the tiles, by level and index, that change when a tree of `size` grows."""
        ...

    def root(self, size: int, read: ReadTile) -> bytes:
        """Return the root of the first `size` leaves."""
        ...

    def consistency(self, old: int, new: int, read: ReadTile) -> tuple[bytes, ...]:
        """Prove that the tree of `new` leaves begins with that of `old` (0 < old <= new)."""
        ...


class TreeDamagedError(RuntimeError):
    """A tile that the log's size demands is missing, or holds too few hashes."""


async def read_tiles(
    reader: Reader, tenant: UUID, *, epoch: int, size: int, rehearse: Callable[[ReadTile], object]
) -> ReadTile:
    """Read all tiles that `rehearse` asks for, of the tree of `size` leaves.

    The log may have grown since its size was read: tiles are only ever added to, so what is
    beyond `size` is left out.
    """
    wanted: dict[tuple[int, int], None] = {}

    def note(level: int, index: int) -> bytes:
        wanted[level, index] = None
        return _BLANK

    rehearse(note)
    rows = await reader.fetch(
        _READ, tenant, epoch, [level for level, _ in wanted], [index for _, index in wanted]
    )
    found = {(row["level"], row["index"]): row["hashes"] for row in rows}

    def read(level: int, index: int) -> bytes:
        hashes: bytes = found.get((level, index), b"")
        due = min(_WIDTH, (size >> 8 * level) - _WIDTH * index)
        if len(hashes) < due * _HASH:
            raise TreeDamagedError(
                f"epoch {epoch}, tile {level}/{index}: {len(hashes) // _HASH} hashes, {due} due"
            )
        return hashes[: due * _HASH]

    return read


async def append_leaves(
    writer: Writer, tree: Tree, tenant: UUID, *, epoch: int, size: int, leaves: Sequence[bytes]
) -> None:
    """Grow the stored tree of `size` leaves by some more."""
    read = await read_tiles(
        writer, tenant, epoch=epoch, size=size, rehearse=lambda blank: tree.append(size, blank, ())
    )
    changed = tree.append(size, read, leaves)
    await writer.execute(
        _STORE,
        tenant,
        epoch,
        [level for level, _ in changed],
        [index for _, index in changed],
        list(changed.values()),
    )


async def stored_root(
    reader: Reader, tree: Tree, tenant: UUID, *, epoch: int, size: int, at: int | None = None
) -> bytes:
    """Return the root of the stored tree of `size` leaves, or of its first `at`."""
    leaves = size if at is None else at
    read = await read_tiles(
        reader, tenant, epoch=epoch, size=size, rehearse=lambda blank: tree.root(leaves, blank)
    )
    return tree.root(leaves, read)


async def stored_consistency(
    reader: Reader, tree: Tree, tenant: UUID, *, epoch: int, old: int, new: int
) -> tuple[bytes, ...]:
    """Return the proof that the stored tree of `new` leaves begins with its first `old`."""
    read = await read_tiles(
        reader,
        tenant,
        epoch=epoch,
        size=new,
        rehearse=lambda blank: tree.consistency(old, new, blank),
    )
    return tree.consistency(old, new, read)
