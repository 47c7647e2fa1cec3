"""The databases of a running house: the server, its migrations, and a pool for each role."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
from msgspec import Struct

from gongdan.adapters.embedded_postgres.disk_room import read_disk_room
from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres, start
from gongdan.adapters.embedded_postgres.places import Places
from gongdan.adapters.file_secrets import open_secret
from gongdan.adapters.postgres.migrate import migrate
from gongdan.adapters.postgres.pool import open_database
from gongdan.adapters.postgres.roles import role_url
from gongdan.kernel.database import Database
from gongdan.settings import Settings

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]


class Urls(Struct, frozen=True):
    """Where the database answers: as its administrator, and as each of our roles."""

    admin: str
    app: str
    worker: str


class Storage(Struct, frozen=True):
    """Open pools of the roles `app` and `worker`; `listen` opens a connection past the pool."""

    app: Database
    worker: Database
    urls: Urls

    async def listen(self) -> "Connection":
        """Open a connection of its own, for LISTEN."""
        return await asyncpg.connect(self.urls.app, timeout=10)


def start_server(settings: Settings) -> EmbeddedPostgres | None:
    """Start our own PostgreSQL (or join it); None where another one was named."""
    if settings.database.url is not None:
        return None
    password = open_secret(settings.secrets_folder, "database.admin").hex()
    return start(settings.home, password, named=settings.database.binaries)


async def prepare(settings: Settings, server: EmbeddedPostgres | None) -> Urls:
    """Bring the database to this program's version and return how to reach it."""
    secret = open_secret(settings.secrets_folder, "database.secret")
    admin = server.url if server is not None else str(settings.database.url)
    await migrate(admin, secret, own_cluster=server is not None)
    return Urls(
        admin,
        settings.database.app_url or role_url(admin, "app", secret),
        settings.database.worker_url or role_url(admin, "worker", secret),
    )


def is_nearly_full(settings: Settings) -> bool:
    """Tell whether a disk on which this house writes has less room left than its reserve."""
    rooms = (read_disk_room(folder) for folder in disks_of(settings))
    return any(room.is_below(reserve=settings.disk_reserve) for room in rooms)


@cache
def disks_of(settings: Settings) -> tuple[Path, ...]:
    """Return a folder on each disk of a house; looked up once, as each request asks.

    The data of our own PostgreSQL, its log of changes, or files may lie on a disk of their own.
    """
    home, data = settings.home, Places(settings.home).data
    folders = (home, data, data / "pg_wal", settings.files_folder)
    there = (folder for folder in folders if folder.exists())
    return tuple({folder.stat().st_dev: folder for folder in there}.values())


@asynccontextmanager
async def open_storage(settings: Settings, urls: Urls) -> AsyncIterator[Storage]:
    """Open the pools and close them at the end."""
    app = await open_database(urls.app, "app", size=settings.database.pool_size)
    try:
        worker = await open_database(urls.worker, "worker", size=4)
    except BaseException:
        await app.pool.close()
        raise
    try:
        yield Storage(app, worker, urls)
    finally:
        await worker.pool.close()
        await app.pool.close()
