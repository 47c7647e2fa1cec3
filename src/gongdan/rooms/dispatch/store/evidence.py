"""The table of what orders were about, read for what it proves; and which orders may teach."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.dispatch.domain.pilots import SeenOrder

MOST: Final = 20_000
"""So many of a type's newest orders are looked at."""
SEEN: Final = (
    "SELECT order_id AS id, unit_id AS unit,"
    " CASE WHEN verdict IN ('route', 'suggest') THEN label ELSE '' END AS predicted,"
    " CASE WHEN verdict IN ('route', 'suggest') THEN confidence ELSE 0 END AS sureness,"
    " CASE WHEN decided <> '' THEN decided WHEN stood THEN label ELSE '' END AS said,"
    " stood AND decided = '' AS stood"
    " FROM dispatch_triage WHERE tenant_id = $1 AND type_key = $2"
    " ORDER BY made_at DESC, order_id LIMIT $3"
)
_JUDGED: Final = SEEN.partition(" AND type_key")[0] + " AND order_id = ANY($2::uuid[])"
LEFT_OUT: Final = (
    "SELECT order_id, left_out FROM dispatch_triage"
    " WHERE tenant_id = $1 AND type_key = $2 AND left_out <> ''"
    " ORDER BY made_at DESC, order_id LIMIT $3"
)


class PoolCount(Struct, frozen=True):
    """Of a type's orders: how many teach, how many would once they end, and since when."""

    teach: int
    wait: int
    first_at: datetime | None


async def note_origin(
    writer: Writer, tenant: UUID, order: UUID, *, type_key: str, unit: UUID | None
) -> None:
    """Note of which type and unit an order is that the model has spoken of."""
    await writer.execute(
        "UPDATE dispatch_triage SET type_key = $3, unit_id = $4"
        " WHERE tenant_id = $1 AND order_id = $2",
        tenant,
        order,
        type_key,
        unit,
    )


async def note_stood(writer: Writer, tenant: UUID, order: UUID, category: str) -> None:
    """Note that who gave an order out saw a category and let it stand."""
    await writer.execute(
        "UPDATE dispatch_triage SET stood = true WHERE tenant_id = $1 AND order_id = $2"
        " AND decided = '' AND label = $3 AND verdict IN ('route', 'suggest')",
        tenant,
        order,
        category,
    )


async def seen_orders(reader: Reader, tenant: UUID, type_key: str) -> Sequence[SeenOrder]:
    """Return what the model and people said of a type's newest orders."""
    rows: Any = await reader.fetch(SEEN, tenant, type_key, MOST)
    return [SeenOrder(**row) for row in rows]


async def judged_orders(
    reader: Reader, tenant: UUID, orders: Sequence[UUID]
) -> Sequence[SeenOrder]:
    """Return what the model and people said of some orders."""
    rows: Any = await reader.fetch(_JUDGED, tenant, list(orders))
    return [SeenOrder(**row) for row in rows]


async def left_out_orders(
    reader: Reader, tenant: UUID, type_key: str
) -> Sequence[tuple[UUID, str]]:
    """Return orders that ended and teach nothing, each with why; the newest first."""
    rows: Any = await reader.fetch(LEFT_OUT, tenant, type_key, MOST)
    return [(row["order_id"], row["left_out"]) for row in rows]


async def pool_count(reader: Reader, tenant: UUID, type_key: str) -> PoolCount:
    """Return how many orders of a type teach."""
    row: Any = await reader.fetchrow(
        "SELECT count(learned_at) AS teach, min(learned_at) AS first_at,"
        " count(*) FILTER (WHERE learned_at IS NULL AND left_out = '' AND decided <> '') AS wait"
        " FROM dispatch_triage WHERE tenant_id = $1 AND type_key = $2",
        tenant,
        type_key,
    )
    return PoolCount(**row)


async def any_taught(reader: Reader, tenant: UUID, orders: Sequence[UUID], label: str) -> bool:
    """Tell whether one of some orders has taught a label."""
    return bool(
        orders
        and await reader.fetchval(
            "SELECT EXISTS (SELECT 1 FROM dispatch_triage WHERE tenant_id = $1"
            " AND order_id = ANY($2::uuid[]) AND decided = $3 AND learned_at IS NOT NULL)",
            tenant,
            list(orders),
            label,
        )
    )
