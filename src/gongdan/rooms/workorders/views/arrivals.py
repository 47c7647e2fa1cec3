"""When orders came, and from which unit: for those who plan how many people are needed.

Of imported orders it is the earliest instant that their history claims; their rows tell when
they were imported, not when they came.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader
from gongdan.rooms.workorders.projections import IMPORTED_ARRIVALS

ARRIVED: Final = (
    "SELECT id, unit_path, reported_at FROM order_row WHERE tenant_id = $1"
    " AND reported_at >= $2 AND reported_at < $3 AND NOT imported"
    " ORDER BY reported_at DESC, id DESC LIMIT $4"
)
FIRST: Final = (
    "SELECT reported_at FROM order_row WHERE tenant_id = $1 AND NOT imported"
    " ORDER BY reported_at, id LIMIT 1"
)


_LIVE = "(SELECT generation FROM projection WHERE tenant_id = $1 AND name = $2 AND live)"
IMPORTED: Final = (
    "SELECT a.order_id AS id, o.unit_path, a.came_at AS reported_at FROM imported_arrival a"
    " JOIN order_row o ON o.tenant_id = a.tenant_id AND o.id = a.order_id"
    f" WHERE a.tenant_id = $1 AND a.generation = {_LIVE} AND a.came_at >= $3 AND a.came_at < $4"
    " ORDER BY a.came_at DESC, a.order_id DESC LIMIT $5"
)
IMPORTED_SPAN: Final = (
    "SELECT min(came_at) AS first, max(came_at) AS last FROM imported_arrival"
    f" WHERE tenant_id = $1 AND generation = {_LIVE} AND came_at < $3"
)


class Arrival(Struct, frozen=True):
    """One order that came."""

    id: UUID
    unit_path: str
    reported_at: datetime


async def arrivals(
    reader: Reader, tenant: UUID, after: datetime, before: datetime, *, most: int
) -> Sequence[Arrival]:
    """Return the orders of a span, the newest first, at most so many."""
    rows: Any = await reader.fetch(ARRIVED, tenant, after, before, most)
    return [Arrival(**row) for row in rows]


async def first_arrival(reader: Reader, tenant: UUID) -> datetime | None:
    """Return when the first order came."""
    found: datetime | None = await reader.fetchval(FIRST, tenant)
    return found


async def imported_arrivals(
    reader: Reader, tenant: UUID, after: datetime, before: datetime, *, most: int
) -> Sequence[Arrival]:
    """Return the imported orders that came in a span by their own history, the newest first."""
    rows: Any = await reader.fetch(IMPORTED, tenant, IMPORTED_ARRIVALS.name, after, before, most)
    return [Arrival(**row) for row in rows]


async def imported_span(
    reader: Reader, tenant: UUID, before: datetime
) -> tuple[datetime, datetime] | None:
    """Return when the first and the last imported order before an instant came."""
    row: Any = await reader.fetchrow(IMPORTED_SPAN, tenant, IMPORTED_ARRIVALS.name, before)
    return (row["first"], row["last"]) if row["first"] else None
