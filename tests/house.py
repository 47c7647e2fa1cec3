"""A whole house for tests: the real application over a real database, with people of each role."""

import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import httpx
from msgspec import Struct

from gongdan.adapters.argon2_passwords import Argon2Settings
from gongdan.adapters.postgres.roles import role_url
from gongdan.bootstrap.followers import make_followers
from gongdan.bootstrap.house import House, open_house
from gongdan.bootstrap.storage import Urls
from gongdan.entrypoints.http.app import make_app
from gongdan.entrypoints.http.serve import parts_of
from gongdan.kernel.followers import Followers
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import Action, Grant, Principal, Scope
from gongdan.rooms.identity.handlers.tenants import CreateTenant, TenantCreated, create_tenant
from gongdan.rooms.identity.handlers.users import CreateUser, UserCreated, create_user
from gongdan.rooms.lowcode.handlers import By
from gongdan.settings import HttpSettings, Settings, WebhookSettings
from tests.postgres_server import SECRET, HouseDatabase

PASSWORD = "a long enough pass-phrase"
ROLES = (
    "requester",
    "technician",
    "dispatcher",
    "supervisor",
    "designer",
    "admin",
    "auditor",
    "privacy-officer",
)
CHEAP = Argon2Settings(time_cost=1, memory_kib=64, workers=0)
FOUNDER = Actor(ActorKind.CLIENT, None, "tests")


class Tenant(Struct, frozen=True):
    """A tenant with one user of each shipped role."""

    id: UUID
    slug: str
    users: Mapping[str, UUID]


class TestHouse(Struct, frozen=True):
    """An open house, its application in this process, and what follows its events."""

    __test__ = False

    house: House
    client: httpx.AsyncClient
    followers: Followers

    async def tenant(self) -> Tenant:
        """Make a tenant with one user of each role, and the five-step loop published."""
        return await make_people(self.house)

    async def signed_in(self, tenant: Tenant, role: str) -> httpx.AsyncClient:
        """Return a client that acts as the tenant's user of a role."""
        answer = await self.client.post(
            "/api/v1/sessions",
            json={"tenant": tenant.slug, "login": role, "password": PASSWORD, "cookie": False},
        )
        assert answer.status_code == 201, answer.text
        token = answer.json()["token"]
        return httpx.AsyncClient(
            transport=self.client._transport,
            base_url=self.client.base_url,
            headers={"Authorization": f"Bearer {token}"},
        )


async def make_people(house: House) -> Tenant:
    """Make a tenant with one user of each role, and the five-step loop published."""
    means, slug = house.identity, f"t-{new_id().hex[-12:]}"
    made = await create_tenant(means, CreateTenant(slug, "Tests"), FOUNDER)
    assert isinstance(made, TenantCreated), made
    founder = founding(made.id)
    users: dict[str, UUID] = {}
    for role in ROLES:
        user = await create_user(
            means, founder, CreateUser(role, role.title(), PASSWORD, roles=(role,))
        )
        assert isinstance(user, UserCreated), user
        users[role] = user.id
    await house.definitions.publish_shipped(By(tenant=made.id, actor=FOUNDER))
    return Tenant(made.id, slug, users)


def founding(tenant: UUID) -> Principal:
    """Return who founds a tenant: all that makes rights, and nothing else."""
    grants = tuple(Grant(action, Scope.ALL) for action in Action)
    return Principal(tenant=tenant, actor=FOUNDER, grants=grants)


@asynccontextmanager
async def running_house(
    database: HouseDatabase,
    *,
    webhooks: WebhookSettings | None = None,
    http: HttpSettings | None = None,
) -> AsyncIterator[TestHouse]:
    """Open a house over a test database; without limits on rates, unless `http` says them."""
    urls = Urls(
        database.url,
        role_url(database.url, "app", SECRET),
        role_url(database.url, "worker", SECRET),
    )
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            home=Path(folder),
            http=http or HttpSettings(rate_factor=0),
            webhooks=webhooks or WebhookSettings(),
        )
        async with open_house(settings, urls, passwords=CHEAP) as house:
            app = make_app(parts_of(house, with_followers=False))
            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
                yield TestHouse(house, client, make_followers(house))
