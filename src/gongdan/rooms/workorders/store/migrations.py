"""The tables of migrations: each one, what came of its orders, and whose turn it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.messages import Actor
from gongdan.rooms.workorders.contract.migrations import (
    Ending,
    Migration,
    MigrationRow,
    MigrationState,
)

_COLUMNS = (
    "id, key, from_version, to_version, node_map::text AS node_map, reason, actor::text AS actor,"
    " phase, state, begun_at, changed_at"
)
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text || $2::text, 220))"
_UNDER_WAY = """
SELECT id FROM order_migration
WHERE tenant_id = $1 AND key = $2 AND state IN ('running', 'paused') AND id <> $3
"""
_BEGIN = """
INSERT INTO order_migration (tenant_id, id, key, from_version, to_version, node_map, reason, actor,
    phase, state, begun_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8::text::jsonb, 'over', 'running', $9, $9)
"""
_TAKE_IN = """
INSERT INTO order_migration_row (tenant_id, migration_id, order_id)
SELECT tenant_id, $2, id FROM order_row
WHERE tenant_id = $1 AND type_key = $3 AND definition_version = $4
    AND status IN ('open', 'suspended')
"""
_TURN = """
INSERT INTO order_migration_turn (tenant_id, migration_id) VALUES ($1, $2) ON CONFLICT DO NOTHING
"""
_NO_TURN = "DELETE FROM order_migration_turn WHERE tenant_id = $1 AND migration_id = $2"
_STAND = """
UPDATE order_migration SET state = $3, phase = $4, changed_at = $5
WHERE tenant_id = $1 AND id = $2
"""
_LEASE = """
UPDATE order_migration_turn SET lease_owner = $3, lease_until = clock_timestamp() + $4::interval
WHERE tenant_id = $1 AND migration_id = $2
    AND (lease_until IS NULL OR lease_until < clock_timestamp() OR lease_owner = $3)
RETURNING migration_id
"""
_NEXT = """
SELECT order_id FROM order_migration_row
WHERE tenant_id = $1 AND migration_id = $2 AND outcome = $3 ORDER BY order_id LIMIT $4
"""
_NOTE = """
UPDATE order_migration_row r SET outcome = n.outcome, code = n.code, node = n.node
FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) AS n (order_id, outcome, code, node)
WHERE r.tenant_id = $1 AND r.migration_id = $2 AND r.order_id = n.order_id
"""
_ROWS = """
SELECT r.order_id, coalesce(o.number, '') AS number, r.outcome, r.code, r.node
FROM order_migration_row r LEFT JOIN order_row o ON o.tenant_id = r.tenant_id AND o.id = r.order_id
WHERE r.tenant_id = $1 AND r.migration_id = $2 AND r.outcome = $3 AND r.order_id > $4
ORDER BY r.order_id LIMIT $5
"""
_COUNTS = """
SELECT outcome, count(*) AS orders FROM order_migration_row
WHERE tenant_id = $1 AND migration_id = $2 GROUP BY outcome
"""


class Noted(Struct, frozen=True):
    """What came of one order: a code and a node where it stayed."""

    order: UUID
    ending: Ending
    code: str = ""
    node: str = ""


class Turn(Struct, frozen=True):
    """One migration in a worker's hands."""

    tenant: UUID
    migration: UUID
    owner: str


async def is_busy(writer: Writer, tenant: UUID, key: str, *, but: UUID) -> bool:
    """Tell whether another migration of a type is under way; none begins until this act ends."""
    await writer.fetchval(_LOCK, tenant, key)
    return await writer.fetchval(_UNDER_WAY, tenant, key, but) is not None


async def any_running(reader: Reader, tenant: UUID, key: str, version: int) -> bool:
    """Tell whether any order runs by a version."""
    found = await reader.fetchval(
        "SELECT id FROM order_row WHERE tenant_id = $1 AND type_key = $2"
        " AND definition_version = $3 AND status IN ('open', 'suspended') LIMIT 1",
        tenant,
        key,
        version,
    )
    return found is not None


