"""A tenant in a test, and everything that is done to it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from gongdan.adapters.argon2_passwords import Argon2Settings
from gongdan.kernel.clock import utc_now
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.audit.contract import AuditEntry, AuditFilter, AuditPage
from gongdan.rooms.audit.views import list_entries
from gongdan.rooms.identity.contract import Action, Principal, robot
from gongdan.rooms.identity.handlers.authenticate import Authentication
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.sign_in import SignedIn, SignIn, sign_in
from gongdan.rooms.identity.handlers.users import CreateUser, UserCreated, create_user
from tests.postgres_server import HouseDatabase

PASSWORD = "a long enough phrase"
CHEAP = Argon2Settings(time_cost=1, memory_kib=8, workers=0)
EVERYTHING = AuditFilter()
SYSTEM = Actor(ActorKind.CLIENT, name="tests")


class MovableClock:
    """The real time, plus as much as a test has let pass."""

    def __init__(self) -> None:
        self.passed = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.passed


class Yard(Struct, frozen=True):
    """A tenant with everything that a test does to it."""

    means: Means
    database: HouseDatabase
    tenant: UUID
    slug: str
    clock: MovableClock

    @property
    def founder(self) -> Principal:
        return robot(self.tenant, SYSTEM, Action)

    async def add(self, login: str, *roles: str, unit: UUID | None = None) -> UUID:
        command = CreateUser(
            login=login, name=login.title(), password=PASSWORD, roles=roles, unit=unit
        )
        made = await create_user(self.means, self.founder, command)
        assert isinstance(made, UserCreated), made
        return made.id

    async def try_to_enter(self, login: str, password: str = PASSWORD) -> SignedIn | Refused:
        return await sign_in(
            self.means, SignIn(tenant=self.slug, login=login, password=password, agent="pytest")
        )

    async def enter(self, login: str) -> SignedIn:
        entered = await self.try_to_enter(login)
        assert isinstance(entered, SignedIn), entered
        return entered

    async def known(self, token: str) -> Principal | Refused:
        """Whom a token stands for, asked afresh."""
        return await Authentication(self.means.database, self.clock).principal(token)

    async def principal(self, login: str) -> Principal:
        known = await self.known((await self.enter(login)).token)
        assert isinstance(known, Principal), known
        return known

    async def trail(self, wanted: AuditFilter = EVERYTHING) -> list[AuditEntry]:
        page = await list_entries(self.means.database, self.tenant, wanted, limit=200)
        assert isinstance(page, AuditPage)
        return page.items


MakeYard = Callable[[], Awaitable[Yard]]
"""Makes another tenant."""
