"""Which of some orders a reader may see: for feeds that tell of changes."""

import asyncio
from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.log.entries import Entry
from gongdan.kernel.predicate import Always, Never, Predicate, holds, to_sql
from gongdan.rooms.identity.contract import Principal, decide_access
from gongdan.rooms.workorders.contract import KIND
from gongdan.rooms.workorders.views.query import COLUMNS

STALE: Final = 2.0
"""Seconds for which what was read of a batch's orders answers for all who hear of it."""

_Rows = Mapping[UUID, Mapping[str, object]]
_ROWS: Final = (
    f"SELECT o.id, {', '.join(f'{column} AS {name}' for name, column in COLUMNS.items())}"
    " FROM order_row o WHERE o.tenant_id = $1 AND o.id = ANY($2::uuid[])"
)


def allowed_orders(principal: Principal) -> Predicate:
    """Return which orders the principal may read."""
    return decide_access(principal, "order.read", "order")


class LiveSight:
    """Tells a thousand watchers which changes they may hear of, with one look at the orders.

    A batch of the log reaches all watchers of a tenant at about the same moment: the first one
    reads the orders, and each one's own rights are asked of the rows in memory.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: dict[tuple[UUID, int, int], asyncio.Task[_Rows]] = {}

    async def seen(
        self, tenant: UUID, allowed: Predicate, batch: tuple[Entry, ...]
    ) -> tuple[Entry, ...]:
        """Return those entries of a batch that are of orders which may be read."""
        if all(entry.kind == KIND for entry in batch):
            orders = batch
        else:
            orders = tuple(entry for entry in batch if entry.kind == KIND)
        if not orders or isinstance(allowed, Never):
            return ()
        if isinstance(allowed, Always):
            return orders
        rows = await asyncio.shield(self._rows(tenant, orders))
        return tuple(entry for entry in orders if holds(allowed, rows.get(entry.stream, {})))

    def _rows(self, tenant: UUID, orders: tuple[Entry, ...]) -> asyncio.Task[_Rows]:
        key = (tenant, orders[0].position, orders[-1].position)
        if (asked := self._asked.get(key)) is None:
            asked = asyncio.create_task(self._read(tenant, {entry.stream for entry in orders}))
            self._asked[key] = asked
            asyncio.get_running_loop().call_later(STALE, self._asked.pop, key, None)
        return asked

    async def _read(self, tenant: UUID, orders: Collection[UUID]) -> _Rows:
        async with self._database.reading(tenant) as reader:
            rows: Any = await reader.fetch(_ROWS, tenant, list(orders))
        return {row["id"]: dict(row) for row in rows}


async def seen_orders(
    database: Database, principal: Principal, orders: Collection[UUID]
) -> frozenset[UUID]:
    """Return those of the orders that the principal may read."""
    seen = allowed_orders(principal)
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
