"""What PostgreSQL holds of a person: nothing readable, nothing of a foreign tenant, no return."""

import asyncio
from uuid import UUID

import asyncpg
import pytest

from gongdan.adapters.file_keys import FileKeys
from gongdan.kernel.ids import new_id
from gongdan.rooms.privacy.contract import DESTROYED_CHANNEL, row_place
from gongdan.rooms.privacy.handlers.vault import SubjectVault
from gongdan.rooms.privacy.store.keys import PostgresSubjectKeys
from tests.postgres_server import HouseDatabase

TABLES = ("subject_key", "blinding_key", "subject_identity")


@pytest.fixture
def stored(database: HouseDatabase) -> SubjectVault:
    return SubjectVault(PostgresSubjectKeys(database.app), FileKeys.in_memory())


async def test_a_foreign_tenant_and_nobody_see_no_row(
    stored: SubjectVault, database: HouseDatabase, tenant: UUID
) -> None:
    await stored.subject_for(tenant, phone="13812345678")
    stranger = await database.make_tenant()
    for table in TABLES:
        async with database.app.reading(tenant) as reader:
            assert await reader.fetchval(f"SELECT count(*) FROM {table}") == 1
        async with database.app.reading(stranger) as reader:
            assert await reader.fetchval(f"SELECT count(*) FROM {table}") == 0
        async with database.app.untenanted() as connection:
            assert await connection.fetchval(f"SELECT count(*) FROM {table}") == 0
    assert await stored.known_subject(stranger, phone="13812345678") is None


async def test_no_role_of_the_app_deletes_or_brings_back_a_key(
    stored: SubjectVault, database: HouseDatabase, tenant: UUID
) -> None:
    subject = await stored.subject_for(tenant, phone="13812345678")
    await stored.destroy(tenant, subject)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with database.app.writing(tenant) as writer:
            await writer.execute("DELETE FROM subject_key WHERE tenant_id = $1", tenant)
    with pytest.raises(asyncpg.IntegrityConstraintViolationError):
        async with database.app.writing(tenant) as writer:
            await writer.execute(
                "UPDATE subject_key SET wrapped = 'x', destroyed_at = NULL WHERE tenant_id = $1",
                tenant,
            )


async def test_other_processes_are_told_of_an_erasure(
    stored: SubjectVault, database: HouseDatabase, tenant: UUID
) -> None:
    heard: asyncio.Queue[object] = asyncio.Queue()
    subject = new_id()

    def hear(*told: object) -> None:
        heard.put_nowait(told[3])

    async with database.app.pool.acquire() as listener:
        await listener.add_listener(DESTROYED_CHANNEL, hear)
        await stored.destroy(tenant, subject)
        assert await asyncio.wait_for(heard.get(), 60) == f"{tenant} {subject}"
        await listener.remove_listener(DESTROYED_CHANNEL, hear)


async def test_a_warm_vault_asks_the_database_nothing(stored: SubjectVault, tenant: UUID) -> None:
    place, subject = row_place(new_id()), new_id()
    sealed = await stored.seal(tenant, subject, place, {"phone": "1"})
    await stored.open(tenant, place.stream, sealed)
    stored._keys = None  # type: ignore[assignment]
    again = await stored.seal(tenant, subject, place, {"phone": "2"})
    assert await stored.open(tenant, place.stream, again) == {"phone": "2"}
