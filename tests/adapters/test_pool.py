"""The pool: fit roles only, JSON as bytes, and nothing left over from one use to the next."""

import asyncio
import os
import signal

import pytest

from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres
from gongdan.adapters.postgres.errors import DatabaseError, RolesError
from gongdan.adapters.postgres.pool import open_database
from gongdan.adapters.postgres.roles import role_url
from gongdan.kernel.ids import new_id
from tests.postgres_server import SECRET, HouseDatabase


async def test_each_role_logs_in_by_itself_and_passes_no_row_security_by(
    database: HouseDatabase,
) -> None:
    for role in ("app", "worker", "searcher"):
        async with getattr(database, role).untenanted() as connection:
            row = await connection.fetchrow(
                "SELECT current_user::text AS name, rolsuper OR rolbypassrls AS mighty,"
                " current_setting('search_path') AS path FROM pg_roles WHERE rolname = current_user"
            )
        assert (row["name"], row["mighty"], row["path"]) == (
            f"gongdan_{role}",
            False,
            "gongdan, pg_temp",
        )


async def test_tests_can_look_with_the_eyes_of_the_owner_and_of_a_superuser(
    database: HouseDatabase,
) -> None:
    tenant = await database.make_tenant()
    for view, name in ((database.owner, "gongdan_owner"), (database.admin, "postgres")):
        async with view.untenanted() as connection:
            assert await connection.fetchval("SELECT current_user::text") == name
            assert await connection.fetchval("SELECT id FROM tenant") == tenant


async def test_a_pool_outlives_a_killed_server(
    durable_server: tuple[EmbeddedPostgres, HouseDatabase],
) -> None:
    server, database = durable_server
    tenant = await database.make_tenant()
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    assert await asyncio.to_thread(server.revive)
    async with database.app.reading(tenant) as reader:
        assert await reader.fetchval("SELECT count(*) FROM tenant") == 1


async def test_a_superuser_is_refused_as_the_app(database: HouseDatabase) -> None:
    with pytest.raises(RolesError, match="would see all tenants"):
        await open_database(database.url, "app")


async def test_the_log_in_of_another_role_is_refused(database: HouseDatabase) -> None:
    with pytest.raises(RolesError, match="not a member of gongdan_worker"):
        await open_database(role_url(database.url, "app", SECRET), "worker")


async def test_a_wrong_password_names_the_way_out(database: HouseDatabase) -> None:
    with pytest.raises(RolesError, match=r"database\.secret"):
        await open_database(role_url(database.url, "app", b"another secret"), "app")


async def test_a_server_that_is_not_there_is_named_as_such() -> None:
    with pytest.raises(DatabaseError, match="No connection"):
        await open_database("postgresql://a:b@/c?host=/nonexistent&port=5432", "app")


@pytest.mark.parametrize("value", [{"a": [1, "é"]}, '{"a":[1,"é"]}', '{"a":[1,"é"]}'.encode()])
async def test_jsonb_goes_in_as_text_or_object_and_comes_out_as_bytes(
    database: HouseDatabase, value: object
) -> None:
    async with database.app.untenanted() as connection:
        assert await connection.fetchval("SELECT $1::jsonb", value) == '{"a": [1, "é"]}'.encode()


async def test_the_tenant_does_not_outlive_its_transaction(database: HouseDatabase) -> None:
    async with database.app.reading(new_id()):
        pass
    async with database.app.untenanted() as connection:
        assert not await connection.fetchval("SELECT current_setting('app.tenant', true)")


async def test_a_connection_given_back_in_the_middle_of_a_transaction_is_clean_again(
    database: HouseDatabase,
) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda *_: None)  # asyncpg reports what this test does on purpose
    own = await open_database(role_url(database.url, "app", SECRET), "app", size=1)
    try:
        async with own.untenanted() as connection:
            await connection.execute(f"BEGIN; SET LOCAL app.tenant = '{new_id()}'")
        async with own.untenanted() as connection:
            assert not await connection.fetchval("SELECT current_setting('app.tenant', true)")
    finally:
        loop.set_exception_handler(None)
        own.pool.terminate()
