"""The list of orders: a page of rows that the reader may see, with the names they point at."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Database, Reader
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.predicate import Never
from gongdan.kernel.text import near_pairs, near_tokens, query_tokens
from gongdan.rooms.identity.contract import Principal, View, decide_access, field_view
from gongdan.rooms.workorders.domain.refusals import OrderCode
from gongdan.rooms.workorders.ports import Directory
from gongdan.rooms.workorders.projections import SEARCH, tenant_token
from gongdan.rooms.workorders.views.query import (
    Cursor,
    OrderFilter,
    list_statement,
    read_cursor,
    write_cursor,
)
from gongdan.rooms.workorders.views.shown import AssetShown, Named, OrderLine, OrderPage, Waiting

MOST_WORDS = 8
"""Words of a search in which a typing mistake is forgiven."""

MOST_FOUND = 1_000
"""How many of the newest hits of a word search a page is chosen from."""


_FIND = """
WITH numbered AS MATERIALIZED (SELECT id FROM order_row WHERE tenant_id = $1 AND number = $6)
SELECT id FROM numbered
UNION ALL
SELECT found FROM find_orders_v2($1, $2, $3, $4::text::jsonb, $5) AS found
WHERE NOT EXISTS (SELECT FROM numbered)
"""


class Names(Struct, frozen=True):
    """Everything that a page of orders points at, by its id, with its name.

    A person who is gone keeps the id alone; a unit or asset that is gone is not there.
    """

    users: Mapping[UUID | None, Named]
    units: Mapping[UUID | None, Named]
    assets: Mapping[UUID | None, AssetShown]


async def list_orders(
    database: Database,
    directory: Directory,
    principal: Principal,
    wanted: OrderFilter,
    *,
    words: str = "",
) -> OrderPage | Refused:
    """Return one page of the orders that the principal may read and that match.

    `words` are looked up as a number or as words of title, description and place; the word
    index follows the events by a moment.
    """
    after = read_cursor(wanted.cursor) if wanted.cursor else None
    if isinstance(after, Refused):
        return after
    seen = decide_access(principal, "order.read", "order")
    if isinstance(seen, Never):
        return OrderPage((), None)
    if wanted.fields and field_view(principal, "order").get("internal") is not View.FULL:
        # who may not see a field must not learn it by asking which orders have which value
        return Refused(OrderCode.FIELD_HIDDEN, RefusalKind.FORBIDDEN)
    tenant = principal.tenant
    async with database.reading(tenant) as reader:
        beside = words or wanted.looks_up()
        generation = await live_generation(reader, tenant) if beside else 0
        if words:
            wanted = _narrowed(wanted, await find(reader, tenant, generation, words))
        statement, arguments = list_statement(
            tenant, seen, wanted, after=after, generation=generation
        )
        rows = await reader.fetch(statement, *arguments)
    page = rows[: wanted.limit]
    names = await names_of(directory, tenant, page)
    items = tuple(line(row, names) for row in page)
    return OrderPage(items, _next(wanted, page) if len(rows) > len(page) else None)


async def live_generation(reader: Reader, tenant: UUID) -> int:
    """Return the generation of the search tables that is complete."""
    found: int | None = await reader.fetchval(
        "SELECT generation FROM projection WHERE tenant_id = $1 AND name = $2 AND live",
        tenant,
        SEARCH,
    )
    return found or 1


async def find(reader: Reader, tenant: UUID, generation: int, words: str) -> tuple[UUID, ...]:
    """Return the newest orders that hold all words, or the one that has this number.

    Where none holds them as they were typed, words one typing mistake away count, too.
    """
    wanted = _Wanted(words.strip().upper(), query_tokens(words))
    if not wanted.tokens:
        return ()  # numbers hold letters and digits, which are tokens
    found = await _holding(reader, tenant, generation, wanted)
    near = _forgiving(words, wanted)
    return found or (await _holding(reader, tenant, generation, near) if near.groups else ())


class _Wanted(Struct, frozen=True):
    """A search: a number, or all of the tokens, and of each group at least one."""

    number: str
    tokens: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...] = ()


def _forgiving(words: str, wanted: _Wanted) -> _Wanted:
    """Return the search with one mistake forgiven in each word; without groups if in none."""
    pairs = near_pairs(words)
    spaceless = {token for pair in pairs for token in pair}
    near = {token: near_tokens(token) for token in wanted.tokens[:MOST_WORDS]}
    exact = tuple(t for t in wanted.tokens if not near.get(t) and t not in spaceless)
    groups = (*(group for group in near.values() if group), *pairs)
    return _Wanted(wanted.number, exact, groups)


async def _holding(
    reader: Reader, tenant: UUID, generation: int, wanted: _Wanted
) -> tuple[UUID, ...]:
    """Return the order of a number, else the newest orders that hold what is wanted."""
    groups = [[tenant_token(tenant, each) for each in group] for group in wanted.groups]
    rows = await reader.fetch(
        _FIND,
        tenant,
        generation,
        [tenant_token(tenant, token) for token in wanted.tokens],
        msgspec.json.encode(groups).decode(),
        MOST_FOUND,
        wanted.number,
    )
    return tuple(row["id"] for row in rows)


async def names_of(directory: Directory, tenant: UUID, rows: Sequence[Mapping[str, Any]]) -> Names:
    """Look up the names of all that these rows point at, each kind once."""
    people = _ids(rows, "reporter_id") | _ids(rows, "assignee_id") | _ids(rows, "holder_id")
    people |= {each for row in rows for each in row["awaited_ids"]}
    # nearly always remembered: to ask for all three at once would cost more than it spares
    users = await directory.users(tenant, people)
    units = await directory.units(tenant, _ids(rows, "unit_id"))
    assets = await directory.assets(tenant, _ids(rows, "asset_id"))
    return Names(
        {each: Named(each, users.get(each, "")) for each in people},
        {each: Named(each, unit.name) for each, unit in units.items()},
        {each: AssetShown(each, asset.code, asset.name) for each, asset in assets.items()},
    )


def line(row: Mapping[str, Any], names: Names) -> OrderLine:
    """Return an order as a line of the list."""
    return OrderLine(
        id=row["id"],
        number=row["number"],
        type=row["type_key"],
        title=row["title"],
        stage=row["stage"],
        status=row["status"],
        urgency=row["urgency"],
        impact=row["impact"],
        priority=row["priority"],
        reporter=names.users.get(row["reporter_id"]),
        assignee=names.users.get(row["assignee_id"]),
        unit=names.units.get(row["unit_id"]),
        asset=names.assets.get(row["asset_id"]),
        place=row["place"],
        tags=tuple(row["tags"]),
        due_at=row["due_at"],
        reported_at=row["reported_at"],
        updated_at=row["updated_at"],
        version=row["version"],
        imported=row["imported"],
        waiting=Waiting(
            role=next(iter(row["candidate_roles"]), ""),
            who=names.users.get(row["holder_id"]),
            others=_others(row, names),
            since=row["waiting_since"],
            act=row["next_act"],
        ),
    )


def _others(row: Mapping[str, Any], names: Names) -> tuple[Named, ...]:
    awaited = row["awaited_ids"]
    if not awaited or awaited == [row["holder_id"]]:
        return ()  # nearly every row of a page: its holder alone is awaited
    beside = (each for each in awaited if each != row["holder_id"])
    return tuple(named for each in beside if (named := names.users.get(each)))


def _ids(rows: Sequence[Mapping[str, Any]], column: str) -> set[UUID]:
    return {row[column] for row in rows} - {None}


def _narrowed(wanted: OrderFilter, found: tuple[UUID, ...]) -> OrderFilter:
    return msgspec.structs.replace(wanted, found=found)


def _next(wanted: OrderFilter, page: Sequence[Mapping[str, Any]]) -> str:
    last = page[-1]
    return write_cursor(Cursor(last[f"{wanted.sort}_at"], last["id"]))
