"""The list as a table for a spreadsheet: page after page, as its reader may see it.

It holds what the list shows, the plain fields of the forms and the names of files, never
contacts: whoever needs one reveals it by itself. The first line says who took the table out,
and when.
"""

import tomllib
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from gongdan.kernel.database import Database
from gongdan.kernel.messages import Refused
from gongdan.rooms.files.contract import HeldFile
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.domain.rights import sees_internal
from gongdan.rooms.workorders.ports import Directory, TypeName, TypeNames
from gongdan.rooms.workorders.projections import OWN_NAMES
from gongdan.rooms.workorders.views.order_files import SeenFiles
from gongdan.rooms.workorders.views.orders import list_orders, live_generation
from gongdan.rooms.workorders.views.query import MAX_LIMIT, OrderFilter
from gongdan.rooms.workorders.views.shown import OrderLine

MOST_ROWS = 200_000
MOST_FIELDS = 100
Row = tuple[str, ...]

COLUMNS = (
    *("number", "type", "title", "stage", "status", "urgency", "impact", "priority"),
    *("reporter", "assignee", "waiting", "unit", "asset", "place", "tags"),
    *("due_at", "reported_at", "updated_at", "imported", "files", "id"),
)
"""What each order's row holds, in this order; fields of forms follow, sorted by name."""

_FIELD_NAMES = """
WITH RECURSIVE known (name) AS (
    (SELECT f.name FROM order_field f WHERE f.tenant_id = $1 AND f.generation = $2
     ORDER BY f.name LIMIT 1)
    UNION ALL
    SELECT (SELECT f.name FROM order_field f WHERE f.tenant_id = $1 AND f.generation = $2
            AND f.name > k.name ORDER BY f.name LIMIT 1)
    FROM known k WHERE k.name IS NOT NULL)
SELECT name FROM known WHERE name IS NOT NULL LIMIT $3
"""
_FIELDS = """
SELECT f.order_id, f.name, f.value FROM order_field f
WHERE f.tenant_id = $1 AND f.generation = $2 AND f.order_id = ANY($3::uuid[])
"""


