"""The outbox in SQL: lease slots, read what is ready, write down what became of it.

A stream belongs to one slot of 64; a slot belongs to one worker while its lease lasts. All
that a batch leaves behind is written under the locks of its slots and only while the leases
are still one's own: a worker that was too slow writes nothing, and its events are heard again.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Writer
from gongdan.kernel.dead_letters import Failed, bury
from gongdan.kernel.log.entries import LogEvent, log_event

# probes and look-ups with LIMIT 1: the planner must not read whole tables of a tenant instead
_LEASE = """
INSERT INTO outbox_slot AS held (tenant_id, slot, lease_owner, lease_until)
SELECT $1, s.slot, $2, clock_timestamp() + $3 FROM generate_series(0, 63) AS s (slot)
LEFT JOIN outbox_slot l ON l.tenant_id = $1 AND l.slot = s.slot
WHERE (l.lease_until IS NULL OR l.lease_until < clock_timestamp()) AND coalesce(
    (SELECT true FROM outbox o WHERE o.tenant_id = $1 AND o.slot = s.slot
        AND o.position IS NOT NULL AND o.retry_at IS NULL LIMIT 1),
    (SELECT true FROM outbox o WHERE o.tenant_id = $1 AND o.slot = s.slot
        AND o.retry_at <= clock_timestamp() LIMIT 1))
ORDER BY s.slot LIMIT $4
ON CONFLICT (tenant_id, slot) DO UPDATE
    SET lease_owner = excluded.lease_owner, lease_until = excluded.lease_until
    WHERE held.lease_until < clock_timestamp()
RETURNING slot
"""
_READY = """
SELECT o.slot, o.attempts, o.retry_at IS NOT NULL AS again, o.heard,
    (SELECT max(b.seq) FROM outbox b WHERE b.tenant_id = $1 AND b.stream_id = o.stream_id
        AND b.seq < o.seq AND b.retry_at IS NOT NULL) AS behind,
    s.kind, o.stream_id, o.seq, e.event_id, e.recorded_at, e.type, e.body, e.hash, o.position
FROM (
    SELECT r.* FROM unnest($2::smallint[]) AS w (slot) CROSS JOIN LATERAL (
        SELECT * FROM outbox r WHERE r.tenant_id = $1 AND r.slot = w.slot
            AND r.position IS NOT NULL AND r.retry_at IS NULL ORDER BY r.position LIMIT $3) AS r
    UNION ALL
    (SELECT d.* FROM outbox d WHERE d.tenant_id = $1 AND d.retry_at <= clock_timestamp()
        AND d.slot = ANY ($2::smallint[]) ORDER BY d.retry_at, d.position LIMIT $3)) AS o
CROSS JOIN LATERAL (
    SELECT * FROM event e WHERE e.tenant_id = $1 AND e.stream_id = o.stream_id AND e.seq = o.seq
    LIMIT 1) AS e
CROSS JOIN LATERAL (
    SELECT kind FROM stream s WHERE s.tenant_id = $1 AND s.stream_id = o.stream_id LIMIT 1) AS s
ORDER BY o.position
"""
_STILL_MINE = """
SELECT slot FROM outbox_slot WHERE tenant_id = $1 AND slot = ANY ($2::smallint[])
    AND lease_owner = $3 AND lease_until > clock_timestamp()
ORDER BY slot FOR UPDATE
"""
_RELEASE = """
UPDATE outbox_slot SET lease_until = '-infinity'
WHERE tenant_id = $1 AND slot = ANY ($2::smallint[])
"""
_HEARD = """
DELETE FROM outbox o USING unnest($2::uuid[], $3::bigint[]) AS done (stream_id, seq)
WHERE o.tenant_id = $1 AND o.stream_id = done.stream_id AND o.seq = done.seq
"""
_LET_GO = """
UPDATE outbox o SET retry_at = NULL
FROM unnest($2::uuid[], $3::bigint[]) AS done (stream_id, seq)
WHERE o.tenant_id = $1 AND o.stream_id = done.stream_id AND o.seq > done.seq
    AND o.retry_at = 'infinity' AND o.attempts = 0
"""
_HOLD = """
UPDATE outbox o SET retry_at = 'infinity'
FROM unnest($2::uuid[], $3::bigint[]) AS held (stream_id, seq)
WHERE o.tenant_id = $1 AND o.stream_id = held.stream_id AND o.seq = held.seq
"""
_FAIL = """
UPDATE outbox SET attempts = $4, heard = $5,
    retry_at = coalesce(clock_timestamp() + $6::interval, 'infinity')
WHERE tenant_id = $1 AND stream_id = $2 AND seq = $3
"""


class Ready(Struct, frozen=True):
    """An event to be heard: its slot, its attempts so far and the reactions that are done with it.

    `again`: it failed before. `behind`: the seq of an earlier event of its stream that failed.
    """

    event: LogEvent
    slot: int
    attempts: int
    again: bool
    heard: tuple[str, ...]
    behind: int | None


class Fault(Struct, frozen=True):
    """An event whose reaction failed: who heard it, its attempts, the next pause (None: parked)."""

    ready: Ready
    heard: tuple[str, ...]
    attempts: int
    delay: timedelta | None
    failed: Failed


class Result(Struct, frozen=True):
    """What became of a batch: heard by all, failed, or held behind a failed one."""

    heard: tuple[Ready, ...]
    faults: tuple[Fault, ...]
    held: tuple[Ready, ...]


async def lease(
    writer: Writer, tenant: UUID, owner: str, *, lasting: timedelta, limit: int
) -> tuple[int, ...]:
    """Lease up to `limit` free slots with something to hear."""
    rows = await writer.fetch(_LEASE, tenant, owner, lasting, limit)
    return tuple(row["slot"] for row in rows)


async def ready(
    writer: Writer, tenant: UUID, slots: Sequence[int], limit: int
) -> tuple[Ready, ...]:
    """Return the next events of these slots in order of position, at most `limit` of each."""
    rows = await writer.fetch(_READY, tenant, slots, limit)
    return tuple(
        Ready(
            event=log_event(tenant, tuple(row.values())[5:]),
            slot=row["slot"],
            attempts=row["attempts"],
            again=row["again"],
            heard=tuple(row["heard"]),
            behind=row["behind"],
        )
        for row in rows
    )


async def settle(
    writer: Writer, tenant: UUID, slots: Sequence[int], result: Result, *, owner: str
) -> None:
    """Write down what became of a batch, as far as its slots are still `owner`'s; free them."""
    rows = await writer.fetch(_STILL_MINE, tenant, slots, owner)
    mine = {row["slot"] for row in rows}
    done = [r for r in result.heard if r.slot in mine]
    await writer.execute(_HEARD, tenant, *_names(done))
    if again := [r for r in done if r.again]:
        await writer.execute(_LET_GO, tenant, *_names(again))
    if held := [r for r in result.held if r.slot in mine]:
        await writer.execute(_HOLD, tenant, *_names(held))
    for fault in result.faults:
        if fault.ready.slot in mine:
            await _settle_fault(writer, tenant, fault)
    await writer.execute(_RELEASE, tenant, sorted(mine))


async def _settle_fault(writer: Writer, tenant: UUID, fault: Fault) -> None:
    stored = fault.ready.event.stored
    await writer.execute(
        _FAIL, tenant, stored.stream, stored.seq, fault.attempts, list(fault.heard), fault.delay
    )
    if fault.delay is None:
        await bury(writer, tenant, fault.failed)


def _names(events: Sequence[Ready]) -> tuple[list[UUID], list[int]]:
    return [r.event.stored.stream for r in events], [r.event.stored.seq for r in events]
