"""The states of running orders, page by page: what a migration is judged by before it begins."""

from collections.abc import AsyncIterator
from uuid import UUID

import msgspec

from gongdan.kernel.database import Database
from gongdan.kernel.decider import fold
from gongdan.kernel.eventstore.port import EventStore
from gongdan.rooms.workorders.contract import DefinitionPin
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.store import ORDERS

PAGE = 100
"""Orders that are read at once; judging them holds others up for some milliseconds only."""

_STATES = "SELECT * FROM running_states_v1($1, $2, $3, $4, $5)"


async def running_states(
    database: Database, store: EventStore, tenant: UUID, pin: DefinitionPin
) -> AsyncIterator[tuple[UUID, OrderState]]:
    """Yield the orders that run by a version as they stand."""
    after = UUID(int=0)
    while True:
        async with database.reading(tenant) as reader:
            rows = await reader.fetch(_STATES, tenant, pin.key, pin.version, after, PAGE)
        for row in rows:
            if row["fold_version"] == ORDERS.fold_version:
                yield row["id"], msgspec.json.decode(row["state"], type=OrderState)
            else:
                yield row["id"], (await fold(store, ORDERS, tenant, row["id"])).state
        if len(rows) < PAGE:
            return
        after = rows[-1]["id"]
