"""Every query of lists, search and detail walks an index, as the application sees the tables."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

import pytest

from gongdan.kernel.ids import new_id
from gongdan.kernel.predicate import to_sql
from gongdan.rooms.identity.contract import Principal, decide_access
from gongdan.rooms.workorders.projections import tenant_token
from gongdan.rooms.workorders.views.query import (
    COLUMNS,
    Cursor,
    OrderFilter,
    Span,
    list_statement,
)
from gongdan.rooms.workorders.views.running import RUNNING
from tests.postgres_server import HouseDatabase
from tests.rooms.workorders.yard import Yard

ROWS = 20_000
_SEED = """
INSERT INTO order_row SELECT $1, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    'WO-' || n, 'five_step', 1, 'order ' || n, stage, rank, rank,
    CASE WHEN n % 10 = 0 THEN 'open' ELSE 'archived' END, n % 4 + 1, n % 3 + 1, 3,
    ($2::uuid[])[n % 500 + 1], ($2::uuid[])[n % 97 + 1], CASE WHEN n % 10 = 0 THEN ($2::uuid[])[n % 97 + 1] END,
    CASE WHEN n % 200 = 10 THEN '{technician}'::text[] ELSE '{}' END, NULL, '/group/u' || n % 40 || '/',
    CASE WHEN n % 5 = 0 THEN ($2::uuid[])[n % 300 + 1] END, NULL, 'hall', '{}', NULL, stage, 'x', 1, NULL, true,
    'erp:' || n, 1, t, t, t
FROM (SELECT n, n % 5 + 1 AS rank, ('{report,accept,execute,verify,archive}'::text[])[n % 5 + 1] AS stage,
    timestamptz '2026-01-01' + n * interval '1 minute' AS t FROM generate_series(1, $3::int) n) AS made
"""
_DETAIL = """
SELECT r.reported_at FROM stream s JOIN order_row r ON r.tenant_id = s.tenant_id AND r.id = s.stream_id
WHERE s.tenant_id = $1 AND s.stream_id = $2
"""
_WORDS = """
INSERT INTO order_search SELECT tenant_id, 1, id,
    ARRAY[$2 || 'order', $2 || substr(number, 4), $2 || ('{pump,lamp,door}'::text[])[urgency % 3 + 1]]
FROM order_row WHERE tenant_id = $1
"""
_FIELDS = """
INSERT INTO order_field SELECT tenant_id, 1, 'fault_kind', 'kind' || substr(number, 4)::int % 50, id
FROM order_row WHERE tenant_id = $1
"""


@pytest.fixture
async def users(database: HouseDatabase, yard: Yard) -> list[UUID]:
    """20,000 more orders in the module's database; the ids of those who report and do them."""
    people = [new_id() for _ in range(500)]
    people[0] = yard.by["requester"].user or new_id()
    people[1] = yard.by["technician"].user or new_id()
    async with database.admin.untenanted() as connection:
        await connection.execute(_SEED, yard.tenant, people, ROWS)
        await connection.execute(_WORDS, yard.tenant, tenant_token(yard.tenant, ""))
        await connection.execute(_FIELDS, yard.tenant)
        await connection.execute("ANALYZE order_row; ANALYZE order_search; ANALYZE order_field")
    return people


async def _plan(database: HouseDatabase, who: Principal, sql: str, *arguments: object) -> str:
    async with database.app.reading(who.tenant) as reader:
        rows = await reader.fetch(f"EXPLAIN {sql}", *arguments)
    return "\n".join(row[0] for row in rows)


