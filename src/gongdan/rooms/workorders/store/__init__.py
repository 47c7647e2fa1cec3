"""What the work orders keep besides their events: human numbers, and who came in from where."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.decider import Decider
from gongdan.kernel.eventstore.codec import Codec
from gongdan.rooms.workorders.contract import KIND, ORDER_EVENTS, AnyOrderEvent
from gongdan.rooms.workorders.domain.fold import FOLD_VERSION, evolve
from gongdan.rooms.workorders.domain.row import row_bytes
from gongdan.rooms.workorders.domain.state import OrderState

APPEND_FUNCTION = "append_order_v1"
"""The SQL function that writes an order's events and its list row as one act."""

BLOCK = 50
"""How many numbers a process leases at once."""

ORDERS: Decider[OrderState, AnyOrderEvent] = Decider(
    kind=KIND,
    fold_version=FOLD_VERSION,
    initial=OrderState(),
    state_type=OrderState,
    codec=Codec(ORDER_EVENTS),
    evolve=evolve,
    row=row_bytes,
)


class LeasedNumbers:
    """Human numbers from blocks that this process leased; what is left of them is lost with it."""

    def __init__(self, database: Database, block: int = BLOCK) -> None:
        self._database = database
        self._block = block
        self._left: dict[tuple[UUID, str], list[int]] = {}
        self._lock = asyncio.Lock()

    async def next(self, tenant: UUID, series: str) -> int:
        """Return the next number of a series, leasing a block where none is left."""
        left = self._left.setdefault((tenant, series), [])
        if not left:
            async with self._lock:
                if not left:
                    left.extend(await self._lease(tenant, series))
        return left.pop()

    async def _lease(self, tenant: UUID, series: str) -> list[int]:
        async with self._database.untenanted() as connection:
            first: int = await connection.fetchval(
                "SELECT lease_numbers_v1($1, $2, $3)", tenant, series, self._block
            )
        return list(range(first + self._block - 1, first - 1, -1))


async def imported_ids(
    database: Database, tenant: UUID, source: str, external: Sequence[str]
) -> frozenset[str]:
    """Return those of a source's ids that have come in already."""
    wanted = [f"{source}:{name}" for name in external]
    async with database.reading(tenant) as reader:
        rows = await reader.fetch(
            "SELECT external_id FROM order_row"
            " WHERE tenant_id = $1 AND external_id = ANY($2::text[]) AND external_id <> ''",
            tenant,
            wanted,
        )
    return frozenset(row["external_id"].removeprefix(f"{source}:") for row in rows)


async def order_of_number(database: Database, tenant: UUID, number: str) -> UUID | None:
    """Return the order that has this number."""
    async with database.reading(tenant) as reader:
        found: UUID | None = await reader.fetchval(
            "SELECT id FROM order_row WHERE tenant_id = $1 AND number = $2", tenant, number
        )
    return found
