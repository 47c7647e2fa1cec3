"""Roles of a tenant: its own from the table, and the shipped originals beside them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.identity.domain.roles import Role, RoleBody
from gongdan.rooms.identity.store.shipped_roles import SHIPPED_ROLES

_BODY = msgspec.json.Decoder(RoleBody)


async def load_roles(reader: Reader, tenant: UUID) -> dict[str, Role]:
    """Return every role of the tenant by key, shipped ones first."""
    rows = await reader.fetch(
        "SELECT key, name_zh, name_en, copied_from, stands_for, body, version FROM role"
        " WHERE tenant_id = $1 ORDER BY key",
        tenant,
    )
    return {**SHIPPED_ROLES, **{row["key"]: _role(row) for row in rows}}


async def add_role(writer: Writer, tenant: UUID, role: Role) -> bool:
    """Keep a new role; False where its key was taken meanwhile."""
    made = await writer.fetchval(
        "INSERT INTO role (tenant_id, key, name_zh, name_en, copied_from, stands_for, body,"
        " version) VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8)"
        " ON CONFLICT DO NOTHING RETURNING key",
        tenant,
        role.key,
        role.name_zh,
        role.name_en,
        role.copied_from,
        role.stands_for,
        msgspec.json.encode(role.body).decode(),
        role.version,
    )
    return made is not None


async def change_role(writer: Writer, tenant: UUID, role: Role) -> bool:
    """Keep a changed role as the version after `role.version`; False where it moved meanwhile."""
    made = await writer.fetchval(
        "UPDATE role SET name_zh = $3, name_en = $4, body = $5::text::jsonb, version = version + 1"
        " WHERE tenant_id = $1 AND key = $2 AND version = $6 RETURNING key",
        tenant,
        role.key,
        role.name_zh,
        role.name_en,
        msgspec.json.encode(role.body).decode(),
        role.version,
    )
    return made is not None


async def remove_role(writer: Writer, tenant: UUID, key: str) -> bool:
    """Remove a role that nobody holds; False where somebody does."""
    # FOR SHARE has nothing to lock when nobody holds it: the key is locked against grants instead
    await writer.fetchval(
        "SELECT key FROM role WHERE tenant_id = $1 AND key = $2 FOR UPDATE", tenant, key
    )
    held = await writer.fetchval(
        "SELECT 1 FROM user_role WHERE tenant_id = $1 AND role_key = $2 LIMIT 1", tenant, key
    )
    if held:
        return False
    await writer.execute("DELETE FROM role WHERE tenant_id = $1 AND key = $2", tenant, key)
    return True


async def set_user_roles(writer: Writer, tenant: UUID, user: UUID, keys: Sequence[str]) -> None:
    """Give a user exactly these roles; own ones are locked, so that none is removed meanwhile."""
    await writer.fetch(
        "SELECT key FROM role WHERE tenant_id = $1 AND key = ANY($2) ORDER BY key FOR SHARE",
        tenant,
        list(keys),
    )
    await writer.execute(
        "DELETE FROM user_role WHERE tenant_id = $1 AND user_id = $2 AND role_key <> ALL($3)",
        tenant,
        user,
        list(keys),
    )
    await writer.execute(
        "INSERT INTO user_role (tenant_id, user_id, role_key)"
        " SELECT $1, $2, unnest($3::text[]) ON CONFLICT DO NOTHING",
        tenant,
        user,
        list(keys),
    )


async def count_holders(reader: Reader, tenant: UUID) -> dict[str, int]:
    """Return how many users hold each role, roles that nobody holds left out."""
    rows = await reader.fetch(
        "SELECT role_key, count(*)::int AS holders FROM user_role WHERE tenant_id = $1"
        " GROUP BY role_key",
        tenant,
    )
    return {row["role_key"]: row["holders"] for row in rows}


async def active_holders(writer: Writer, tenant: UUID, keys: Sequence[str]) -> frozenset[UUID]:
    """Return who can log in and holds one of these roles; nobody loses one until the commit."""
    holders = (
        "SELECT u.id FROM user_account u WHERE u.tenant_id = $1 AND u.disabled_at IS NULL"
        " AND EXISTS (SELECT 1 FROM user_role r WHERE r.tenant_id = $1 AND r.user_id = u.id"
        " AND r.role_key = ANY($2)) ORDER BY u.id"
    )
    # asked again under the locks: what another transaction took meanwhile is gone
    await writer.fetch(f"{holders} FOR UPDATE", tenant, list(keys))
    rows = await writer.fetch(holders, tenant, list(keys))
    return frozenset(row["id"] for row in rows)


def granted_roles(keys: Sequence[str], own: Mapping[str, Any]) -> list[Role]:
    """Return the roles behind keys: a tenant's own by their stored bodies, else shipped ones."""
    return [role for key in keys if (role := _granted(key, own)) is not None]


def _granted(key: str, own: Mapping[str, Any]) -> Role | None:
    stored = own.get(key)
    if stored is None:
        return SHIPPED_ROLES.get(key)
    body = msgspec.convert(stored, RoleBody)
    return Role(
        key=key, name_zh="", name_en="", body=body, stands_for=stored["stands_for"], version=1
    )


def _role(row: Any) -> Role:
    return Role(
        key=row["key"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        body=_BODY.decode(row["body"]),
        stands_for=row["stands_for"],
        copied_from=row["copied_from"],
        version=row["version"],
    )
