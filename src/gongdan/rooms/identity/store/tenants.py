"""Tenants: the rows outside row level security, each found by the hash of its slug."""

from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.identity.domain.tokens import slug_hash
from gongdan.rooms.identity.store.credentials import add_credential


class Tenant(Struct, frozen=True):
    """A tenant: the slug never changes; language and zone are those of new users."""

    id: UUID
    slug: str
    name: str
    locale: str = "zh"
    zone: str = "Asia/Shanghai"


async def add_tenant(writer: Writer, tenant: Tenant) -> None:
    """Keep a new tenant, found by its slug from now on."""
    await writer.execute(
        "INSERT INTO tenant (id, slug, name, locale, zone) VALUES ($1, $2, $3, $4, $5)",
        tenant.id,
        tenant.slug,
        tenant.name,
        tenant.locale,
        tenant.zone,
    )
    await add_credential(writer, tenant.id, slug_hash(tenant.slug))


async def load_tenant(reader: Reader, tenant: UUID) -> Tenant:
    """Return the tenant in whose transaction this runs; raises `LookupError` without one."""
    row: Any = await reader.fetchrow(
        "SELECT id, slug, name, locale, zone FROM tenant WHERE id = $1", tenant
    )
    if row is None:
        raise LookupError(f"no tenant {tenant}")
    return Tenant(**row)
