"""The tables of imports: each run, what came of its rows, and whose turn it is."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct, field

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.imports.contract import (
    ImportPlan,
    ImportRun,
    ImportState,
    RowFault,
    RowMatch,
)

MOST_FAULTS = 200_000
"""Faults that one reading gives: four for each row of the largest table."""

_COLUMNS = (
    "id, user_id, target, file_id, media_type, digest, columns, plan, state, rows, seen, made,"
    " changed, known, refused, fault, begun_at, changed_at"
)
_BEGIN = f"""
INSERT INTO import_run (tenant_id, {_COLUMNS})
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10, $11, 0, 0, 0, 0, 0, '', $12, $12)
"""
_QUEUE = """
UPDATE import_run SET plan = $3::text::jsonb, state = $4, seen = 0, made = 0, changed = 0,
    known = 0, refused = 0, fault = '', changed_at = $5
WHERE tenant_id = $1 AND id = $2 AND NOT state = ANY ('{checking,running}')
RETURNING id
"""
_ADVANCE = """
UPDATE import_run SET seen = $3, made = made + $4, changed = changed + $5,
    known = known + $6, refused = refused + $7, changed_at = $8
WHERE tenant_id = $1 AND id = $2
"""
_END = """
UPDATE import_run SET state = $3, fault = $4, changed_at = $5 WHERE tenant_id = $1 AND id = $2
"""
_LEASE = """
UPDATE import_turn SET lease_owner = $3, lease_until = clock_timestamp() + $4::interval
WHERE tenant_id = $1 AND run_id = $2
    AND (lease_until IS NULL OR lease_until < clock_timestamp() OR lease_owner = $3)
RETURNING run_id
"""


async def begin(writer: Writer, tenant: UUID, run: ImportRun) -> None:
    """Keep a new import."""
    await writer.execute(
        _BEGIN,
        tenant,
        run.id,
        run.user,
        run.target,
        run.file,
        run.media_type,
        run.digest,
        list(run.columns),
        msgspec.json.encode(run.plan).decode(),
        run.state,
        run.rows,
        run.begun_at,
    )


async def load(reader: Reader, tenant: UUID, run: UUID) -> ImportRun | None:
    """Return one import."""
    row = await reader.fetchrow(
        f"SELECT {_COLUMNS} FROM import_run WHERE tenant_id = $1 AND id = $2", tenant, run
    )
    return _run(row) if row else None


async def newest(reader: Reader, tenant: UUID, user: UUID, limit: int) -> Sequence[ImportRun]:
    """Return somebody's newest imports."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM import_run WHERE tenant_id = $1 AND user_id = $2"
        f" ORDER BY begun_at DESC, id DESC LIMIT {limit:d}",
        tenant,
        user,
    )
    return [_run(row) for row in rows]


async def queue(writer: Writer, tenant: UUID, run: ImportRun) -> bool:
    """Let an import wait for a worker, from its first row; False while one works on it."""
    plan = msgspec.json.encode(run.plan).decode()
    queued = await writer.fetchval(_QUEUE, tenant, run.id, plan, run.state, run.changed_at)
    if queued is None:
        return False
    for table in ("import_fault", "import_match"):
        await writer.execute(
            f"DELETE FROM {table} WHERE tenant_id = $1 AND run_id = $2", tenant, run.id
        )
    await writer.execute(
        "INSERT INTO import_turn (tenant_id, run_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        tenant,
        run.id,
    )
    return True


async def due(worker: Reader, limit: int) -> Sequence[tuple[UUID, UUID]]:
    """Return the imports of all tenants that wait for a worker, as (tenant, import)."""
    rows = await worker.fetch("SELECT * FROM imports_due_v1($1)", limit)
    return [(row[0], row[1]) for row in rows]


class Turn(Struct, frozen=True):
    """One import in a worker's hands."""

    tenant: UUID
    run: UUID
    owner: str


async def lease(writer: Writer, turn: Turn, lasting: timedelta) -> bool:
    """Take an import in hand, or keep it there; False where it is in other hands or over."""
    taken = await writer.fetchval(_LEASE, turn.tenant, turn.run, turn.owner, lasting)
    return taken is not None


class Batch(Struct):
    """What came of some rows: up to which place of the table, and how they ended."""

    seen: int
    made: int = 0
    changed: int = 0
    known: int = 0
    faults: list[RowFault] = field(default_factory=list)
    matches: list[RowMatch] = field(default_factory=list)


async def advance(writer: Writer, tenant: UUID, run: UUID, batch: Batch, *, at: datetime) -> None:
    """Note how far an import came, and what was wrong on the way."""
    refused = len({fault.line for fault in batch.faults})
    counts = (batch.seen, batch.made, batch.changed, batch.known, refused)
    await writer.execute(_ADVANCE, tenant, run, *counts, at)
    await writer.executemany(
        "INSERT INTO import_fault (tenant_id, run_id, line, column_name, code)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        [(tenant, run, each.line, each.column, each.code) for each in batch.faults],
    )
    await writer.executemany(
        "INSERT INTO import_match (tenant_id, run_id, line, entry_id, known_by, outcome)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        [(tenant, run, *msgspec.structs.astuple(each)) for each in batch.matches],
    )


async def end(writer: Writer, tenant: UUID, run: ImportRun) -> None:
    """End a check or a run as it says of itself; nobody's turn follows."""
    await writer.execute(_END, tenant, run.id, run.state, run.fault, run.changed_at)
    await writer.execute(
        "DELETE FROM import_turn WHERE tenant_id = $1 AND run_id = $2", tenant, run.id
    )


async def faults(
    reader: Reader, tenant: UUID, run: UUID, *, after: int = 0, limit: int = MOST_FAULTS
) -> Sequence[RowFault]:
    """Return what is wrong, in the order of the rows, from the row after `after` on."""
    rows: Any = await reader.fetch(
        "SELECT line, column_name, code FROM import_fault"
        " WHERE tenant_id = $1 AND run_id = $2 AND line > $3"
        f" ORDER BY line, column_name LIMIT {limit:d}",
        tenant,
        run,
        after,
    )
    return [RowFault(*row.values()) for row in rows]


async def matches(
    reader: Reader, tenant: UUID, run: UUID, *, after: int, limit: int
) -> Sequence[RowMatch]:
    """Return which rows are entries that are there, in the order of the rows."""
    rows: Any = await reader.fetch(
        "SELECT line, entry_id, known_by, outcome FROM import_match"
        " WHERE tenant_id = $1 AND run_id = $2 AND line > $3"
        f" ORDER BY line LIMIT {limit:d}",
        tenant,
        run,
        after,
    )
    return [RowMatch(*row.values()) for row in rows]


async def rested_before(reader: Reader, tenant: UUID, then: datetime) -> Collection[ImportRun]:
    """Return the imports with which nothing happened since then, and nothing will by itself."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM import_run WHERE tenant_id = $1 AND changed_at < $2"
        " AND NOT state = ANY ('{checking,running}') LIMIT 500",
        tenant,
        then,
    )
    return [_run(row) for row in rows]


async def forget(writer: Writer, tenant: UUID, run: UUID) -> None:
    """Forget an import and its faults; the orders that it made stay."""
    await writer.execute("DELETE FROM import_run WHERE tenant_id = $1 AND id = $2", tenant, run)


def _run(row: Any) -> ImportRun:
    values = dict(row)
    return ImportRun(
        user=values.pop("user_id"),
        file=values.pop("file_id"),
        columns=tuple(values.pop("columns")),
        plan=msgspec.json.decode(values.pop("plan"), type=ImportPlan),
        state=ImportState(values.pop("state")),
        **values,
    )