def _filters(users: list[UUID]) -> Mapping[str, OrderFilter]:
    some = tuple(UUID(f"01900000-0000-7000-8000-{n:012x}") for n in range(1, 1_000))
    return {
        "everything": OrderFilter(),
        "by report": OrderFilter(sort="reported"),
        "stage": OrderFilter(stage="verify"),
        "status": OrderFilter(status="open"),
        "type": OrderFilter(type="five_step"),
        "assignee": OrderFilter(assignee=users[7]),
        "reporter": OrderFilter(reporter=users[7]),
        "unit": OrderFilter(unit_path="/group/u7/"),
        "urgency": OrderFilter(urgency=1, status="open"),
        "asset": OrderFilter(asset=users[5]),
        "words": OrderFilter(found=some),
        "field": OrderFilter(fields={"fault_kind": "kind7"}),
        "helper": OrderFilter(helper=users[1]),
        "watcher": OrderFilter(watcher=users[1]),
        "customer": OrderFilter(customer=users[1]),
        "tag and place": OrderFilter(tag="x", place="hall"),
        "span": OrderFilter(spans=(Span("due", before=datetime(2026, 1, 8, tzinfo=UTC)),)),
        "impact and priority": OrderFilter(impact=1, priority=5),
        "imported": OrderFilter(imported=True),
        "two fields": OrderFilter(fields={"fault_kind": "kind7", "result": "fixed"}),
    }


async def test_no_list_of_any_role_scans_the_table(
    database: HouseDatabase, yard: Yard, users: list[UUID]
) -> None:
    cursor = Cursor(datetime(2026, 1, 8, tzinfo=UTC), new_id())
    asked = 0
    for role in ("requester", "technician", "dispatcher", "supervisor", "auditor"):
        who = yard.by[role]
        seen = decide_access(who, "order.read", "order")
        for name, wanted in _filters(users).items():
            for after in (None, cursor):
                sql, arguments = list_statement(
                    yard.tenant, seen, wanted, after=after, generation=1
                )
                plan = await _plan(database, who, sql, *arguments)
                assert "Seq Scan" not in plan, f"{role}, {name}:\n{plan}"
                asked += 1
    assert asked == 200


@pytest.mark.usefixtures("users")
async def test_numbers_details_and_changes_are_found_by_index(
    database: HouseDatabase, yard: Yard
) -> None:
    who, order = yard.by["technician"], UUID(f"01900000-0000-7000-8000-{7:012x}")
    condition, arguments = to_sql(decide_access(who, "order.read", "order"), COLUMNS, 3)
    mine = "FROM order_row o WHERE o.tenant_id = $1"
    asked: dict[str, list[object]] = {
        f"SELECT o.id {mine} AND o.number = $2": ["WO-7"],
        f"SELECT o.external_id {mine} AND o.external_id = ANY($2) AND o.external_id <> ''": [
            ["erp:7"]
        ],
        f"SELECT o.id {mine} AND o.id = ANY($2::uuid[]) AND {condition}": [[order], *arguments],
        _DETAIL: [order],
        RUNNING: ["five_step"],
    }
    for sql, values in asked.items():
        plan = await _plan(database, who, sql, yard.tenant, *values)
        assert "Seq Scan" not in plan, plan


@pytest.mark.usefixtures("users")
async def test_words_are_looked_up_in_the_index_behind_the_function(
    database: HouseDatabase, yard: Yard
) -> None:
    """The function runs as the searcher, for whom the index is not switched off."""
    async with database.searcher.reading(yard.tenant) as reader:
        for words, expected in ((["lamp", "7"], 1), (["order"], 1_000), (["elevator"], 0)):
            tokens = [tenant_token(yard.tenant, word) for word in words]
            sql = (
                "SELECT s.order_id FROM order_search s WHERE s.tenant_id = $1 AND s.generation = $2"
                " AND s.tokens @> $3 ORDER BY s.order_id DESC LIMIT $4"
            )
            rows = await reader.fetch(f"EXPLAIN {sql}", yard.tenant, 1, tokens, 1_000)
            plan = "\n".join(row[0] for row in rows)
            assert "Seq Scan" not in plan, plan
            found = await reader.fetch(sql, yard.tenant, 1, tokens, 1_000)
            assert len(found) == expected
