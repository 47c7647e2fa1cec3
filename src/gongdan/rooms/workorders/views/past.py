"""Orders of the past with everything that happened to them, page by page, as their reader may see
them: for whoever puts them through another definition.
"""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.eventstore.port import EventStore
from gongdan.kernel.messages import Refused
from gongdan.kernel.predicate import Never, Predicate, any_of, to_sql
from gongdan.rooms.identity.contract import Principal, decide_access
from gongdan.rooms.workorders.contract import AnyOrderEvent
from gongdan.rooms.workorders.store import ORDERS
from gongdan.rooms.workorders.views.query import (
    COLUMNS,
    Cursor,
    OrderFilter,
    Span,
    list_statement,
    read_cursor,
    write_cursor,
)

PAGE = 50
REPLAY = "definition.replay"
"""Lets past orders be put through a draft: of the orders themselves only numbers are told."""

MOST_EVENTS = 2_000
"""Events of one order that are read; what is longer than that is cut off."""


class PastOrder(Struct, frozen=True, kw_only=True):
    """One order, and its events in order, each with when it was recorded."""

    id: UUID
    number: str
    events: tuple[tuple[AnyOrderEvent, datetime], ...]


def replayable(principal: Principal) -> Predicate:
    """Return which orders somebody may put through a draft: those that he may read, or replay."""
    return any_of(*(decide_access(principal, each, "order") for each in ("order.read", REPLAY)))


class PastOrders:
    """Reads the orders of a type that were reported in a span of time, newest first."""

    def __init__(self, database: Database, store: EventStore) -> None:
        self._database = database
        self._store = store

    def allowed(self, principal: Principal) -> bool:
        """Tell whether there can be any orders at all that somebody may put through a draft."""
        return not isinstance(replayable(principal), Never)

    async def count(self, principal: Principal, key: str, after: datetime, before: datetime) -> int:
        """Return how many there are."""
        seen = replayable(principal)
        if isinstance(seen, Never):
            return 0
        condition, arguments = to_sql(seen, COLUMNS, 5)
        async with self._database.reading(principal.tenant) as reader:
            found: int = await reader.fetchval(
                "SELECT count(*) FROM order_row o WHERE o.tenant_id = $1 AND o.type_key = $2"
                f" AND o.reported_at >= $3 AND o.reported_at < $4 AND ({condition})",
                principal.tenant,
                key,
                after,
                before,
                *arguments,
            )
        return found

    async def page(
        self, principal: Principal, key: str, after: datetime, before: datetime, *, cursor: str
    ) -> tuple[list[PastOrder], str]:
        """Return some of them, and the cursor of those that follow ("": none do)."""
        seen = replayable(principal)
        place = read_cursor(cursor) if cursor else None
        if isinstance(seen, Never) or isinstance(place, Refused):
            return [], ""
        span = Span("reported", after, before)
        wanted = OrderFilter(type=key, spans=(span,), sort="reported", limit=PAGE)
        statement, arguments = list_statement(principal.tenant, seen, wanted, after=place)
        async with self._database.reading(principal.tenant) as reader:
            rows = await reader.fetch(statement, *arguments)
        page = rows[:PAGE]
        orders = [await self._whole(principal.tenant, row["id"], row["number"]) for row in page]
        if len(rows) <= PAGE:
            return orders, ""
        return orders, write_cursor(Cursor(page[-1]["reported_at"], page[-1]["id"]))

    async def _whole(self, tenant: UUID, order: UUID, number: str) -> PastOrder:
        stored = await self._store.history(tenant, order, limit=MOST_EVENTS)
        read = (ORDERS.codec.decode(tenant, each) for each in stored)
        events = tuple((each.event, each.recorded_at) for each in read)
        return PastOrder(id=order, number=number, events=events)
