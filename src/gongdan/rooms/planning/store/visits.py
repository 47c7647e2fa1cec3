"""The table of visits to come, by published plans: one row for each stop."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer

REMEMBERED: Final = timedelta(days=7)
NEXT: Final = (
    "SELECT user_id, begins_at FROM planned_visit WHERE tenant_id = $1 AND order_id = $2"
    " AND begins_at >= $3 ORDER BY begins_at LIMIT 8"
)


class PlannedVisit(Struct, frozen=True):
    """Who is to come, and when the work is to begin."""

    user: UUID
    begins_at: datetime


async def put_visits(
    writer: Writer, tenant: UUID, plan: UUID, visits: Sequence[tuple[UUID, PlannedVisit]]
) -> None:
    """Keep the visits of a plan, by order."""
    await writer.executemany(
        "INSERT INTO planned_visit (tenant_id, plan_id, order_id, user_id, begins_at)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        [(tenant, plan, order, visit.user, visit.begins_at) for order, visit in visits],
    )


async def drop_visits(
    writer: Writer, tenant: UUID, plans: Sequence[UUID], *, before: datetime
) -> None:
    """Forget the visits of plans that do not hold any more, and those of days gone by."""
    await writer.execute(
        "DELETE FROM planned_visit WHERE tenant_id = $1"
        " AND (plan_id = ANY($2::uuid[]) OR begins_at < $3)",
        tenant,
        plans,
        before,
    )


async def next_visits(
    reader: Reader, tenant: UUID, order: UUID, since: datetime
) -> Sequence[PlannedVisit]:
    """Return the visits of an order from an instant on, the next first."""
    rows: Any = await reader.fetch(NEXT, tenant, order, since)
    return [PlannedVisit(row["user_id"], row["begins_at"]) for row in rows]


async def forget_visits(writer: Writer, tenant: UUID, user: UUID) -> None:
    """Forget the visits of somebody."""
    await writer.execute(
        "DELETE FROM planned_visit WHERE tenant_id = $1 AND user_id = $2", tenant, user
    )
