"""Reading the log: what stands after a position, as slim entries or as whole events.

The position is the one cursor of the house: SSE id, projection checkpoint, webhook cursor and
Merkle leaf index. It begins at 0 and has no gaps, so `position - 1` names all that came before.
"""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader
from gongdan.kernel.eventstore.port import Stored

CHANNEL = "gongdan_log"
"""The NOTIFY channel; its payload is `<tenant>:<last position of the batch>`."""

# look-ups with LIMIT 1: the planner must not find an event by its stream alone, or read all streams
_ENTRIES = """
SELECT l.position, l.stream_id, l.seq, s.kind, e.type, e.recorded_at
FROM log_entry l
CROSS JOIN LATERAL (
    SELECT kind FROM stream s WHERE s.tenant_id = $1 AND s.stream_id = l.stream_id LIMIT 1) AS s
CROSS JOIN LATERAL (
    SELECT * FROM event e WHERE e.tenant_id = $1 AND e.stream_id = l.stream_id AND e.seq = l.seq
    LIMIT 1) AS e
WHERE l.tenant_id = $1 AND l.position > $2 ORDER BY l.position LIMIT $3
"""
_EVENTS = """
SELECT s.kind, l.stream_id, l.seq, e.event_id, e.recorded_at, e.type, e.body, e.hash, l.position
FROM log_entry l
CROSS JOIN LATERAL (
    SELECT kind FROM stream s WHERE s.tenant_id = $1 AND s.stream_id = l.stream_id LIMIT 1) AS s
CROSS JOIN LATERAL (
    SELECT * FROM event e WHERE e.tenant_id = $1 AND e.stream_id = l.stream_id AND e.seq = l.seq
    LIMIT 1) AS e
WHERE l.tenant_id = $1 AND l.position > $2 ORDER BY l.position LIMIT $3
"""


class Entry(Struct, frozen=True):
    """One place in the log: which stream (and its kind) came to which version by which event.

    Carries no body: readers who may see the thing fetch it, others learn nothing of it.
    """

    position: int
    stream: UUID
    version: int
    kind: str
    type: str
    recorded_at: datetime


class LogEvent(Struct, frozen=True):
    """A whole event out of the log, with the kind of its stream; `stored.position` is its place."""

    tenant: UUID
    kind: str
    stored: Stored


async def entries_after(
    reader: Reader, tenant: UUID, position: int, limit: int = 500
) -> tuple[Entry, ...]:
    """Return the entries after `position` (-1: from the beginning), at most `limit`."""
    rows = await reader.fetch(_ENTRIES, tenant, position, limit)
    return tuple(Entry(*row.values()) for row in rows)


async def events_after(
    reader: Reader, tenant: UUID, position: int, limit: int = 500
) -> tuple[LogEvent, ...]:
    """Return the whole events after `position` (-1: from the beginning), at most `limit`."""
    rows = await reader.fetch(_EVENTS, tenant, position, limit)
    return tuple(log_event(tenant, tuple(row.values())) for row in rows)


async def log_size(reader: Reader, tenant: UUID) -> int:
    """Return how many entries the tenant's log has (the next position to be given)."""
    size = await reader.fetchval("SELECT size FROM log_head WHERE tenant_id = $1", tenant)
    return size or 0


def log_event(tenant: UUID, columns: tuple[object, ...]) -> LogEvent:
    """Make an event of a row: kind of the stream, then the columns of `Stored` in order."""
    kind, *stored = columns
    return LogEvent(tenant, str(kind), Stored(*stored))  # type: ignore[arg-type]
