"""Fixtures that every test may ask for; those that need a database get a real PostgreSQL."""

import gc
from collections.abc import AsyncIterator, Iterator
from uuid import UUID

import pytest
from hypothesis import settings

from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres
from gongdan.adapters.postgres.migrate import migrate
from tests.examples import QUICK
from tests.postgres_server import (
    SECRET,
    HouseDatabase,
    copy_of_template,
    migrated,
    running_server,
    sweep,
)

settings.register_profile("house", deadline=None)  # no test asserts a duration
settings.register_profile(QUICK, deadline=None, max_examples=20)
settings.load_profile("house")

_NEED_DATABASE = {"server", "template", "durable_server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need PostgreSQL, so that `-m "not database"` leaves them out."""
    for item in items:
        if _NEED_DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """Spare the collector what stays till the end: it would walk all modules again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    """One server for the whole run, fast and forgetful."""
    sweep()
    with running_server() as running:
        yield running


@pytest.fixture(scope="session")
async def template(server: EmbeddedPostgres) -> EmbeddedPostgres:
    """The server, with its first database migrated to be copied."""
    await migrate(server.url, SECRET, own_cluster=True)
    return server


@pytest.fixture(scope="module")
async def database(template: EmbeddedPostgres) -> AsyncIterator[HouseDatabase]:
    """A database that the tests of one module share."""
    async with copy_of_template(template) as copy:
        yield copy


@pytest.fixture
async def fresh_database(template: EmbeddedPostgres) -> AsyncIterator[HouseDatabase]:
    """A database for one test alone."""
    async with copy_of_template(template) as copy:
        yield copy


@pytest.fixture
async def tenant(database: HouseDatabase) -> UUID:
    """A new tenant in the module's database."""
    return await database.make_tenant()


@pytest.fixture(scope="module")
async def durable_server() -> AsyncIterator[tuple[EmbeddedPostgres, HouseDatabase]]:
    """A server of its own with fsync on, migrated: for tests that kill it."""
    with running_server(durable=True) as running:
        async with migrated(running) as own:
            yield running, own
