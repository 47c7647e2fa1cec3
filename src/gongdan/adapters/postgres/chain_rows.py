"""What a verifier reads: one snapshot of events, heads, places, tiles and notes, as stored.

Read past all rooms and past row level security, as the administrator: a row that no tenant
could see would be no less wrong. Where the log-in has no such rights, the known tenants are
read one by one, each under its own policy.
"""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from uuid import UUID

import asyncpg

from gongdan.engines.chain.header import microseconds
from gongdan.engines.chain.report import EntryRow, EventRow, Filed, HeadRow
from gongdan.kernel.eventstore.port import Stored

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

Rows: TypeAlias = "list[asyncpg.Record]"
Wait = Callable[[Coroutine[object, object, Rows]], Rows]
"""Waits for the loop's answer from another thread."""

_BATCH = 2_000
_ORDERS = 500
_EVENTS = """
SELECT tenant_id, stream_id, seq, event_id, recorded_at, body, hash, type, command_id FROM event
WHERE tenant_id = $1 ORDER BY stream_id, seq
"""
_HEADS = """
SELECT tenant_id, stream_id, version, hash FROM stream WHERE tenant_id = $1 ORDER BY stream_id
"""
_ENTRIES = """
SELECT tenant_id, stream_id, seq, position FROM log_entry
WHERE tenant_id = $1 ORDER BY stream_id, seq
"""
_TENANTS = """
SELECT id FROM tenant UNION SELECT tenant_id FROM stream UNION SELECT tenant_id FROM log_head
UNION SELECT tenant_id FROM event UNION SELECT tenant_id FROM log_entry ORDER BY 1
"""
_TILE = """
SELECT t.hashes FROM log_tile t WHERE t.tenant_id = $1 AND t.level = $2 AND t.index = $3
    AND t.epoch = (SELECT h.epoch FROM log_head h WHERE h.tenant_id = $1)
"""
_NOTES = "SELECT note FROM checkpoint WHERE tenant_id = $1 ORDER BY epoch, size"
_KEPT = """
SELECT s.stream_id, s.fold_version, s.state, to_jsonb(r) AS row
FROM stream s LEFT JOIN order_row r ON r.tenant_id = s.tenant_id AND r.id = s.stream_id
WHERE s.tenant_id = $1 AND s.kind = 'order' AND s.stream_id > $2 ORDER BY s.stream_id LIMIT $3
"""
_ORPHANS = """
SELECT r.id FROM order_row r WHERE r.tenant_id = $1 AND NOT EXISTS (
    SELECT FROM stream s WHERE s.tenant_id = $1 AND s.stream_id = r.id) ORDER BY r.id LIMIT 1000
"""
_HISTORIES = """
SELECT stream_id, seq, event_id, recorded_at, type, body, hash FROM event
WHERE tenant_id = $1 AND stream_id = ANY($2) ORDER BY stream_id, seq
"""
_NAMES = "SELECT id, number FROM order_row WHERE tenant_id = $1 AND id = ANY($2)"


class KeptOrder(NamedTuple):
    """What is kept of an order beside its events, and the events from which it was folded."""

    order: UUID
    fold_version: int
    state: bytes
    row: str | None
    events: tuple[Stored, ...]


class ChainRows:
    """The rows of one snapshot. Methods that return iterators are for a thread beside the loop."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    async def tenants(self) -> list[UUID]:
        """Return every tenant of which there is any row."""
        return [row[0] for row in await self._connection.fetch(_TENANTS)]

    async def enter(self, tenant: UUID) -> None:
        """Read on as this tenant, where row level security holds."""
        await self._connection.execute("SELECT set_config('app.tenant', $1, true)", str(tenant))

    def events(self, wait: Wait, tenant: UUID) -> Iterator[EventRow]:
        """Return a tenant's events by stream and seq."""
        for row in self._rows(wait, _EVENTS, tenant):
            yield event_row(row)._replace(filed=Filed(row["type"], row["command_id"]))

    def heads(self, wait: Wait, tenant: UUID) -> Iterator[HeadRow]:
        """Return what a tenant's streams say of themselves."""
        return (HeadRow(*row) for row in self._rows(wait, _HEADS, tenant))

    def entries(self, wait: Wait, tenant: UUID) -> Iterator[EntryRow]:
        """Return the places of a tenant's events, by stream and seq."""
        return (EntryRow(*row) for row in self._rows(wait, _ENTRIES, tenant))

    async def tile(self, tenant: UUID, level: int, index: int) -> bytes:
        """Return a tile of the newest epoch, b"" where there is none."""
        found: bytes | None = await self._connection.fetchval(_TILE, tenant, level, index)
        return found or b""

    async def notes(self, tenant: UUID) -> tuple[str, ...]:
        """Return the signed checkpoints, oldest first."""
        return tuple(row["note"] for row in await self._connection.fetch(_NOTES, tenant))

    async def numbers(self, tenant: UUID, orders: list[UUID]) -> dict[UUID, str]:
        """Return the numbers by which people know orders."""
        rows = await self._connection.fetch(_NAMES, tenant, orders)
        return {row["id"]: row["number"] for row in rows}

    async def kept_orders(self, tenant: UUID) -> AsyncIterator[KeptOrder]:
        """Yield the folded state and list row of each order, with its events."""
        after = UUID(int=0)
        while kept := await self._connection.fetch(_KEPT, tenant, after, _ORDERS):
            after = kept[-1]["stream_id"]
            streams = [row["stream_id"] for row in kept]
            events: dict[UUID, list[Stored]] = {stream: [] for stream in streams}
            for event in await self._connection.fetch(_HISTORIES, tenant, streams):
                events[event["stream_id"]].append(Stored(*event))
            for row in kept:
                stream, fold_version, state, listed = tuple(row)
                yield KeptOrder(stream, fold_version, state, listed, tuple(events[stream]))

    async def orders_without_history(self, tenant: UUID) -> list[UUID]:
        """Return the orders that have a list row and no stream."""
        return [row["id"] for row in await self._connection.fetch(_ORPHANS, tenant)]

    def _rows(self, wait: Wait, query: str, tenant: UUID) -> Iterator[asyncpg.Record]:
        cursor: asyncpg.cursor.Cursor[asyncpg.Record] | None = None

        async def more() -> Rows:
            nonlocal cursor
            if cursor is None:
                cursor = await self._connection.cursor(query, tenant)
            return await cursor.fetch(_BATCH)

        while rows := wait(more()):
            yield from rows


@asynccontextmanager
async def chain_rows(url: str) -> AsyncIterator[ChainRows]:
    """Open a connection of its own and one read-only snapshot over everything."""
    connection = await asyncpg.connect(
        url,
        server_settings={"search_path": "gongdan, pg_temp", "application_name": "gongdan verify"},
    )
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            yield ChainRows(connection)
    finally:
        await connection.close()


def event_row(row: asyncpg.Record) -> EventRow:
    """Return an event from a row that begins with its columns, in `EventRow`'s order."""
    tenant, stream, seq, event_id, recorded_at, body, digest = tuple(row)[:7]
    return EventRow(tenant, stream, seq, event_id, microseconds(recorded_at), body, digest)
