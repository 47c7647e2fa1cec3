"""Erasures and legal holds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.privacy.contract import Erasure

_ERASURE = (
    "SELECT id, subject_id AS subject, reason, asked_by, asked_at, done_at, keys_gone_at, cleared"
    " FROM erasure WHERE tenant_id = $1"
)


async def ask_erasure(writer: Writer, tenant: UUID, erasure: Erasure) -> bool:
    """Keep that a person is to be erased; False where it was asked before."""
    status = await writer.execute(
        "INSERT INTO erasure (tenant_id, subject_id, id, reason, asked_by, asked_at)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        tenant,
        erasure.subject,
        erasure.id,
        erasure.reason,
        erasure.asked_by,
        erasure.asked_at,
    )
    return status.endswith(" 1")


async def end_erasure(
    writer: Writer, tenant: UUID, subject: UUID, *, cleared: dict[str, int], now: datetime
) -> None:
    """Keep that everything of a person is gone, and how many places that were."""
    await writer.execute(
        "UPDATE erasure SET cleared = $3::text::jsonb, done_at = $4"
        " WHERE tenant_id = $1 AND subject_id = $2",
        tenant,
        subject,
        msgspec.json.encode(cleared).decode(),
        now,
    )


async def erasure_of(reader: Reader, tenant: UUID, subject: UUID) -> Erasure | None:
    """Return a person's erasure, if one was asked for."""
    row = await reader.fetchrow(f"{_ERASURE} AND subject_id = $2", tenant, subject)
    return _erasure(row) if row else None


async def open_erasures(reader: Reader, tenant: UUID) -> Sequence[Erasure]:
    """Return erasures that were begun and not ended."""
    rows = await reader.fetch(f"{_ERASURE} AND done_at IS NULL ORDER BY asked_at", tenant)
    return [_erasure(row) for row in rows]


async def newest_erasures(reader: Reader, tenant: UUID, limit: int) -> Sequence[Erasure]:
    """Return erasures, newest first."""
    rows = await reader.fetch(
        f"{_ERASURE} ORDER BY asked_at DESC, subject_id DESC LIMIT {limit:d}", tenant
    )
    return [_erasure(row) for row in rows]


async def waiting_for_rotation(reader: Reader, tenant: UUID) -> bool:
    """Tell whether a copy of a destroyed key could still be opened by a master that is left."""
    found: bool = await reader.fetchval(
        "SELECT EXISTS (SELECT FROM erasure WHERE tenant_id = $1 AND keys_gone_at IS NULL"
        " AND done_at IS NOT NULL)",
        tenant,
    )
    return found


async def keys_gone(writer: Writer, tenant: UUID, now: datetime, before: datetime) -> None:
    """Keep that no key is left that opens the keys of those erased before a moment."""
    await writer.execute(
        "UPDATE erasure SET keys_gone_at = $2 WHERE tenant_id = $1 AND keys_gone_at IS NULL"
        " AND done_at <= $3",
        tenant,
        now,
        before,
    )


async def hold_of(reader: Reader, tenant: UUID, subject: UUID) -> str | None:
    """Return why a person's data must stay, None where nothing keeps it."""
    found: str | None = await reader.fetchval(
        "SELECT reason FROM legal_hold WHERE tenant_id = $1 AND subject_id = $2", tenant, subject
    )
    return found


async def held(reader: Reader, tenant: UUID, subjects: Sequence[UUID]) -> frozenset[UUID]:
    """Return those of the persons whose data must stay."""
    rows = await reader.fetch(
        "SELECT subject_id FROM legal_hold WHERE tenant_id = $1 AND subject_id = ANY($2::uuid[])",
        tenant,
        list(subjects),
    )
    return frozenset(row["subject_id"] for row in rows)


async def place_hold(
    writer: Writer, tenant: UUID, subject: UUID, reason: str, *, by: UUID | None, now: datetime
) -> None:
    """Keep a person's data from being erased."""
    await writer.execute(
        "INSERT INTO legal_hold (tenant_id, subject_id, reason, placed_by, placed_at)"
        " VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (tenant_id, subject_id) DO NOTHING",
        tenant,
        subject,
        reason,
        by,
        now,
    )


async def lift_hold(writer: Writer, tenant: UUID, subject: UUID) -> bool:
    """Let go again; False where nothing was held."""
    status = await writer.execute(
        "DELETE FROM legal_hold WHERE tenant_id = $1 AND subject_id = $2", tenant, subject
    )
    return status.endswith(" 1")


def _erasure(row: Any) -> Erasure:
    return Erasure(**{**row, "cleared": msgspec.json.decode(row["cleared"])})
