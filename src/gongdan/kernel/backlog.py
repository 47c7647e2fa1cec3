"""What a tenant's followers have left to do: queues, what runs, and what stands still."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader

_JOBS = """
SELECT kind, count(*) AS waiting, count(*) FILTER (WHERE run_at <= clock_timestamp()) AS due,
    count(*) FILTER (WHERE lease_owner IS NOT NULL AND lease_until > clock_timestamp()) AS running,
    count(*) FILTER (WHERE lease_owner IS NULL AND attempts > 0) AS retrying, min(run_at) AS next
FROM job WHERE tenant_id = $1 GROUP BY kind ORDER BY kind
"""
_EVENTS = """
SELECT count(*) FILTER (WHERE position IS NULL) AS unplaced,
    count(*) FILTER (WHERE position IS NOT NULL) AS untold,
    count(*) FILTER (WHERE retry_at = 'infinity' AND attempts = 0) AS held
FROM outbox WHERE tenant_id = $1
"""
_PARKED = """
SELECT stream_id AS stream, seq, attempts, recorded_at FROM outbox
WHERE tenant_id = $1 AND retry_at = 'infinity' AND attempts > 0
ORDER BY recorded_at, stream_id, seq LIMIT $2
"""
_PROJECTIONS = """
SELECT p.name, p.live, p.parked, p.attempts, p.retry_at,
    greatest(coalesce(h.size, 0) - p.position, 0) AS behind
FROM projection p LEFT JOIN log_head h ON h.tenant_id = p.tenant_id
WHERE p.tenant_id = $1 ORDER BY p.name, p.generation
"""
_MOST_PARKED = 100


class JobQueue(Struct, frozen=True, kw_only=True):
    """The jobs of one kind: all that wait, those due, running, waiting for another attempt.

    `next` is when the earliest is due.
    """

    kind: str
    waiting: int
    due: int
    running: int
    retrying: int
    next: datetime | None


class ParkedEvent(Struct, frozen=True, kw_only=True):
    """An event whose reaction gave up: its stream stands still until a person acts."""

    stream: UUID
    seq: int
    attempts: int
    recorded_at: datetime


class ProjectionState(Struct, frozen=True, kw_only=True):
    """A view that follows the log: how many events it is behind, and whether it gave up.

    One that is not `live` is being made anew beside the one in use.
    """

    name: str
    live: bool
    parked: bool
    attempts: int
    retry_at: datetime | None
    behind: int


class Backlog(Struct, frozen=True, kw_only=True):
    """All of it. `unplaced` events have no place in the log yet, `untold` ones are not told to
    every reaction, `held` ones wait behind a parked event.
    """

    jobs: Sequence[JobQueue]
    unplaced: int
    untold: int
    held: int
    parked: Sequence[ParkedEvent]
    projections: Sequence[ProjectionState]


async def backlog_of(reader: Reader, tenant: UUID) -> Backlog:
    """Return what is left to do for a tenant."""
    events = await reader.fetchrow(_EVENTS, tenant)
    return Backlog(
        jobs=[JobQueue(**row) for row in await reader.fetch(_JOBS, tenant)],
        parked=[ParkedEvent(**row) for row in await reader.fetch(_PARKED, tenant, _MOST_PARKED)],
        projections=[ProjectionState(**row) for row in await reader.fetch(_PROJECTIONS, tenant)],
        **events,
    )
