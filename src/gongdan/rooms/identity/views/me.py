"""Who am I, and what may I do: what every page asks first."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.rooms.identity.contract import Principal, allowed_actions
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
    must_change_password: bool


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
        must_change_password=principal.must_change_password,
    )
