"""The first run: whoever holds the token that `gongdan up` printed makes the first tenant.

The token is 256 bits of chance, kept as its SHA-256; it dies when it is used, when a newer one is
printed, or after a day. What exists is never touched: the way makes a new tenant or nothing.
"""

from collections import deque
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct, field

from gongdan.kernel.messages import Actor, ActorKind, Command, Refused
from gongdan.rooms.identity.contract import Action, robot
from gongdan.rooms.identity.domain.passwords import check_new_password, normal_password
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.tokens import setup_token, setup_token_hash
from gongdan.rooms.identity.domain.users import clean_login, clean_name
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.handlers.sign_in import SignedIn, SignIn, sign_in
from gongdan.rooms.identity.handlers.tenants import CreateTenant, checked_tenant, keep_tenant
from gongdan.rooms.identity.handlers.users import keep_user
from gongdan.rooms.identity.ports import Busy, ShippedDefinitions
from gongdan.rooms.identity.store.first_run import is_open, offer, stands_until, use_up
from gongdan.rooms.identity.store.tenants import Tenant
from gongdan.rooms.identity.store.users import NewUser

TOKEN_LIFE: Final = timedelta(hours=24)
FIRST_ROLES: Final = ("admin", "designer")
"""What founds an organisation: its people, and how its orders go."""
WORKING_ROLES: Final = ("dispatcher", "requester", "supervisor", "technician")
"""What somebody holds who, at first, does every step himself."""

_FREE_TRIES: Final = 10
_WINDOW: Final = timedelta(minutes=1)
_FOUNDER: Final = Actor(ActorKind.CLIENT, name="first_run")


class SetUp(Command, frozen=True):
    """The first tenant and its first administrator; `works` says that he does all steps too."""

    token: str
    organisation: str
    slug: str
    locale: str
    zone: str
    login: str
    name: str
    password: str
    works: bool = False
    agent: str = ""


class Tries:
    """Wrong tokens of the last minute, in this process: guessing is hopeless, and slow as well."""

    def __init__(self) -> None:
        self._wrong: deque[datetime] = deque(maxlen=_FREE_TRIES)

    def wait(self, now: datetime) -> int:
        """Return for how many seconds the next try is refused."""
        if len(self._wrong) < _FREE_TRIES or now - self._wrong[0] > _WINDOW:
            return 0
        return max(1, (self._wrong[0] + _WINDOW - now).seconds)

    def count(self, now: datetime) -> None:
        """Count a wrong token."""
        self._wrong.append(now)


class FirstRun(Struct, frozen=True):
    """The room's means, and who publishes what ships with the program."""

    means: Means
    definitions: ShippedDefinitions
    tries: Tries = field(default_factory=Tries)

    async def is_open(self) -> bool:
        """Tell whether nobody has set this installation up yet."""
        return await is_open(self.means.database)

    async def offer(self) -> str | None:
        """Draw a token for an empty installation; None where there is a tenant already."""
        token = setup_token(self.means.entropy(32))
        until = self.means.clock() + TOKEN_LIFE
        return token.text if await offer(self.means.database, token.hash, until) else None

    async def check(self, token: str) -> datetime | Refused:
        """Return until when a token stands, or why it doesn't."""
        now = self.means.clock()
        if wait := self.tries.wait(now):
            return refuse(Refusal.SETUP_MUST_WAIT, retry_after=wait)
        if not await self.is_open():
            return refuse(Refusal.SETUP_DONE)
        hashed = setup_token_hash(token)
        until = await stands_until(self.means.database, hashed, now) if hashed else None
        if until is None:
            self.tries.count(now)
        return until or refuse(Refusal.SETUP_TOKEN_UNKNOWN, field="/token")

    async def set_up(self, command: SetUp) -> SignedIn | Refused:
        """Make the tenant and its administrator, all or nothing, and log him in."""
        until = await self.check(command.token)
        if isinstance(until, Refused):
            return until
        made = await self._founded(command)
        if isinstance(made, Refused):
            return made
        await self.definitions.publish(made, _FOUNDER)
        opened = SignIn(command.slug, command.login, command.password, command.agent)
        return await sign_in(self.means, opened)

    async def _founded(self, command: SetUp) -> UUID | Refused:
        means, hashed = self.means, setup_token_hash(command.token)
        wanted = CreateTenant(command.slug, command.organisation, command.locale, command.zone)
        tenant = await checked_tenant(means, wanted)
        if isinstance(tenant, Refused):
            return tenant
        user = await self._administrator(tenant, command)
        if isinstance(user, Refused):
            return user
        roles = (*FIRST_ROLES, *WORKING_ROLES) if command.works else FIRST_ROLES
        async with means.database.writing(tenant.id) as writer:
            if hashed is None or not await use_up(writer, hashed, means.clock()):
                return refuse(Refusal.SETUP_TOKEN_UNKNOWN, field="/token")
            await keep_tenant(writer, means, tenant, _FOUNDER)
            founder = robot(tenant.id, _FOUNDER, Action)
            await keep_user(writer, means, founder, user=user, roles=roles)
        return tenant.id

    async def _administrator(self, tenant: Tenant, command: SetUp) -> NewUser | Refused:
        login, name = clean_login(command.login), clean_name(command.name)
        if isinstance(login, Refused):
            return login
        if isinstance(name, Refused):
            return name
        if (fault := check_new_password(command.password, login.text)) is not None:
            return fault
        hashed = await self.means.passwords.hash(normal_password(command.password))
        if isinstance(hashed, Busy):
            return refuse(Refusal.SIGN_IN_BUSY, retry_after=hashed.retry_after)
        return NewUser(
            id=self.means.ids(),
            login=login.text,
            login_key=login.key,
            name=name,
            unit_id=None,
            locale=tenant.locale,
            zone=tenant.zone,
            password_hash=hashed,
            must_change_password=False,
            now=self.means.clock(),
        )
