"""Human numbers: what they say, and that no two orders ever have the same."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.rooms.workorders.domain.numbers import number_of, series_of
from gongdan.rooms.workorders.store import LeasedNumbers
from tests.postgres_server import HouseDatabase

DAY = date(2026, 3, 7)
MIGRATION = Path(__file__).parents[3] / "src/gongdan/migrations/0200_workorders_number_series.sql"


@pytest.mark.parametrize(
    ("pattern", "series", "number"),
    [
        ("WO-{year}-{n:06}", "WO-2026-{n}", "WO-2026-000012"),
        ("{year}{month}{day}/{n:3}", "20260307/{n}", "20260307/ 12"),
        ("{n}", "{n}", "12"),
    ],
)
def test_a_number_and_its_series_read_as_the_pattern_says(
    pattern: str, series: str, number: str
) -> None:
    assert series_of(pattern, DAY) == series
    assert number_of(pattern, DAY, 12) == number


@given(st.sampled_from(["A-{n}", "A-{year}-{n}", "A-{year}{month}-{n:04}"]), st.dates(), st.dates())
def test_numbers_of_two_days_differ_or_count_together(pattern: str, one: date, other: date) -> None:
    same = number_of(pattern, one, 7) == number_of(pattern, other, 7)
    assert same is (series_of(pattern, one) == series_of(pattern, other))


async def test_counters_go_on_where_they_stood_under_the_old_names(
    fresh_database: HouseDatabase,
) -> None:
    tenant = await fresh_database.make_tenant()
    async with fresh_database.admin.untenanted() as admin:
        await admin.execute(
            "INSERT INTO definition (tenant_id, key, version, sha256, body, title, status, note)"
            " SELECT $1, key, 1, sha256(body), body, '{}', 'published', ''"
            " FROM (VALUES ('repair', $2::bytea), ('move', $3::bytea)) AS given (key, body)",
            tenant,
            b'{"numbering": "WO-{year}-{n:06}"}',
            b"{}",
        )
        await admin.execute(
            "INSERT INTO number_block (tenant_id, series, next)"
            " VALUES ($1, 'repair:2026', 41), ($1, 'move:2026', 7)",
            tenant,
        )
    async with fresh_database.owner.untenanted() as owner:
        await owner.execute("SET search_path = gongdan")
        await owner.execute(MIGRATION.read_text("utf-8"))
    numbers = LeasedNumbers(fresh_database.app)
    assert await numbers.next(tenant, "WO-2026-{n}") == 41
    assert await numbers.next(tenant, "{n}") == 7
