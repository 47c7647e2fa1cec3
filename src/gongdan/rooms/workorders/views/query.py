"""The list's question as SQL: one index-ordered branch for each way in which a row may be seen.

A requester sees what he reported *or* what is assigned to him. As one condition joined by OR
the database would walk the whole tenant by time until it had found a page; as a union of
branches each is a walk along its own index that stops after a page.
"""

import base64
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.predicate import AnyOf, Never, Predicate, to_sql
from gongdan.rooms.workorders.projections import IMPACT, PLACE, PRIORITY, TAG

Sort = Literal["updated", "reported"]
MAX_LIMIT = 200

COLUMNS: Mapping[str, str] = {
    "number": "o.number",
    "reporter_id": "o.reporter_id",
    "assignee_id": "o.assignee_id",
    "holder_id": "o.holder_id",
    "candidate_roles": "o.candidate_roles",
    "helper_ids": "o.helper_ids",
    "awaited_ids": "o.awaited_ids",
    "unit_path": "o.unit_path",
    "type_key": "o.type_key",
}
"""The columns behind the attributes of access policies."""

_SHOWN = (
    "o.id, o.number, o.type_key, o.title, o.stage, o.status, o.urgency, o.impact, o.priority,"
    " o.reporter_id, o.assignee_id, o.holder_id, o.awaited_ids, o.candidate_roles,"
    " o.unit_id, o.asset_id, o.place, o.tags, o.due_at, o.reported_at, o.updated_at,"
    " o.waiting_since, o.version, o.imported, o.next_act"
)
_FEW = ("candidate_roles", "helper_ids", "awaited_ids")
_TIME: Mapping[Sort, str] = {"updated": "updated_at", "reported": "reported_at"}


Moment = Literal["due", "reported", "updated"]


class Span(Struct, frozen=True):
    """A span of one of an order's times: from an instant on, and before another one."""

    of: Moment
    after: datetime | None = None
    before: datetime | None = None


class OrderFilter(Struct, frozen=True, kw_only=True):
    """What is asked of the list; None and empty ask nothing."""

    stage: str | None = None
    status: str | None = None
    type: str | None = None
    assignee: UUID | None = None
    reporter: UUID | None = None
    unit_path: str | None = None
    urgency: int | None = None
    asset: UUID | None = None
    customer: UUID | None = None
    holder: UUID | None = None
    helper: UUID | None = None
    watcher: UUID | None = None
    parent: UUID | None = None
    impact: int | None = None
    priority: int | None = None
    place: str | None = None
    tag: str | None = None
    imported: bool = False
    spans: tuple[Span, ...] = ()
    found: tuple[UUID, ...] | None = None
    fields: dict[str, str] = {}
    sort: Sort = "updated"
    limit: int = 50
    cursor: str = ""

    def looks_up(self) -> bool:
        """Tell whether the tables beside the rows are asked, which follow by a moment."""
        return bool(self.fields or self.place or self.tag or self.impact or self.priority)


class Cursor(Struct, frozen=True, array_like=True):
    """The last row of the page before: its time and its id."""

    at: datetime
    id: UUID


def write_cursor(cursor: Cursor) -> str:
    """Return the opaque text of a cursor."""
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(cursor)).decode().rstrip("=")


