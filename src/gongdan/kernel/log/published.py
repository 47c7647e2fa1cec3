"""The log as others read it: signed checkpoints, tiles, and the leaves under them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader
from gongdan.kernel.log.tree import Leaf

_NEWEST = """
SELECT c.epoch, c.size, c.note, c.made_at FROM checkpoint c
WHERE c.tenant_id = $1 ORDER BY c.epoch DESC, c.size DESC LIMIT 1
"""
_LENGTH = "SELECT epoch, size, signed FROM log_head WHERE tenant_id = $1"
_FIRST = """
SELECT c.made_at FROM checkpoint c
WHERE c.tenant_id = $1 AND c.epoch = $2 ORDER BY c.size LIMIT 1
"""
_LAST = """
SELECT c.size, c.note, c.made_at FROM checkpoint c
WHERE c.tenant_id = $1 AND c.epoch = $2 ORDER BY c.size DESC LIMIT 1
"""
_TILE = """
SELECT t.hashes FROM log_tile t
WHERE t.tenant_id = $1 AND t.epoch = $2 AND t.level = $3 AND t.index = $4
"""
_LEAVES = """
SELECT e.stream_id, e.seq, e.event_id, e.recorded_at, sha256(e.body) AS body_digest,
    coalesce(p.hash, decode(repeat('00', 32), 'hex')) AS previous
FROM log_entry l
JOIN event e ON e.tenant_id = $1 AND e.stream_id = l.stream_id AND e.seq = l.seq
LEFT JOIN event p ON p.tenant_id = $1 AND p.stream_id = l.stream_id AND p.seq = l.seq - 1
WHERE l.tenant_id = $1 AND l.position >= $2 AND l.position < $3 ORDER BY l.position
"""


class SignedLog(Struct, frozen=True):
    """A tenant's newest checkpoint: `size` entries of `epoch`, and the signed note."""

    epoch: int
    size: int
    note: str
    made_at: datetime


class LogLength(Struct, frozen=True):
    """How long a tenant's log is: its `epoch`, its entries, and those under a signature."""

    epoch: int
    size: int
    signed: int


class SignedEpoch(Struct, frozen=True):
    """The checkpoints of one epoch: the first one's time, and the last one."""

    epoch: int
    since: datetime
    last: SignedLog


async def log_length(reader: Reader, tenant: UUID) -> LogLength:
    """Return how long the log is; one that has not begun is empty."""
    row = await reader.fetchrow(_LENGTH, tenant)
    return LogLength(*row) if row else LogLength(1, 0, 0)


async def signed_epochs(reader: Reader, tenant: UUID, newest: int) -> Sequence[SignedEpoch]:
    """Return the epochs up to `newest` that have a checkpoint, newest first."""
    found: list[SignedEpoch] = []
    for epoch in range(newest, 0, -1):
        since = await reader.fetchval(_FIRST, tenant, epoch)
        if since is not None:
            last = await reader.fetchrow(_LAST, tenant, epoch)
            found.append(SignedEpoch(epoch, since, SignedLog(epoch, *last)))
    return found


async def checkpoint_note(reader: Reader, tenant: UUID, epoch: int, size: int) -> str | None:
    """Return the signed note of exactly that size, None where there is none."""
    note: str | None = await reader.fetchval(
        "SELECT note FROM checkpoint WHERE tenant_id = $1 AND epoch = $2 AND size = $3",
        tenant,
        epoch,
        size,
    )
    return note


async def newest_checkpoint(reader: Reader, tenant: UUID) -> SignedLog | None:
    """Return the newest checkpoint, None where nothing was signed yet."""
    row = await reader.fetchrow(_NEWEST, tenant)
    return SignedLog(*row) if row else None


async def stored_tile(reader: Reader, tenant: UUID, epoch: int, *, level: int, index: int) -> bytes:
    """Return the hashes of a tile, as many as there are by now (b"": there is no such tile)."""
    hashes: bytes | None = await reader.fetchval(_TILE, tenant, epoch, level, index)
    return hashes or b""


async def leaves_between(reader: Reader, tenant: UUID, first: int, end: int) -> Sequence[Leaf]:
    """Return what the leaves from position `first` up to (not with) `end` are made of."""
    rows = await reader.fetch(_LEAVES, tenant, first, end)
    return [
        Leaf(
            tenant=tenant,
            previous=row["previous"],
            stream=row["stream_id"],
            seq=row["seq"],
            event_id=row["event_id"],
            recorded_at=row["recorded_at"],
            body_digest=row["body_digest"],
        )
        for row in rows
    ]
