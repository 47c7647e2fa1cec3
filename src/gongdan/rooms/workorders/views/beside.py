"""What stands beside an order's loop, as far as its reader may see it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.predicate import to_sql
from gongdan.rooms.identity.contract import Principal, decide_access
from gongdan.rooms.workorders.contract import (
    OrderStatus,
)
from gongdan.rooms.workorders.domain.beside import Beside
from gongdan.rooms.workorders.domain.rights import Reach, sees_internal
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.domain.ties import LIVING
from gongdan.rooms.workorders.domain.totals import Entry, sums
from gongdan.rooms.workorders.views.needs import needs_shown
from gongdan.rooms.workorders.views.query import COLUMNS
from gongdan.rooms.workorders.views.shown import BesideShown, Named
from gongdan.rooms.workorders.views.tied import Sum, TieShown, Totals

Rows = Mapping[UUID, Mapping[str, Any]]

_NOTHING = Beside()
_RIGHT_OF = {"unmerge": "merge", "schedule": "assign"}


async def beside_shown(
    database: Database,
    principal: Principal,
    state: OrderState,
    names: Mapping[UUID, str],
    *,
    reach: Reach | None,
) -> BesideShown:
    """Return what stands beside the loop; orders that the reader may not see are left out.

    `names` are those of helpers and watchers. `reach`: what the reader may do, None in the past.
    """
    beside = state.beside
    ids = _ties(beside)
    rows = await _readable(database, principal, ids) if ids else {}
    inside = sees_internal(principal)
    return BesideShown(
        helpers=_named(beside.helpers, names),
        watchers=_named(beside.watchers, names),
        watching=principal.user in beside.watchers,
        comments=beside.comments + (beside.internal_comments if inside else 0),
        links=_tied(rows, ((link.order, link.kind) for link in beside.links)),
        parent=_one(rows, beside.parent.order if beside.parent else None, "parent"),
        children=_tied(rows, ((child.order, "child") for child in beside.children)),
        merged_into=_one(
            rows, beside.merged_into.order if beside.merged_into else None, "merged_into"
        ),
        duplicates=_tied(rows, ((each.order, "duplicate") for each in beside.duplicates)),
        totals=totals_of(beside.bookings) if inside and beside.bookings else None,
        needs=needs_shown(beside.needs, inside=inside),
        may=tuple(_may(reach, principal, state, inside=inside)) if reach else (),
    )


def totals_of(entries: Iterable[Entry]) -> Totals:
    """Return the sums of entries as they are shown."""
    hours, money, parts = sums(entries)
    return Totals(
        hours,
        tuple(Sum(name, total) for name, total in money.items()),
        tuple(Sum(name, total) for name, total in parts.items()),
    )


def people_of(beside: Beside) -> set[UUID]:
    """Return those whose names are shown."""
    return {*beside.helpers, *beside.watchers}


def _may(reach: Reach, principal: Principal, state: OrderState, *, inside: bool) -> Iterable[str]:
    beside, living = state.beside, state.status in LIVING
    if reach.allowed("comment"):
        yield "comment"
        if inside:
            yield "comment_internal"
    if principal.user and reach.allowed("watch"):
        yield "watch"
    for act, open_ in (
        ("help", living),
        ("book", living and inside),
        ("link", True),
        ("merge", living and not beside.duplicates),
        ("unmerge", state.status is OrderStatus.MERGED),
        ("split", living),
        ("schedule", living),
    ):
        if open_ and reach.allowed(_RIGHT_OF.get(act, act)):
            yield act


def _ties(beside: Beside) -> set[UUID]:
    if beside is _NOTHING:
        return set()
    others = (beside.parent, beside.merged_into, *beside.duplicates)
    return {
        *(link.order for link in beside.links),
        *(child.order for child in beside.children),
        *(other.order for other in others if other),
    }


async def _readable(database: Database, principal: Principal, orders: Collection[UUID]) -> Rows:
    condition, arguments = to_sql(decide_access(principal, "order.read", "order"), COLUMNS, 3)
    async with database.reading(principal.tenant) as reader:
        rows = await reader.fetch(
            "SELECT o.id, o.number, o.title, o.stage, o.status FROM order_row o"
            f" WHERE o.tenant_id = $1 AND o.id = ANY($2::uuid[]) AND {condition}",
            principal.tenant,
            list(orders),
            *arguments,
        )
    return {row["id"]: row for row in rows}


def _named(people: Iterable[UUID], names: Mapping[UUID, str]) -> tuple[Named, ...]:
    return tuple(Named(each, names.get(each, "")) for each in people)


def _tied(rows: Rows, ties: Iterable[tuple[UUID, str]]) -> tuple[TieShown, ...]:
    found = (_one(rows, order, kind) for order, kind in ties)
    return tuple(each for each in found if each)


def _one(rows: Rows, order: UUID | None, kind: str) -> TieShown | None:
    row = rows.get(order) if order else None
    if row is None:
        return None
    return TieShown(row["id"], row["number"], row["title"], row["stage"], row["status"], kind)