def read_cursor(text: str) -> Cursor | Refused:
    """Return the cursor, or the refusal of a text that was not made by us."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        cursor = msgspec.msgpack.decode(raw, type=Cursor)
        # a time without zone, or beyond the calendar in ours, is none that we wrote
        return msgspec.structs.replace(cursor, at=_known_time(cursor.at))
    except (ValueError, OverflowError, msgspec.MsgspecError):
        return Refused("cursor_malformed", RefusalKind.MALFORMED, {}, "/cursor")


def _known_time(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a cursor's time has a zone")
    return at.astimezone(UTC)


class _Statement:
    """Gathers arguments while conditions are written."""

    def __init__(self, tenant: UUID) -> None:
        self.arguments: list[object] = [tenant]

    def bind(self, value: object) -> str:
        self.arguments.append(value)
        return f"${len(self.arguments)}"


def list_statement(
    tenant: UUID,
    seen: Predicate,
    wanted: OrderFilter,
    *,
    after: Cursor | None = None,
    generation: int = 0,
) -> tuple[str, list[object]]:
    """Return the SQL of one page (a row more than the limit tells whether another follows)."""
    statement = _Statement(tenant)
    time = _TIME[wanted.sort]
    conditions = _conditions(statement, wanted, generation)
    if after is not None:
        place = f"({statement.bind(after.at)}::timestamptz, {statement.bind(after.id)}::uuid)"
        conditions.append(f"(o.{time}, o.id) < {place}")
    limit = statement.bind(min(wanted.limit, MAX_LIMIT) + 1)
    newest = f"ORDER BY {time} DESC, id DESC LIMIT {limit}"
    holding = _holding(statement, wanted.holder)
    branches = []
    for part in _ways(seen):
        condition, arguments = to_sql(part, COLUMNS, len(statement.arguments) + 1)
        statement.arguments += arguments
        # a partial index (of the pool, of helped orders) serves only a condition that names it
        few = [f"cardinality(o.{name}) > 0" for name in _FEW if name in condition]
        for held in holding:
            where = " AND ".join(["o.tenant_id = $1", *conditions, *held, condition, *few])
            branches.append(f"(SELECT {_SHOWN} FROM order_row o WHERE {where} {newest})")
    if len(branches) == 1:
        return branches[0], statement.arguments
    # a row seen in two ways comes twice: the outer select keeps one of them
    union = " UNION ".join(branches)
    return f"SELECT * FROM ({union}) AS seen {newest}", statement.arguments


def _ways(seen: Predicate) -> tuple[Predicate, ...]:
    match seen:
        case AnyOf(parts):
            return tuple(way for part in parts for way in _ways(part)) or (Never(),)
        case _:
            return (seen,)


def _conditions(statement: _Statement, wanted: OrderFilter, generation: int) -> list[str]:
    equal = {
        "o.stage": wanted.stage,
        "o.status": wanted.status,
        "o.type_key": wanted.type,
        "o.assignee_id": wanted.assignee,
        "o.reporter_id": wanted.reporter,
        "o.urgency": wanted.urgency,
        "o.asset_id": wanted.asset,
        "o.customer_id": wanted.customer,
        "o.parent_id": wanted.parent,
    }
    conditions = [
        f"{column} = {statement.bind(value)}"
        for column, value in equal.items()
        if value is not None
    ]
    conditions += _memberships(statement, wanted)
    if wanted.stage is not None and wanted.status is None:
        conditions.append("o.status IN ('open', 'suspended')")
    if wanted.unit_path is not None:
        low, high = wanted.unit_path, wanted.unit_path[:-1] + "0"
        conditions.append(
            f'o.unit_path >= {statement.bind(low)} COLLATE "C"'
            f' AND o.unit_path < {statement.bind(high)} COLLATE "C"'
        )
    if wanted.found is not None:
        conditions.append(f"o.id = ANY({statement.bind(list(wanted.found))}::uuid[])")
    # as an array, or the planner would read the whole table to join a value that many have
    conditions += [
        "o.id = ANY(ARRAY(SELECT f.order_id FROM order_field f WHERE f.tenant_id = $1"
        f" AND f.generation = {statement.bind(generation)}"
        f" AND f.name = {statement.bind(name)} AND f.value = {statement.bind(value)}))"
        for name, value in _values(wanted)
    ]
    return conditions


def _holding(statement: _Statement, holder: UUID | None) -> tuple[tuple[str, ...], ...]:
    """Return the ways in which an order waits for somebody, each with an index of its own."""
    if holder is None:
        return ((),)
    who = statement.bind(holder)
    several = ("cardinality(o.awaited_ids) > 0", f"{who} = ANY(o.awaited_ids)")
    return ((f"o.holder_id = {who}",), several)


def _values(wanted: OrderFilter) -> Iterator[tuple[str, str]]:
    """Return the values by name that are looked up in the table of fields."""
    yield from wanted.fields.items()
    own = {PLACE: wanted.place, TAG: wanted.tag, IMPACT: wanted.impact, PRIORITY: wanted.priority}
    for name, value in own.items():
        if value is not None:
            yield name, str(value)


def _memberships(statement: _Statement, wanted: OrderFilter) -> Iterator[str]:
    """Return conditions on lists and times; a partial index serves only what names it."""
    if wanted.imported:
        yield "o.imported AND o.external_id <> ''"
    for column, person in (("helper_ids", wanted.helper), ("watcher_ids", wanted.watcher)):
        if person is not None:
            yield f"cardinality(o.{column}) > 0 AND {statement.bind(person)} = ANY(o.{column})"
    for span in wanted.spans:
        if span.after is not None:
            yield f"o.{span.of}_at >= {statement.bind(span.after)}"
        if span.before is not None:
            yield f"o.{span.of}_at < {statement.bind(span.before)}"
