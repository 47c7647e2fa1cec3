"""The sequencer gives each committed event its one place in the tenant's log.

Ids and identity columns can't do this: a writer that took an early number may commit late, and
a reader's cursor has passed by then. Here one leader a tenant numbers what is *committed*, in
batches: gap-free from 0, in order inside each stream. The lease is the row lock on `log_head`:
it is held by one transaction and dies with its holder, so that two sequencers at once are safe
and a killed one leaves nothing behind.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database, Writer
from gongdan.kernel.log.entries import CHANNEL
from gongdan.kernel.log.tree import Leaf, Tree, append_leaves

_LEAD = "SELECT epoch, size FROM log_head WHERE tenant_id = $1 FOR UPDATE SKIP LOCKED"
_FOUND = "INSERT INTO log_head (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING"
_PLACE = """
WITH picked AS (
    -- a stream's earlier event is always recorded earlier, so no batch takes a later one alone
    SELECT stream_id, seq FROM outbox WHERE tenant_id = $1 AND position IS NULL
    ORDER BY recorded_at, stream_id, seq LIMIT $3),
numbered AS (
    SELECT stream_id, seq, $2::bigint - 1 + row_number() OVER (ORDER BY stream_id, seq) AS position
    FROM picked),
told AS (
    UPDATE outbox o SET position = n.position FROM numbered n
    WHERE o.tenant_id = $1 AND o.stream_id = n.stream_id AND o.seq = n.seq),
placed AS (
    INSERT INTO log_entry (tenant_id, position, stream_id, seq)
    SELECT $1, n.position, n.stream_id, n.seq FROM numbered n)
SELECT n.stream_id, n.seq, e.event_id, e.recorded_at, sha256(e.body) AS body_digest,
    coalesce(p.hash, decode(repeat('00', 32), 'hex')) AS previous
FROM numbered n
JOIN event e ON e.tenant_id = $1 AND e.stream_id = n.stream_id AND e.seq = n.seq
LEFT JOIN event p ON p.tenant_id = $1 AND p.stream_id = n.stream_id AND p.seq = n.seq - 1
ORDER BY n.position
"""
_ADVANCE = """
WITH head AS (UPDATE log_head SET size = $2 WHERE tenant_id = $1 RETURNING size)
SELECT pg_notify($3, $1::text || ':' || size - 1) FROM head
"""


class Head(Struct, frozen=True):
    """Where a tenant's log ends: its epoch and how many events have their place."""

    epoch: int
    size: int


class Sequencer:
    """Places committed events; runs as the role `worker`, in as many processes as one likes."""

    def __init__(self, database: Database, tree: Tree, *, batch: int = 1_000) -> None:
        self._database = database
        self._tree = tree
        self._batch = batch

    async def waiting(self) -> tuple[UUID, ...]:
        """Return the tenants with events that have no place yet."""
        async with self._database.untenanted() as connection:
            rows = await connection.fetch("SELECT * FROM tenants_to_sequence_v1()")
        return tuple(row[0] for row in rows)

    async def place(self, tenant: UUID) -> int:
        """Place one batch and return its size; 0: nothing waits, or another one leads just now."""
        async with self._database.writing(tenant) as writer:
            head = await lead(writer, tenant)
            if head is None:
                return 0
            rows = await writer.fetch(_PLACE, tenant, head.size, self._batch)
            if not rows:
                return 0
            leaves = [self._tree.leaf(leaf) for leaf in _leaves(tenant, rows)]
            await append_leaves(
                writer, self._tree, tenant, epoch=head.epoch, size=head.size, leaves=leaves
            )
            await writer.execute(_ADVANCE, tenant, head.size + len(rows), CHANNEL)
            return len(rows)


def _leaves(tenant: UUID, rows: Sequence[Any]) -> list[Leaf]:
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


async def lead(writer: Writer, tenant: UUID) -> Head | None:
    """Become the tenant's leader for this transaction; None while another one is."""
    row = await writer.fetchrow(_LEAD, tenant)
    if row is None:
        await writer.execute(_FOUND, tenant)
        row = await writer.fetchrow(_LEAD, tenant)
    return Head(*row) if row else None
