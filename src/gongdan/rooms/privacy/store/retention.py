"""Retention runs: proposed by one, approved by another."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.privacy.contract import RetentionRun

_RUN = (
    "SELECT id, cut_off, planned, proposed_by, proposed_at, approved_by, approved_at, erased,"
    " done_at FROM retention_run WHERE tenant_id = $1"
)


async def add_run(writer: Writer, tenant: UUID, run: RetentionRun) -> None:
    """Keep a proposal."""
    await writer.execute(
        "INSERT INTO retention_run (tenant_id, id, cut_off, planned, proposed_by, proposed_at)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        tenant,
        run.id,
        run.cut_off,
        list(run.planned),
        run.proposed_by,
        run.proposed_at,
    )


async def load_run(reader: Reader, tenant: UUID, run: UUID) -> RetentionRun | None:
    """Return one run."""
    row: Any = await reader.fetchrow(f"{_RUN} AND id = $2", tenant, run)
    return _run(row) if row else None


async def newest_runs(reader: Reader, tenant: UUID, limit: int) -> Sequence[RetentionRun]:
    """Return runs, newest first."""
    rows: Any = await reader.fetch(
        f"{_RUN} ORDER BY proposed_at DESC, id DESC LIMIT {limit:d}", tenant
    )
    return [_run(row) for row in rows]


async def approve(writer: Writer, tenant: UUID, run: UUID, *, by: UUID, now: datetime) -> bool:
    """Keep an approval; False where somebody was faster."""
    status = await writer.execute(
        "UPDATE retention_run SET approved_by = $3, approved_at = $4"
        " WHERE tenant_id = $1 AND id = $2 AND approved_by IS NULL",
        tenant,
        run,
        by,
        now,
    )
    return status.endswith(" 1")


async def end_run(writer: Writer, tenant: UUID, run: UUID, *, erased: int, now: datetime) -> None:
    """Keep how many were erased."""
    await writer.execute(
        "UPDATE retention_run SET erased = $3, done_at = $4 WHERE tenant_id = $1 AND id = $2",
        tenant,
        run,
        erased,
        now,
    )


def _run(row: Any) -> RetentionRun:
    return RetentionRun(**{**row, "planned": tuple(row["planned"])})
