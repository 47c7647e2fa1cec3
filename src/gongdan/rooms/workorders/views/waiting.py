"""Orders that wait for somebody to say whether the work is good."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database

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