async def begin(writer: Writer, tenant: UUID, run: Migration) -> int:
    """Keep a new migration with the orders that it is about; return how many these are."""
    await writer.execute(
        _BEGIN,
        tenant,
        run.id,
        run.key,
        run.from_version,
        run.to_version,
        msgspec.json.encode(run.node_map).decode(),
        run.reason,
        msgspec.json.encode(run.actor).decode(),
        run.begun_at,
    )
    done: str = await writer.execute(_TAKE_IN, tenant, run.id, run.key, run.from_version)
    await writer.execute(_TURN, tenant, run.id)
    return int(done.rpartition(" ")[2])


async def stand(writer: Writer, tenant: UUID, run: Migration) -> None:
    """Keep how a migration stands; a running one waits for a worker."""
    await writer.execute(_STAND, tenant, run.id, run.state, run.phase, run.changed_at)
    running = run.state is MigrationState.RUNNING
    await writer.execute(_TURN if running else _NO_TURN, tenant, run.id)


async def load(
    reader: Reader, tenant: UUID, run: UUID, *, locked: bool = False
) -> Migration | None:
    """Return one migration; `locked`: nobody else changes it until the transaction ends."""
    lock = " FOR UPDATE" if locked else ""
    row = await reader.fetchrow(
        f"SELECT {_COLUMNS} FROM order_migration WHERE tenant_id = $1 AND id = $2{lock}",
        tenant,
        run,
    )
    return _migration(row) if row else None


async def newest(reader: Reader, tenant: UUID, key: str, limit: int) -> Sequence[Migration]:
    """Return the newest migrations of a type."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM order_migration WHERE tenant_id = $1 AND key = $2"
        f" ORDER BY begun_at DESC, id DESC LIMIT {limit:d}",
        tenant,
        key,
    )
    return [_migration(row) for row in rows]


async def counts(reader: Reader, tenant: UUID, run: UUID) -> dict[Ending, int]:
    """Return how many orders came to which ending."""
    rows = await reader.fetch(_COUNTS, tenant, run)
    return {Ending(row["outcome"]): row["orders"] for row in rows}


async def rows_of(
    reader: Reader, tenant: UUID, run: UUID, ending: Ending, *, after: UUID, limit: int
) -> tuple[MigrationRow, ...]:
    """Return a page of orders that came to an ending, by id."""
    rows = await reader.fetch(_ROWS, tenant, run, ending, after, limit)
    return tuple(
        MigrationRow(
            order=row["order_id"],
            number=row["number"],
            ending=Ending(row["outcome"]),
            code=row["code"],
            node=row["node"],
        )
        for row in rows
    )


async def due(worker: Reader, limit: int) -> Sequence[tuple[UUID, UUID]]:
    """Return the migrations of all tenants that wait for a worker, as (tenant, migration)."""
    rows = await worker.fetch("SELECT * FROM migrations_due_v1($1)", limit)
    return [(row[0], row[1]) for row in rows]


async def lease(writer: Writer, turn: Turn, lasting: timedelta) -> bool:
    """Take a migration in hand, or keep it there; False where it rests or is in other hands."""
    taken = await writer.fetchval(_LEASE, turn.tenant, turn.migration, turn.owner, lasting)
    return taken is not None


async def waiting(reader: Reader, tenant: UUID, run: Migration, limit: int) -> tuple[UUID, ...]:
    """Return the next orders whose turn it is."""
    pending = Ending.WAITING if run.phase == "over" else Ending.MOVED
    rows = await reader.fetch(_NEXT, tenant, run.id, pending, limit)
    return tuple(row["order_id"] for row in rows)


async def note(
    writer: Writer, tenant: UUID, run: UUID, noted: Sequence[Noted], *, at: datetime
) -> None:
    """Keep what came of some orders."""
    await writer.execute(
        _NOTE,
        tenant,
        run,
        [each.order for each in noted],
        [each.ending.value for each in noted],
        [each.code for each in noted],
        [each.node for each in noted],
    )
    await writer.execute(
        "UPDATE order_migration SET changed_at = $3 WHERE tenant_id = $1 AND id = $2",
        tenant,
        run,
        at,
    )


def _migration(row: Any) -> Migration:
    values = dict(row)
    return Migration(
        node_map=msgspec.json.decode(values.pop("node_map"), type=dict[str, str]),
        actor=msgspec.json.decode(values.pop("actor"), type=Actor),
        state=MigrationState(values.pop("state")),
        **values,
    )
