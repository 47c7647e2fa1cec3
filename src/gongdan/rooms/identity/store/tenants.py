"""Tenants: the rows outside row level security, each found by the hash of its slug."""

from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.identity.domain.tokens import slug_hash
from gongdan.rooms.identity.store.credentials import add_credential


class Tenant(Struct, frozen=True):
    """A tenant: the slug never changes; language and zone are those of new users.

    `country` (ISO 3166-1, or "") says whose public holidays are days off.
    """

    id: UUID
    slug: str
    name: str
    locale: str = "zh"
    zone: str = "Asia/Shanghai"
    country: str = ""
    version: int = 1


async def add_tenant(writer: Writer, tenant: Tenant) -> None:
    """Keep a new tenant, found by its slug from now on."""
    await writer.execute(
        "INSERT INTO tenant (id, slug, name, locale, zone, country)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        tenant.id,
        tenant.slug,
        tenant.name,
        tenant.locale,
        tenant.zone,
        tenant.country,
    )
    await add_credential(writer, tenant.id, slug_hash(tenant.slug))


async def load_tenant(reader: Reader, tenant: UUID) -> Tenant:
    """Return the tenant in whose transaction this runs; raises `LookupError` without one."""
    row: Any = await reader.fetchrow(
        "SELECT id, slug, name, locale, zone, country, version FROM tenant WHERE id = $1", tenant
    )
    if row is None:
        raise LookupError(f"no tenant {tenant}")
    return Tenant(**row)


async def change_tenant_row(writer: Writer, tenant: Tenant) -> bool:
    """Keep what was changed of a tenant, unless its version has moved on."""
    kept: int | None = await writer.fetchval(
        "UPDATE tenant SET name = $3, locale = $4, zone = $5, country = $6, version = version + 1"
        " WHERE id = $1 AND version = $2 RETURNING version",
        tenant.id,
        tenant.version,
        tenant.name,
        tenant.locale,
        tenant.zone,
        tenant.country,
    )
    return kept is not None
