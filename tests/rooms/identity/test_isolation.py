"""Row level security behind identity: no tenant set is no rows, another tenant is no rows."""

import asyncpg
import pytest

from gongdan.rooms.identity.domain.tokens import slug_hash, token_hash
from tests.postgres_server import HouseDatabase
from tests.rooms.identity.yard import MakeYard, Yard

TABLES = (
    "credential",
    "unit",
    "user_account",
    "role",
    "user_role",
    "session",
    "api_key",
    "login_attempt",
    "audit_entry",
)


@pytest.fixture
async def full(yard: Yard) -> Yard:
    """A tenant with a row in each table that matters."""
    await yard.add("root", "admin")
    await yard.try_to_enter("root", "wrong wrong")
    await yard.enter("root")
    await yard.try_to_enter("nobody")
    async with yard.means.database.writing(yard.tenant) as writer:
        await writer.execute(
            "INSERT INTO role (tenant_id, key, name_zh, name_en, body)"
            " VALUES ($1, 'own', 'x', 'x', '{}')",
            yard.tenant,
        )
    return yard


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("table", TABLES)
async def test_without_a_tenant_there_are_no_rows(database: HouseDatabase, table: str) -> None:
    async with database.app.untenanted() as connection:
        assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0
        assert await connection.fetchval("SELECT count(*) FROM tenant") == 0


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("table", TABLES)
async def test_another_tenant_sees_none_of_our_rows(make_yard: MakeYard, table: str) -> None:
    other = await make_yard()
    async with other.means.database.reading(other.tenant) as reader:
        foreign = await reader.fetchval(
            f"SELECT count(*) FROM {table} WHERE tenant_id <> $1", other.tenant
        )
        assert foreign == 0
        assert await reader.fetchval("SELECT count(*) FROM tenant") == 1


async def test_nobody_writes_into_another_tenant(full: Yard, make_yard: MakeYard) -> None:
    other = await make_yard()
    for statement in (
        "INSERT INTO credential (tenant_id, hash) VALUES ($1, sha256('x'))",
        "INSERT INTO login_attempt VALUES ($1, sha256('x'), 0, now())",
        "INSERT INTO role (tenant_id, key, name_zh, name_en, body) VALUES ($1, 'xx', '', '', '{}')",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with other.means.database.writing(other.tenant) as writer:
                await writer.execute(statement, full.tenant)
    async with other.means.database.writing(other.tenant) as writer:
        changed = await writer.execute("UPDATE user_account SET name = 'x'")
        assert changed.endswith(" 0")
        assert (await writer.execute("DELETE FROM credential")).endswith(" 1")  # its own slug


async def test_the_one_door_gives_a_tenant_for_a_hash_and_nothing_for_a_guess(
    full: Yard, database: HouseDatabase
) -> None:
    async with database.app.untenanted() as connection:
        ask = "SELECT credential_lookup_v1($1)"
        assert await connection.fetchval(ask, slug_hash(full.slug)) == full.tenant
        assert await connection.fetchval(ask, slug_hash("no-such")) is None
    token = (await full.enter("root")).token
    async with database.worker.untenanted() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetchval("SELECT credential_lookup_v1($1)", token_hash(token))


async def test_a_deed_can_not_be_written_changed_or_removed_past_its_function(full: Yard) -> None:
    for statement in (
        "INSERT INTO audit_entry SELECT * FROM audit_entry LIMIT 1",
        "UPDATE audit_entry SET act = 'x'",
        "DELETE FROM audit_entry",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with full.means.database.writing(full.tenant) as writer:
                await writer.execute(statement)


async def test_the_app_role_removes_no_user_and_revives_no_key(full: Yard) -> None:
    for statement in ("DELETE FROM user_account", "DELETE FROM api_key", "DELETE FROM tenant"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with full.means.database.writing(full.tenant) as writer:
                await writer.execute(statement)
