"""A new tenant: by the command line, or by the first run of an empty installation."""

import re
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from gongdan.kernel.audit import Deed
from gongdan.kernel.database import Writer
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, Command, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.domain.changes import changed_facts
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.tokens import slug_hash
from gongdan.rooms.identity.domain.users import check_place, clean_name
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.store.credentials import tenant_behind
from gongdan.rooms.identity.store.tenants import Tenant, add_tenant, change_tenant_row, load_tenant

_CHINA = frozenset({"Asia/Shanghai", "Asia/Urumqi"})
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,38}")


class CreateTenant(Command, frozen=True):
    """A new tenant. The slug is typed at each log-in and never changes."""

    slug: str
    name: str
    locale: str = "zh"
    zone: str = "Asia/Shanghai"


class ChangeTenant(Command, frozen=True):
    """New data of a tenant, as far as given; `seen` is the version that the caller saw."""

    seen: int
    name: str | UnsetType = UNSET
    locale: str | UnsetType = UNSET
    zone: str | UnsetType = UNSET
    country: str | UnsetType = UNSET


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
    country = "CN" if command.zone in _CHINA else ""
    return Tenant(means.ids(), command.slug, name, command.locale, command.zone, country)


async def keep_tenant(writer: Writer, means: Means, tenant: Tenant, actor: Actor) -> None:
    """Write a checked tenant, and tell the trail."""
    await add_tenant(writer, tenant)
    deed = Deed(tenant=tenant.id, actor=actor, act="tenant.create", object=Ref("tenant", tenant.id))
    await means.trail.record(deed, writer)


async def change_tenant(
    means: Means, principal: Principal, command: ChangeTenant
) -> Tenant | Refused:
    """Change a tenant's name, language, zone or holidays; users keep their own."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        before = await load_tenant(writer, tenant)
        after = _changed(before, command, means.countries)
        if isinstance(after, Refused):
            return after
        if not await change_tenant_row(writer, after):
            return refuse(Refusal.CHANGED_MEANWHILE)
        facts = changed_facts(_said(before), _said(after))
        await means.told(writer, principal, "tenant.change", Ref("tenant", tenant), facts=facts)
    return replace(after, version=after.version + 1)


def _changed(before: Tenant, command: ChangeTenant, countries: tuple[str, ...]) -> Tenant | Refused:
    name = before.name if command.name is UNSET else clean_name(command.name)
    if isinstance(name, Refused):
        return name
    locale = before.locale if command.locale is UNSET else command.locale
    zone = before.zone if command.zone is UNSET else command.zone
    country = before.country if command.country is UNSET else command.country
    if country not in ("", before.country, *countries):
        return refuse(Refusal.COUNTRY_UNKNOWN, field="/country")
    after = replace(
        before, name=name, locale=locale, zone=zone, country=country, version=command.seen
    )
    return check_place(locale, zone) or after


def _said(tenant: Tenant) -> dict[str, object]:
    """Return what the trail keeps of a tenant; its name is no person's."""
    return {
        "tenant_name": tenant.name,
        "locale": tenant.locale,
        "zone": tenant.zone,
        "country": tenant.country,
    }
