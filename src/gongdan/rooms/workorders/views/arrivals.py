"""When orders came, and from which unit: for those who plan how many people are needed.

Imported orders are left out: their rows tell when they were imported, not when they came.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader

ARRIVED: Final = (
    "SELECT id, unit_path, reported_at FROM order_row WHERE tenant_id = $1"
    " AND reported_at >= $2 AND reported_at < $3 AND NOT imported"
    " ORDER BY reported_at DESC, id DESC LIMIT $4"
)
FIRST: Final = (
    "SELECT reported_at FROM order_row WHERE tenant_id = $1 AND NOT imported"
    " ORDER BY reported_at, id LIMIT 1"
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
