"""A real PostgreSQL for tests: one server a session, one migrated template, cheap copies of it.

The embedded 18 by default; `GONGDAN_TEST_PG=15` takes the system's 15.
"""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
from msgspec import Struct

from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.adapters.embedded_postgres.launch import DATABASE, EmbeddedPostgres, start
from gongdan.adapters.embedded_postgres.locks import take_lock
from gongdan.adapters.embedded_postgres.places import Places
from gongdan.adapters.postgres.migrate import migrate
from gongdan.adapters.postgres.pool import open_database
from gongdan.adapters.postgres.roles import OWNER, role_password, role_url
from gongdan.kernel.database import Database
from gongdan.kernel.ids import new_id

SECRET = b"a secret that only tests know...."
ADMIN_PASSWORD = role_password(SECRET, "postgres")
_PREFIX = "gongdan-test-"
_STALE_AFTER = 600  # seconds: a younger home may just be coming into being
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class HouseDatabase(Struct, frozen=True):
    """A migrated database of its own, seen by each of its roles.

    `app`, `worker`, `searcher`: as the processes of the house see it. `owner`: as migrations
    see it (row level security holds for it too). `admin`: a superuser who sees and may break
    everything, for tampering and for looking behind the curtain.
    """

    url: str
    app: Database
    worker: Database
    searcher: Database
    owner: Database
    admin: Database

    async def make_tenant(self, slug: str | None = None) -> UUID:
        """Make a tenant and return its id."""
        tenant = new_id()
        async with self.admin.untenanted() as connection:
            await connection.execute(
                "INSERT INTO tenant (id, slug, name) VALUES ($1, $2, $3)",
                tenant,
                slug or f"t-{tenant.hex[-12:]}",
                "Test tenant",
            )
        return tenant


def named_binaries() -> Path | None:
    """Return the folder of the PostgreSQL that the run was asked to use; None for the wheel's."""
    major = os.environ.get("GONGDAN_TEST_PG")
    return Path(f"/usr/lib/postgresql/{major}/bin") if major else None


@contextmanager
def temporary_home() -> Iterator[Path]:
    """Lend a home folder that the server's account may pass into; removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix=_PREFIX))
    home.chmod(0o755)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def sweep() -> None:
    """Stop and remove servers that killed test runs left behind (nobody holds their lock)."""
    for home in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError, LauncherError):
            age = time.time() - home.stat().st_mtime
            holder = take_lock(Places(home).holder_lock) if age > _STALE_AFTER else None
            if holder is not None:
                os.close(holder)
                start(home, ADMIN_PASSWORD, named=named_binaries()).stop()
                shutil.rmtree(home)


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[EmbeddedPostgres]:
    """Run a server of its own in a temporary home; `durable` keeps fsync on, for fault tests."""
    with (
        temporary_home() as home,
        start(
            home, ADMIN_PASSWORD, named=named_binaries(), settings={} if durable else HASTY
        ) as server,
    ):
        yield server


@asynccontextmanager
async def copy_of_template(server: EmbeddedPostgres) -> AsyncIterator[HouseDatabase]:
    """Lend a copy of the migrated database; dropped afterwards."""
    name = f"test_{new_id().hex}"
    maintenance = await asyncpg.connect(_with_database(server.url, "postgres"))
    try:
        await maintenance.execute(f"CREATE DATABASE {name} TEMPLATE {DATABASE}")
        async with opened(_with_database(server.url, name)) as database:
            yield database
        await maintenance.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await maintenance.close()


@asynccontextmanager
async def migrated(server: EmbeddedPostgres) -> AsyncIterator[HouseDatabase]:
    """Migrate the server's own database and lend it."""
    await migrate(server.url, SECRET, own_cluster=True)
    async with opened(server.url) as database:
        yield database


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[HouseDatabase]:
    """Open all pools of one database, given the administrator's URL."""
    owner = await _admin_pool(url, {"role": OWNER})
    admin = await _admin_pool(url, {})
    roles = [
        await open_database(role_url(url, r, SECRET), r) for r in ("app", "worker", "searcher")
    ]
    try:
        yield HouseDatabase(url, *roles, owner=Database(owner), admin=Database(admin))
    finally:
        for pool in (owner, admin, *(role.pool for role in roles)):
            pool.terminate()


async def _admin_pool(url: str, settings: dict[str, str]) -> "asyncpg.Pool[asyncpg.Record]":
    return await asyncpg.create_pool(
        url,
        min_size=0,
        max_size=4,
        server_settings={"search_path": "gongdan, pg_temp", "TimeZone": "UTC", **settings},
    )


def _with_database(url: str, name: str) -> str:
    return urlsplit(url)._replace(path=f"/{name}").geturl()
