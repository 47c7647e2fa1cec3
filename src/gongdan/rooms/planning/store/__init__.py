"""The table of day plans."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.planning.contract import Body, DayPlan, State
from gongdan.rooms.planning.store.visits import REMEMBERED, drop_visits

_COLUMNS = "id, day, unit_id, state, version, based_on, author_id, body, made_at, published_at"
_body = msgspec.json.Decoder(Body)
NEWEST = (
    f"SELECT {_COLUMNS} FROM day_plan WHERE tenant_id = $1 AND day = $2"
    " AND unit_id IS NOT DISTINCT FROM $3 AND state <> 'superseded'"
    " ORDER BY made_at DESC, id DESC LIMIT 2"
)


STUCK: Final = timedelta(minutes=5)
"""A plan that is being made for so long is not made any more."""


async def load(reader: Reader, tenant: UUID, plan: UUID) -> DayPlan | None:
    """Return a plan."""
    row: Any = await reader.fetchrow(
        f"SELECT {_COLUMNS} FROM day_plan WHERE tenant_id = $1 AND id = $2", tenant, plan
    )
    return _plan(row) if row else None


async def newest(reader: Reader, tenant: UUID, day: date, unit: UUID | None) -> Sequence[DayPlan]:
    """Return what is in work and what holds on a day, the newest first."""
    return [_plan(row) for row in await reader.fetch(NEWEST, tenant, day, unit)]


async def alone(writer: Writer, tenant: UUID, day: date, unit: UUID | None) -> None:
    """Let nobody else begin a plan of this day and team until the transaction ends."""
    await writer.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))",
        f"planning:{tenant}:{day}:{unit}",
    )


async def begin(writer: Writer, tenant: UUID, plan: DayPlan) -> None:
    """Keep a plan that is to be made, in the place of what was in work, with its job."""
    await writer.execute(
        "UPDATE day_plan SET state = 'superseded', version = version + 1 WHERE tenant_id = $1"
        " AND day = $2 AND unit_id IS NOT DISTINCT FROM $3 AND (state IN ('failed', 'draft')"
        " OR (state = 'planning' AND made_at < $4))",
        tenant,
        plan.day,
        plan.unit,
        plan.made_at - STUCK,
    )
    await writer.execute(
        f"INSERT INTO day_plan (tenant_id, {_COLUMNS})"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10, NULL)",
        tenant,
        plan.id,
        plan.day,
        plan.unit,
        plan.state,
        plan.version,
        plan.based_on,
        plan.author,
        msgspec.json.encode(plan.body).decode(),
        plan.made_at,
    )
    await writer.execute("SELECT set_plan_job_v1($1, $2)", tenant, plan.id)


async def keep(writer: Writer, tenant: UUID, plan: DayPlan, *, body: Body, state: State) -> bool:
    """Keep what became of a plan; False where somebody changed it meanwhile."""
    status = await writer.execute(
        "UPDATE day_plan SET body = $4::text::jsonb, state = $5, version = version + 1"
        " WHERE tenant_id = $1 AND id = $2 AND version = $3",
        tenant,
        plan.id,
        plan.version,
        msgspec.json.encode(body).decode(),
        state,
    )
    return status.endswith(" 1")


async def publish(
    writer: Writer, tenant: UUID, plan: DayPlan, *, body: Body, now: datetime
) -> bool:
    """Let a plan hold in the place of the one before; False where it was changed meanwhile.

    The visits of the one before are not to come any more.
    """
    gone: Any = await writer.fetch(
        "UPDATE day_plan SET state = 'superseded', version = version + 1 WHERE tenant_id = $1"
        " AND day = $2 AND unit_id IS NOT DISTINCT FROM $3 AND state = 'published' RETURNING id",
        tenant,
        plan.day,
        plan.unit,
    )
    await drop_visits(writer, tenant, [row["id"] for row in gone], before=now - REMEMBERED)
    status = await writer.execute(
        "UPDATE day_plan SET body = $4::text::jsonb, state = 'published', published_at = $5,"
        " version = version + 1 WHERE tenant_id = $1 AND id = $2 AND version = $3",
        tenant,
        plan.id,
        plan.version,
        msgspec.json.encode(body).decode(),
        now,
    )
    return status.endswith(" 1")


async def plans_with(reader: Reader, tenant: UUID, user: UUID) -> int:
    """Return in how many plans somebody stands."""
    found = await reader.fetchval(
        "SELECT count(*) FROM day_plan WHERE tenant_id = $1"
        " AND (author_id = $2 OR position($2::text in body::text) > 0)",
        tenant,
        user,
    )
    return int(found or 0)


async def forget(writer: Writer, tenant: UUID, user: UUID, nobody: UUID) -> int:
    """Put nobody's id in the place of somebody's; returns in how many plans."""
    status = await writer.execute(
        "UPDATE day_plan SET body = replace(body::text, $2::uuid::text, $3::uuid::text)::jsonb,"
        " author_id = CASE WHEN author_id = $2 THEN $3 ELSE author_id END"
        " WHERE tenant_id = $1 AND (author_id = $2 OR position($2::text in body::text) > 0)",
        tenant,
        user,
        nobody,
    )
    return int(status.rpartition(" ")[2])


def _plan(row: Any) -> DayPlan:
    return DayPlan(
        id=row["id"],
        day=row["day"],
        unit=row["unit_id"],
        state=row["state"],
        version=row["version"],
        based_on=row["based_on"],
        author=row["author_id"],
        body=_body.decode(row["body"]),
        made_at=row["made_at"],
        published_at=row["published_at"],
    )
