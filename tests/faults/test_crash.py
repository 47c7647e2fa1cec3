"""The short form of `python -m tests.faults.crash`, and a proof that its audit can fail."""

import pytest

from tests.faults.crash import Plan, compare, run
from tests.faults.desk import bring_orders
from tests.faults.writers import Book
from tests.house import running_house
from tests.postgres_server import HouseDatabase, temporary_home


@pytest.mark.slow
async def test_what_was_acknowledged_survives_every_kill() -> None:
    with temporary_home() as home:
        figures = await run(home, Plan(app_kills=6, database_kills=2))
    assert (figures.lost, figures.doubled, figures.changed, figures.unplaced) == (0, 0, 0, 0)
    assert figures.sound, figures


async def test_the_audit_finds_what_was_lost_doubled_and_changed(
    fresh_database: HouseDatabase,
) -> None:
    book = Book()
    async with running_house(fresh_database) as home:
        tenant = await home.tenant()
        kept, changed, lost = await bring_orders(home, tenant, [1, 0, 0])
        await home.followers.drain()
        for order in (kept, changed, lost):
            book.note(order, 1, "orders")
        book.note(kept, 2, "accept")
        found = await compare(fresh_database.worker, tenant.id, book)
        assert (found["lost"], found["doubled"], found["changed"], found["unplaced"]) == (
            0,
            0,
            0,
            0,
        )

        async with fresh_database.admin.pool.acquire() as connection, connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            await connection.execute("DELETE FROM event WHERE stream_id = $1::text::uuid", lost)
            await connection.execute(
                "UPDATE event SET type = 'OrderAmended' WHERE stream_id = $1::text::uuid", changed
            )
        book.note(kept, 2, "accept")
        found = await compare(fresh_database.worker, tenant.id, book)
    assert (found["lost"], found["doubled"], found["changed"]) == (1, 1, 1)
    assert found["unplaced"] != 0
