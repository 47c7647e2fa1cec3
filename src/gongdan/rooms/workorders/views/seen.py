"""Which of some orders a reader may see: for feeds that tell of changes."""

from collections.abc import Collection, Mapping
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.predicate import Always, Never, to_sql
from gongdan.rooms.identity.contract import Principal, decide_access
from gongdan.rooms.workorders.views.query import COLUMNS


async def seen_orders(
    database: Database, principal: Principal, orders: Collection[UUID]
) -> frozenset[UUID]:
    """Return those of the orders that the principal may read."""
    seen = decide_access(principal, "order.read", "order")
    if isinstance(seen, Always):
        return frozenset(orders)
    if isinstance(seen, Never):
        return frozenset()
    condition, arguments = to_sql(seen, COLUMNS, 3)
    async with database.reading(principal.tenant) as reader:
        rows = await reader.fetch(
            "SELECT o.id FROM order_row o"
            f" WHERE o.tenant_id = $1 AND o.id = ANY($2::uuid[]) AND {condition}",
            principal.tenant,
            list(orders),
            *arguments,
        )
    return frozenset(row["id"] for row in rows)


async def numbers_of(
    database: Database, principal: Principal, orders: Collection[UUID]
) -> Mapping[UUID, str]:
    """Return the numbers of those of the orders that the principal may read."""
    seen = await seen_orders(database, principal, orders)
    async with database.reading(principal.tenant) as reader:
        rows = await reader.fetch(
            "SELECT o.id, o.number FROM order_row o"
            " WHERE o.tenant_id = $1 AND o.id = ANY($2::uuid[])",
            principal.tenant,
            list(seen),
        )
    return {row["id"]: row["number"] for row in rows}
