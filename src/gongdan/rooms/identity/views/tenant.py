"""The tenant as its people see it, and as its administrators may change it."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.rooms.identity.store.tenants import load_tenant


class TenantSettings(Struct, frozen=True, kw_only=True):
    """A tenant; language and zone are those of new users, `country` says whose holidays count.

    `countries` are the ISO 3166-1 codes of which public holidays are known.
    """

    id: UUID
    slug: str
    name: str
    locale: str
    zone: str
    country: str
    version: int
    countries: list[str]


async def tenant_settings(
    database: Database, tenant: UUID, countries: tuple[str, ...]
) -> TenantSettings:
    """Return the tenant as it stands."""
    async with database.reading(tenant) as reader:
        found = await load_tenant(reader, tenant)
    return TenantSettings(
        id=found.id,
        slug=found.slug,
        name=found.name,
        locale=found.locale,
        zone=found.zone,
        country=found.country,
        version=found.version,
        countries=list(countries),
    )
