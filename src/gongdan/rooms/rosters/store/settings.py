"""The tables of what a tenant sets, what a planner says is needed, and what people wish for."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.rosters.contract import DemandCorrection, RosterSettings, ShiftWish


async def load_settings(reader: Reader, tenant: UUID) -> RosterSettings:
    """Return how a tenant rosters; as it is by itself where nobody has said anything."""
    row: Any = await reader.fetchrow(
        "SELECT body, version FROM roster_settings WHERE tenant_id = $1", tenant
    )
    if row is None:
        return RosterSettings()
    body = msgspec.json.decode(row["body"], type=RosterSettings)
    return replace(body, version=row["version"])


async def keep_settings(writer: Writer, tenant: UUID, settings: RosterSettings) -> bool:
    """Keep settings over the version that was seen; False where somebody was faster."""
    status = await writer.execute(
        "INSERT INTO roster_settings AS s (tenant_id, version, body)"
        " SELECT $1, 1, $3::text::jsonb WHERE $2 = 0"
        " OR EXISTS (SELECT 1 FROM roster_settings WHERE tenant_id = $1)"
        " ON CONFLICT (tenant_id) DO UPDATE SET version = s.version + 1, body = excluded.body"
        " WHERE s.version = $2",
        tenant,
        settings.version,
        msgspec.json.encode(settings).decode(),
    )
    return status.endswith(" 1")


async def load_corrections(reader: Reader, tenant: UUID) -> Sequence[DemandCorrection]:
    """Return what planners said is needed, the oldest first."""
    rows: Any = await reader.fetch(
        "SELECT id, place, skill, days, begins, ends, people, made_at FROM roster_correction"
        " WHERE tenant_id = $1 ORDER BY made_at, id",
        tenant,
    )
    return [DemandCorrection(**{**row, "days": tuple(row["days"])}) for row in rows]


async def add_correction(writer: Writer, tenant: UUID, correction: DemandCorrection) -> None:
    """Keep what a planner said."""
    await writer.execute(
        "INSERT INTO roster_correction"
        " (tenant_id, id, place, skill, days, begins, ends, people, made_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant,
        correction.id,
        correction.place,
        correction.skill,
        list(correction.days),
        correction.begins,
        correction.ends,
        correction.people,
        correction.made_at,
    )


async def remove_correction(writer: Writer, tenant: UUID, correction: UUID) -> bool:
    """Forget what a planner said; False where there is no such word."""
    status = await writer.execute(
        "DELETE FROM roster_correction WHERE tenant_id = $1 AND id = $2", tenant, correction
    )
    return status.endswith(" 1")


async def wishes_between(
    reader: Reader, tenant: UUID, first: date, last: date
) -> Sequence[ShiftWish]:
    """Return what people wish for in a span."""
    rows: Any = await reader.fetch(
        "SELECT id, user_id AS user, day, kind FROM roster_wish"
        " WHERE tenant_id = $1 AND day BETWEEN $2 AND $3 ORDER BY day, user_id",
        tenant,
        first,
        last,
    )
    return [ShiftWish(**row) for row in rows]


async def wishes_of(reader: Reader, tenant: UUID, user: UUID, first: date) -> Sequence[ShiftWish]:
    """Return what somebody wishes for from a day on."""
    rows: Any = await reader.fetch(
        "SELECT id, user_id AS user, day, kind FROM roster_wish"
        " WHERE tenant_id = $1 AND user_id = $2 AND day >= $3 ORDER BY day",
        tenant,
        user,
        first,
    )
    return [ShiftWish(**row) for row in rows]


async def keep_wish(writer: Writer, tenant: UUID, wish: ShiftWish) -> None:
    """Keep a wish in the place of another one for the same day."""
    await writer.execute(
        "INSERT INTO roster_wish (tenant_id, user_id, day, id, kind) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (tenant_id, user_id, day) DO UPDATE SET id = excluded.id,"
        " kind = excluded.kind",
        tenant,
        wish.user,
        wish.day,
        wish.id,
        wish.kind,
    )


async def remove_wish(writer: Writer, tenant: UUID, user: UUID, wish: UUID) -> bool:
    """Take a wish back; False where there is none."""
    status = await writer.execute(
        "DELETE FROM roster_wish WHERE tenant_id = $1 AND user_id = $2 AND id = $3",
        tenant,
        user,
        wish,
    )
    return status.endswith(" 1")


async def forget_wishes(writer: Writer, tenant: UUID, user: UUID) -> int:
    """Take all wishes of somebody; returns how many."""
    status = await writer.execute(
        "DELETE FROM roster_wish WHERE tenant_id = $1 AND user_id = $2", tenant, user
    )
    return int(status.rpartition(" ")[2])
