"""What is in whose hands, and what waits for some: for those who give out work."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader
from gongdan.kernel.predicate import Never, to_sql
from gongdan.rooms.identity.contract import Principal, decide_access
from gongdan.rooms.workorders.views.query import COLUMNS

_IN_WORK = "status = 'open' AND stage = 'execute' AND holder_id IS NOT NULL"
HELD: Final = f"SELECT id, holder_id FROM order_row WHERE tenant_id = $1 AND {_IN_WORK}"
MOVED: Final = (
    f"SELECT id, CASE WHEN {_IN_WORK} THEN holder_id END AS holder_id FROM order_row"
    " WHERE tenant_id = $1 AND updated_at >= $2"
)
HELD_BY: Final = f"{HELD} AND holder_id = $2 ORDER BY priority, updated_at"
WAITING: Final = (
    "SELECT o.id, o.number, o.title, o.type_key, o.stage, o.priority, o.waiting_since"
    " FROM order_row o WHERE o.tenant_id = $1 AND cardinality(o.candidate_roles) > 0"
    " AND o.status = 'open' AND o.stage IN ('accept', 'execute') AND o.holder_id IS NULL"
)

KNOWN: Final = (
    "SELECT o.id, o.number, o.title, o.status, o.stage, o.urgency, o.impact,"
    " o.asset_id AS asset, o.reported_at FROM order_row o"
    " WHERE o.tenant_id = $1 AND o.id = ANY($2::uuid[])"
)

TAKEN_BACK: Final = (
    "SELECT o.id, o.number, o.title, o.type_key, o.stage, o.priority, o.waiting_since"
    " FROM order_row o WHERE o.tenant_id = $1 AND o.holder_id = $2"
    " AND o.status = 'open' AND o.stage = 'accept' ORDER BY o.updated_at DESC LIMIT $3"
)


class WaitingRow(Struct, frozen=True, kw_only=True):
    """An order that nobody holds."""

    id: UUID
    number: str
    title: str
    type_key: str
    stage: str
    priority: int
    waiting_since: datetime


class KnownRow(Struct, frozen=True, kw_only=True):
    """An order as it is named beside another one."""

    id: UUID
    number: str
    title: str
    status: str
    stage: str
    urgency: int
    impact: int
    asset: UUID | None
    reported_at: datetime


async def hands_of(
    reader: Reader, tenant: UUID, since: datetime | None
) -> tuple[Mapping[UUID, UUID | None], datetime]:
    """Return who works on which order: of all, or of those that changed from an instant on.

    Null: nobody any more. The instant that comes with it is the database's own.
    """
    now: datetime = await reader.fetchval("SELECT clock_timestamp()")
    rows: Any = (
        await reader.fetch(HELD, tenant)
        if since is None
        else await reader.fetch(MOVED, tenant, since)
    )
    return {row["id"]: row["holder_id"] for row in rows}, now


async def held_by(reader: Reader, tenant: UUID, user: UUID) -> Sequence[UUID]:
    """Return the orders that somebody has to work on, the most urgent first."""
    return [row["id"] for row in await reader.fetch(HELD_BY, tenant, user)]


async def waiting_orders(reader: Reader, principal: Principal, most: int) -> Sequence[WaitingRow]:
    """Return orders that a reader may see and that nobody holds, those changed last first.

    What he holds himself before it is accepted (he took it back, say) is among them.
    """
    seen = decide_access(principal, "order.read", "order")
    if isinstance(seen, Never):
        return []
    condition, arguments = to_sql(seen, COLUMNS, 2)
    rows: Any = await reader.fetch(
        f"{WAITING} AND ({condition}) ORDER BY o.updated_at DESC LIMIT {most:d}",
        principal.tenant,
        *arguments,
    )
    own: Any = await reader.fetch(TAKEN_BACK, principal.tenant, principal.user, most)
    return [WaitingRow(**row) for row in (*own, *rows)][:most]


async def orders_after(reader: Reader, tenant: UUID, order: UUID, most: int) -> Sequence[UUID]:
    """Return orders behind this one, by id, so that all can be gone through in turn."""
    rows: Any = await reader.fetch(
        "SELECT id FROM order_row WHERE tenant_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        tenant,
        order,
        most,
    )
    return [row["id"] for row in rows]


async def orders_by_id(
    reader: Reader, principal: Principal, orders: Collection[UUID]
) -> Mapping[UUID, KnownRow]:
    """Return those of some orders that a reader may see."""
    seen = decide_access(principal, "order.read", "order")
    if isinstance(seen, Never):
        return {}
    condition, arguments = to_sql(seen, COLUMNS, 3)
    rows: Any = await reader.fetch(
        f"{KNOWN} AND ({condition})", principal.tenant, list(orders), *arguments
    )
    return {row["id"]: KnownRow(**row) for row in rows}


PLANNABLE: Final = (
    "SELECT o.id, o.number FROM order_row o WHERE o.tenant_id = $1 AND o.status = 'open'"
    " AND o.stage IN ('accept', 'execute')"
    " AND (o.holder_id IS NULL AND cardinality(o.candidate_roles) > 0"
    " OR o.holder_id IS NOT NULL AND o.stage = 'execute')"
)
STANDING: Final = (
    "SELECT o.id, o.title, o.place, o.stage, o.status, o.holder_id, o.due_at FROM order_row o"
    " WHERE o.tenant_id = $1 AND o.id = ANY($2::uuid[])"
)


class StandingRow(Struct, frozen=True, kw_only=True):
    """How an order stands: at which stage, with whom, due when."""

    id: UUID
    title: str
    place: str
    stage: str
    status: str
    holder_id: UUID | None
    due_at: datetime | None


async def plannable_orders(
    reader: Reader, principal: Principal, units: Sequence[UUID] | None, most: int
) -> Sequence[tuple[UUID, str]]:
    """Return orders that a reader may see and that wait for hands or are worked on.

    The most urgent first, of some units and of none (null: of all), by id and number.
    """
    seen = decide_access(principal, "order.read", "order")
    if isinstance(seen, Never):
        return []
    condition, arguments = to_sql(seen, COLUMNS, 3)
    rows: Any = await reader.fetch(
        f"{PLANNABLE} AND ($2::uuid[] IS NULL OR o.unit_id IS NULL OR o.unit_id = ANY($2))"
        f" AND ({condition}) ORDER BY o.priority, o.due_at NULLS LAST, o.id LIMIT {most:d}",
        principal.tenant,
        None if units is None else list(units),
        *arguments,
    )
    return [(row["id"], row["number"]) for row in rows]


async def standing_of(
    reader: Reader, tenant: UUID, orders: Sequence[UUID]
) -> Mapping[UUID, StandingRow]:
    """Return how orders stand, whoever asks."""
    rows: Any = await reader.fetch(STANDING, tenant, list(orders))
    return {row["id"]: StandingRow(**row) for row in rows}


async def standing_for(
    reader: Reader, principal: Principal, orders: Sequence[UUID]
) -> Mapping[UUID, StandingRow]:
    """Return how orders stand that a reader may see."""
    seen = decide_access(principal, "order.read", "order")
    if isinstance(seen, Never):
        return {}
    condition, arguments = to_sql(seen, COLUMNS, 3)
    rows: Any = await reader.fetch(
        f"{STANDING} AND ({condition})", principal.tenant, list(orders), *arguments
    )
    return {row["id"]: StandingRow(**row) for row in rows}
