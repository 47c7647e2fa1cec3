"""What the app role can not do with history, whatever SQL it sends."""

import asyncpg
import pytest

from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from tests.kernel.conftest import Appends
from tests.postgres_server import HouseDatabase

FORBIDDEN = [
    "INSERT INTO event SELECT * FROM event",
    "UPDATE event SET body = 'forged'",
    "DELETE FROM event",
    "TRUNCATE event",
    "ALTER TABLE event DISABLE TRIGGER ALL",
    "UPDATE stream SET version = 9",
    "DELETE FROM stream",
    "INSERT INTO outbox (tenant_id, stream_id, seq, slot, recorded_at) SELECT tenant_id, stream_id, 9, 1, now() FROM stream",
    "DELETE FROM outbox",
    "UPDATE idempotency SET status = 500",
    "INSERT INTO job SELECT tenant_id, stream_id, 'x', 'x', now(), '{}' FROM stream",
    "INSERT INTO log_entry SELECT tenant_id, 99, stream_id, 1 FROM stream",
    "UPDATE log_entry SET position = 7",
    "DELETE FROM log_entry",
    "UPDATE log_tile SET hashes = hashes",
    "INSERT INTO checkpoint SELECT tenant_id, 1, 1, 'forged' FROM stream",
    "UPDATE log_head SET size = 0",
    "UPDATE number_block SET next = 1",
    "DELETE FROM dead_letter",
    "SELECT append_v1(" + "NULL," * 16 + "NULL::smallint)",
    "SELECT isolate_by_tenant_v1('event')",
    "SELECT * FROM lease_jobs_v1(NULL, 'me', '{x}', 1, '1 s')",
    "SET ROLE gongdan_owner",
    "CREATE TABLE mine (id int)",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
async def test_the_app_role_is_refused(
    database: HouseDatabase, postgres_store: PostgresEventStore, appends: Appends, statement: str
) -> None:
    stream = new_id()
    await postgres_store.append(appends(stream, 0))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.app.writing(appends.tenant) as writer:
            await writer.execute(statement)
    assert len(await postgres_store.history(appends.tenant, stream)) == 1


async def test_streams_of_a_kind_with_rows_are_not_written_without_them(
    postgres_store: PostgresEventStore, appends: Appends
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="function of their room"):
        await postgres_store.append(appends(new_id(), 0, kind="order"))


@pytest.mark.parametrize("statement", ["UPDATE event SET type = 'x'", "DELETE FROM event"])
async def test_not_even_the_worker_changes_history(
    database: HouseDatabase,
    postgres_store: PostgresEventStore,
    appends: Appends,
    statement: str,
) -> None:
    await postgres_store.append(appends(new_id(), 0))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.worker.writing(appends.tenant) as writer:
            await writer.execute(statement)


@pytest.mark.parametrize(
    "table", ["stream", "event", "outbox", "job", "idempotency", "log_entry", "dead_letter"]
)
async def test_without_a_tenant_there_are_no_rows(
    database: HouseDatabase, postgres_store: PostgresEventStore, appends: Appends, table: str
) -> None:
    await postgres_store.append(appends(new_id(), 0))
    async with database.app.untenanted() as connection:
        assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0


async def test_the_worker_finds_work_without_a_tenant_but_no_payload(
    database: HouseDatabase, postgres_store: PostgresEventStore, appends: Appends
) -> None:
    await postgres_store.append(appends(new_id(), 0))
    async with database.worker.untenanted() as connection:
        found = await connection.fetch("SELECT * FROM tenants_to_sequence_v1()")
        assert appends.tenant in {row[0] for row in found}
        assert await connection.fetchval("SELECT count(*) FROM event") == 0
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("SELECT payload FROM job")
