"""The table of alarms, and the errors that they are heard from."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, TypeAlias
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer

Subject: TypeAlias = Literal["triage", "outcome"]


class Alarm(Struct, frozen=True, kw_only=True):
    """Errors grew: of which model, in which category, after how many, from what to what."""

    id: UUID
    subject: Subject
    category: str
    heard_at: datetime
    events: int
    before: float
    now: float


class Missed(Struct, frozen=True):
    """One error from 0 to 1: of which category, and when."""

    category: str
    error: float
    at: datetime


async def triage_errors(
    reader: Reader, tenant: UUID, after: datetime | None, most: int
) -> Sequence[Missed]:
    """Return where triage was wrong (1) or right (0) before it learned, in order."""
    rows: Any = await reader.fetch(
        "SELECT decided AS category, (label <> decided)::int::float8 AS error, learned_at AS at"
        " FROM dispatch_triage WHERE tenant_id = $1 AND learned_at IS NOT NULL"
        " AND ($2::timestamptz IS NULL OR learned_at > $2) ORDER BY learned_at, order_id LIMIT $3",
        tenant,
        after,
        most,
    )
    return [Missed(**row) for row in rows]


async def outcome_errors(
    reader: Reader, tenant: UUID, after: datetime | None, most: int
) -> Sequence[Missed]:
    """Return how far outcomes fell short of what was expected, in order of decisions."""
    rows: Any = await reader.fetch(
        "SELECT category, error, at FROM (SELECT category, greatest(expected - good, 0) AS error,"
        " made_at AS at FROM dispatch_decision WHERE tenant_id = $1 AND good IS NOT NULL"
        " AND NOT blameless AND ($2::timestamptz IS NULL OR made_at > $2)"
        " ORDER BY made_at DESC LIMIT $3) d ORDER BY at",
        tenant,
        after,
        most,
    )
    return [Missed(**row) for row in rows]


async def keep_alarm(writer: Writer, tenant: UUID, alarm: Alarm) -> None:
    """Keep an alarm."""
    await writer.execute(
        "INSERT INTO dispatch_drift (tenant_id, id, subject, category, heard_at, events, before,"
        " now) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        tenant,
        alarm.id,
        alarm.subject,
        alarm.category,
        alarm.heard_at,
        alarm.events,
        alarm.before,
        alarm.now,
    )


async def newest_alarms(reader: Reader, tenant: UUID, most: int) -> Sequence[Alarm]:
    """Return the newest alarms, the newest first."""
    rows: Any = await reader.fetch(
        "SELECT id, subject, category, heard_at, events, before, now FROM dispatch_drift"
        " WHERE tenant_id = $1 ORDER BY heard_at DESC LIMIT $2",
        tenant,
        most,
    )
    return [Alarm(**row) for row in rows]
