"""Who am I, and what may I do: what every page asks first."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.rooms.identity.contract import Principal, allowed_actions
from gongdan.rooms.identity.store.sessions import load_sessions
from gongdan.rooms.identity.store.tenants import load_tenant
from gongdan.rooms.identity.store.users import load_user


class TenantView(Struct, frozen=True):
    """The tenant in which somebody works."""

    id: UUID
    slug: str
    name: str


class Me(Struct, frozen=True, kw_only=True):
    """Whoever asks; a robot has no id and no login. `session` is null for an API key."""

    id: UUID | None
    login: str
    name: str
    tenant: TenantView
    roles: list[str]
    actions: list[str]
    locale: str
    zone: str
    session: UUID | None


class SessionView(Struct, frozen=True, kw_only=True):
    """One of one's own sessions."""

    id: UUID
    agent: str
    created_at: datetime
    expires_at: datetime
    current: bool


class Sessions(Struct, frozen=True):
    """One's own sessions, newest first."""

    items: list[SessionView]


async def me(database: Database, principal: Principal) -> Me:
    """Return who asks."""
    async with database.reading(principal.tenant) as reader:
        tenant = await load_tenant(reader, principal.tenant)
        user = await load_user(reader, tenant.id, principal.user) if principal.user else None
    return Me(
        id=principal.user,
        login=user.login if user else "",
        name=user.name if user else principal.actor.name,
        tenant=TenantView(tenant.id, tenant.slug, tenant.name),
        roles=list(principal.roles),
        actions=list(allowed_actions(principal)),
        locale=principal.locale,
        zone=principal.zone,
        session=principal.session,
    )


async def my_sessions(database: Database, principal: Principal, now: datetime) -> Sessions:
    """Return the sessions of whoever asks."""
    if principal.user is None:
        return Sessions([])
    async with database.reading(principal.tenant) as reader:
        found = await load_sessions(reader, principal.tenant, principal.user, now)
    return Sessions(
        [
            SessionView(
                id=session.id,
                agent=session.agent,
                created_at=session.created_at,
                expires_at=session.expires_at,
                current=session.id == principal.session,
            )
            for session in found
        ]
    )
