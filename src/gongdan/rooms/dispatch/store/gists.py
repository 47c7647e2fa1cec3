"""The table of gists: the texts of orders as hashed grams, by which what is alike is found."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer

NEWEST: Final = (
    'SELECT order_id AS "order", grams, touched_at FROM dispatch_gist WHERE tenant_id = $1'
    " AND ($2::timestamptz IS NULL OR touched_at >= $2)"
    " ORDER BY touched_at DESC, order_id LIMIT $3"
)


class Gist(Struct, frozen=True):
    """What is kept of an order's text, and since when it says so."""

    order: UUID
    grams: bytes
    touched_at: datetime


async def keep_gist(
    writer: Writer, tenant: UUID, order: UUID, *, grams: bytes, now: datetime
) -> None:
    """Keep what an order's text says now."""
    await writer.execute(
        "INSERT INTO dispatch_gist (tenant_id, order_id, grams, touched_at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (tenant_id, order_id) DO UPDATE SET grams = excluded.grams,"
        " touched_at = excluded.touched_at WHERE dispatch_gist.grams <> excluded.grams",
        tenant,
        order,
        grams,
        now,
    )


async def newest_gists(
    reader: Reader, tenant: UUID, since: datetime | None, most: int
) -> Sequence[Gist]:
    """Return gists that changed from an instant on (None: all), the newest first."""
    rows: Any = await reader.fetch(NEWEST, tenant, since, most)
    return [Gist(**row) for row in rows]


async def gists_of(reader: Reader, tenant: UUID, orders: Sequence[UUID]) -> Mapping[UUID, bytes]:
    """Return the gists of orders."""
    rows: Any = await reader.fetch(
        "SELECT order_id, grams FROM dispatch_gist"
        " WHERE tenant_id = $1 AND order_id = ANY($2::uuid[])",
        tenant,
        list(orders),
    )
    return {row["order_id"]: row["grams"] for row in rows}
