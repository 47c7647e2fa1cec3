"""Orders that wait: for somebody to say whether the work is good, or for word from outside."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.rooms.workorders.views.orders import live_generation

_BATCH = 200


class WaitingOrder(Struct, frozen=True):
    """An order, and since when its open step waits."""

    id: UUID
    since: datetime


async def unverified(
    database: Database, tenant: UUID, *, before: datetime, after: UUID
) -> list[WaitingOrder]:
    """Return open orders at the verification that have waited since `before`, by id."""
    async with database.reading(tenant) as reader:
        rows = await reader.fetch(
            "SELECT id, waiting_since FROM order_row"
            " WHERE tenant_id = $1 AND status = 'open' AND stage = 'verify'"
            " AND waiting_since < $2 AND id > $3 ORDER BY id LIMIT $4",
            tenant,
            before,
            after,
            _BATCH,
        )
    return [WaitingOrder(row["id"], row["waiting_since"]) for row in rows]


MOST_WITH_FIELD = 20
"""Orders in progress with the same value in a field: more than one is too many already."""


async def orders_with_field(database: Database, tenant: UUID, field: str, value: str) -> list[UUID]:
    """Return orders in progress with this value in a field, the newest first.

    The values follow the events by a moment; a personal field has none here.
    """
    async with database.reading(tenant) as reader:
        rows = await reader.fetch(
            "SELECT f.order_id FROM order_field f"
            " JOIN order_row o ON o.tenant_id = f.tenant_id AND o.id = f.order_id"
            " WHERE f.tenant_id = $1 AND f.generation = $2 AND f.name = $3 AND f.value = $4"
            " AND o.status IN ('open', 'suspended') ORDER BY f.order_id DESC LIMIT $5",
            tenant,
            await live_generation(reader, tenant),
            field,
            value,
            MOST_WITH_FIELD,
        )
    return [row["order_id"] for row in rows]