class Export:
    """One table of orders for one reader, to be read row by row; `count` grows with them."""

    def __init__(  # noqa: PLR0913 - one question, each part of it named
        self,
        database: Database,
        directory: Directory,
        principal: Principal,
        wanted: OrderFilter,
        *,
        files: SeenFiles,
        types: TypeNames,
        words: str,
        locale: str,
        now: datetime,
    ) -> None:
        self._database = database
        self._directory = directory
        self._files = files
        self._types = types
        self._locale = locale
        self._principal = principal
        # by report: who changes an order meanwhile moves it to no page that was read already
        self._wanted = msgspec.structs.replace(wanted, sort="reported", limit=MAX_LIMIT, cursor="")
        self._words = words
        self._labels = labels(locale)
        self._now = now
        self.count = 0

    async def check(self) -> Refused | None:
        """Return why the question can't be answered, before a first byte is sent."""
        first = msgspec.structs.replace(self._wanted, limit=1)
        page = await list_orders(
            self._database, self._directory, self._principal, first, words=self._words
        )
        return page if isinstance(page, Refused) else None

    async def head(self) -> list[Row]:
        """Return the line that says who and when, and the names of the columns."""
        principal, labels_ = self._principal, self._labels
        people = await self._directory.users(
            principal.tenant, {principal.user} if principal.user else ()
        )
        who = next(iter(people.values()), principal.actor.name)
        at = self._now.astimezone(ZoneInfo(principal.zone)).isoformat(sep=" ", timespec="seconds")
        self._fields = await self._field_names()
        self._called = await self._types.of(principal.tenant)
        titles = headings(self._called.values(), self._locale, self._fields)
        mark = labels_["exported"].format(who=who, at=at, most=MOST_ROWS)
        return [
            (f"# {mark}",),
            (*(labels_[name] for name in COLUMNS), *titles),
        ]

    async def batches(self) -> AsyncIterator[list[Row]]:
        """Return the orders, some at a time, up to `MOST_ROWS`."""
        cursor: str | None = ""
        principal = self._principal
        while cursor is not None and self.count < MOST_ROWS:
            wanted = msgspec.structs.replace(self._wanted, cursor=cursor)
            page = await list_orders(
                self._database, self._directory, principal, wanted, words=self._words
            )
            if isinstance(page, Refused):  # his rights were taken meanwhile
                return
            ids = [each.id for each in page.items]
            values, held = await self._values(ids), await self._files.of(principal, ids, named=True)
            yield [
                self._row(each, values.get(each.id, {}), held.get(each.id, ()))
                for each in page.items
            ]
            self.count += len(page.items)
            cursor = page.next

    async def _field_names(self) -> tuple[str, ...]:
        if not sees_internal(self._principal):
            return ()
        tenant = self._principal.tenant
        async with self._database.reading(tenant) as reader:
            generation = await live_generation(reader, tenant)
            rows = await reader.fetch(_FIELD_NAMES, tenant, generation, MOST_FIELDS)
        return tuple(row["name"] for row in rows if row["name"] not in OWN_NAMES)

    async def _values(self, orders: Sequence[UUID]) -> Mapping[UUID, dict[str, str]]:
        if not (self._fields and orders):
            return {}
        tenant = self._principal.tenant
        async with self._database.reading(tenant) as reader:
            generation = await live_generation(reader, tenant)
            rows = await reader.fetch(_FIELDS, tenant, generation, list(orders))
        found: dict[UUID, dict[str, str]] = {}
        for row in rows:
            found.setdefault(row["order_id"], {})[row["name"]] = row["value"]
        return found

    def _row(self, order: OrderLine, values: Mapping[str, str], files_: Sequence[HeldFile]) -> Row:
        zone = ZoneInfo(self._principal.zone)
        called = {str(each.id): each.name for each in files_}

        def moment(at: datetime | None) -> str:
            return at.astimezone(zone).isoformat(sep=" ", timespec="seconds") if at else ""

        type_ = self._called.get(order.type)
        role = order.waiting.role
        waiting = (
            order.waiting.who.name if order.waiting.who else self._labels.get(f"role.{role}", role)
        )
        return (
            order.number,
            (type_ and type_.title.get(self._locale)) or order.type,
            order.title,
            self._labels.get(f"stage.{order.stage}", order.stage),
            self._labels.get(f"status.{order.status}", order.status),
            str(order.urgency),
            str(order.impact),
            str(order.priority),
            order.reporter.name if order.reporter else "",
            order.assignee.name if order.assignee else "",
            waiting,
            order.unit.name if order.unit else "",
            f"{order.asset.code} {order.asset.name}" if order.asset else "",
            order.place,
            ", ".join(order.tags),
            moment(order.due_at),
            moment(order.reported_at),
            moment(order.updated_at),
            self._labels["yes"] if order.imported else "",
            ", ".join(called.values()),
            str(order.id),
            # a field that points at a file says how the file is called
            *(called.get(text := values.get(name, ""), text) for name in self._fields),
        )


def headings(types: Iterable[TypeName], locale: str, fields: Sequence[str]) -> list[str]:
    """Return what fields are called, no two alike; one without a title keeps its name.

    >>> types = [TypeName({}, {"sum": {"en": "Amount"}, "total": {"en": "Amount"}})]
    >>> headings(types, "en", ["sum", "total", "old"])
    ['Amount (sum)', 'Amount (total)', 'old']
    """
    titles: dict[str, str] = {}
    for each in types:
        for name, words in each.fields.items():
            titles.setdefault(name, words.get(locale, name))
    said = [titles.get(name, name) for name in fields]
    return [
        title if title == name or said.count(title) == 1 else f"{title} ({name})"
        for name, title in zip(fields, said, strict=True)
    ]


@lru_cache
def labels(locale: str) -> Mapping[str, str]:
    """Return the words of a table in a language: columns, stages, statuses, shipped roles."""
    texts = files("gongdan.rooms.workorders") / "texts" / f"{locale}.toml"
    content = tomllib.loads(texts.read_text(encoding="utf-8"))
    return {
        **content["columns"],
        **{f"stage.{key}": word for key, word in content["stages"].items()},
        **{f"status.{key}": word for key, word in content["statuses"].items()},
        **{f"role.{key}": word for key, word in content["roles"].items()},
    }
