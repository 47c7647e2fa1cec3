"""A house to measure: its own home, its own PostgreSQL (fsync on), tenants with real log-ins."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx
from msgspec import Struct

from bench.asked import Caller
from gongdan.adapters.argon2_passwords import Argon2Settings
from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres
from gongdan.bootstrap.house import House, open_house
from gongdan.bootstrap.storage import Urls, prepare, start_server
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import Action, Grant, Principal, Scope
from gongdan.rooms.identity.handlers.tenants import CreateTenant, TenantCreated, create_tenant
from gongdan.rooms.identity.handlers.users import CreateUser, UserCreated, create_user
from gongdan.rooms.lowcode.handlers import By
from gongdan.settings import Settings, load_settings

PASSWORD = "a long enough pass-phrase"
ROLE = "dispatcher"
FOUNDER = Actor(ActorKind.CLIENT, None, "bench")
CHEAP = Argon2Settings(time_cost=1, memory_kib=64, workers=0)


class Place(Struct, frozen=True):
    """A tenant with one dispatcher, who sees, reports and accepts all of its orders."""

    tenant: UUID
    slug: str
    user: UUID


class Stage(Struct, frozen=True):
    """The house that is measured."""

    settings: Settings
    server: EmbeddedPostgres
    urls: Urls

    @asynccontextmanager
    async def house(self) -> AsyncIterator[House]:
        """Open the house in this process as well."""
        async with open_house(self.settings, self.urls, passwords=CHEAP) as house:
            yield house

    async def place(self) -> Place:
        """Make a tenant."""
        async with self.house() as house:
            return await _place(house)

    async def caller(self, place: Place, port: int) -> Caller:
        """Log in over HTTP."""
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}/api/v1") as client:
            body = {"tenant": place.slug, "login": ROLE, "password": PASSWORD, "cookie": False}
            answer = await client.post("/sessions", json=body)
            answer.raise_for_status()
            return Caller(answer.json()["token"], place.tenant)

    @asynccontextmanager
    async def admin(self) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
        """Connect as the administrator, past row level security."""
        connection = await asyncpg.connect(
            self.urls.admin, server_settings={"search_path": "gongdan"}, timeout=30
        )
        try:
            yield connection
        finally:
            await connection.close()


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Set up a house in a temporary home; removed afterwards."""
    with _home() as home:
        settings = load_settings({"GONGDAN_HOME": str(home)})
        server = start_server(settings)
        if server is None:
            raise LookupError("a bench runs on a PostgreSQL of its own")
        with server:
            yield Stage(settings, server, await prepare(settings, server))


@contextmanager
def _home() -> Iterator[Path]:
    """Lend a folder that the server's account may pass into."""
    with tempfile.TemporaryDirectory(prefix="gongdan-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        yield home


async def _place(house: House) -> Place:
    slug = f"b-{new_id().hex[-12:]}"
    made = await create_tenant(house.identity, CreateTenant(slug, "Bench"), FOUNDER)
    assert isinstance(made, TenantCreated), made
    grants = tuple(Grant(action, Scope.ALL) for action in Action)
    founder = Principal(tenant=made.id, actor=FOUNDER, grants=grants)
    wanted = CreateUser(ROLE, "Dispatcher", PASSWORD, roles=(ROLE,))
    user = await create_user(house.identity, founder, wanted)
    assert isinstance(user, UserCreated), user
    await house.definitions.publish_shipped(By(tenant=made.id, actor=FOUNDER))
    return Place(made.id, slug, user.id)
