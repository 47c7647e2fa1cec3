"""Orders beside the one that dispatch looks at, as a reader may see them."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from msgspec.structs import asdict

from gongdan.kernel.database import Database
from gongdan.kernel.messages import Refused
from gongdan.rooms.dispatch.ports import KnownOrder, Solved
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import WorkCompleted
from gongdan.rooms.workorders.views.hands import orders_by_id
from gongdan.rooms.workorders.views.timeline import TimelineViews

WORK_DONE: Final = WorkCompleted.__name__
MOST_TOLD: Final = 300
"""So many characters are told of what was done about an order."""


class OtherOrders:
    """Fulfils `dispatch.ports.OtherOrders` over the rows and the timelines of orders."""

    def __init__(self, database: Database, timelines: TimelineViews) -> None:
        self._database = database
        self._timelines = timelines

    async def seen(
        self, principal: Principal, orders: Collection[UUID]
    ) -> Mapping[UUID, KnownOrder]:
        """Return those of some orders that a reader may see."""
        async with self._database.reading(principal.tenant) as reader:
            rows = await orders_by_id(reader, principal, orders)
        return {order: KnownOrder(**asdict(each)) for order, each in rows.items()}

    async def solved(self, principal: Principal, order: UUID) -> Solved | None:
        """Return the last work reported as done; of its form what was written at most length."""
        told = await self._timelines.show(principal, order)
        if isinstance(told, Refused):
            return None
        done = next((each for each in reversed(told.items) if each.type == WORK_DONE), None)
        if done is None:
            return None
        answers = done.facts.get("data")
        values = map(str, answers.values()) if isinstance(answers, dict) else ()
        # a choice answers with its key; what a person wrote is not spelt like one
        written = [each for each in values if not (each.isascii() and each.isidentifier())]
        what = max([done.reason, *written], key=len)
        return Solved(done.actor.name, done.at, what[:MOST_TOLD])
