"""A new tenant: by the command line, or by the first run of an empty installation."""

import re
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Writer
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, Command, Refused
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.tokens import slug_hash
from gongdan.rooms.identity.domain.users import check_place, clean_name
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.store.credentials import tenant_behind
from gongdan.rooms.identity.store.tenants import Tenant, add_tenant

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,38}")


class CreateTenant(Command, frozen=True):
    """A new tenant. The slug is typed at each log-in and never changes."""

    slug: str
    name: str
    locale: str = "zh"
    zone: str = "Asia/Shanghai"


class TenantCreated(Struct, frozen=True):
    """The new tenant."""

    id: UUID


async def create_tenant(
    means: Means, command: CreateTenant, actor: Actor
) -> TenantCreated | Refused:
    """Make a tenant; its first users follow by `create_user` through a `contract.robot`."""
    made = await checked_tenant(means, command)
    if isinstance(made, Refused):
        return made
    async with means.database.writing(made.id) as writer:
        await keep_tenant(writer, means, made, actor)
    return TenantCreated(made.id)


async def checked_tenant(means: Means, command: CreateTenant) -> Tenant | Refused:
    """Return the tenant as it will be kept, or why it can't be."""
    if not _SLUG.fullmatch(command.slug):
        return refuse(Refusal.TENANT_SLUG_UNUSABLE, field="/slug")
    name = clean_name(command.name, "/organisation")
    if isinstance(name, Refused):
        return name
    if (fault := check_place(command.locale, command.zone)) is not None:
        return fault
    if await tenant_behind(means.database, slug_hash(command.slug)) is not None:
        return refuse(Refusal.TENANT_SLUG_TAKEN, field="/slug", slug=command.slug)
    return Tenant(means.ids(), command.slug, name, command.locale, command.zone)


async def keep_tenant(writer: Writer, means: Means, tenant: Tenant, actor: Actor) -> None:
    """Write a checked tenant, and tell the trail."""
    await add_tenant(writer, tenant)
    deed = Deed(tenant=tenant.id, actor=actor, act="tenant.create", object=Ref("tenant", tenant.id))
    await means.trail.record(deed, writer)
