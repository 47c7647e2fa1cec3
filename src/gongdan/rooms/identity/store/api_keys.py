"""The table of API keys; a revoked key stays as a row, its credential goes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.predicate import Predicate, to_sql
from gongdan.rooms.identity.store.credentials import (
    add_credential,
    drop_credentials,
    tell_revoked,
)


class ApiKey(Struct, frozen=True, kw_only=True):
    """An API key as kept: everything but its token. `last_used_at` is right to some minutes."""

    id: UUID
    owner_id: UUID
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None


_COLUMNS = "id, owner_id, name, scopes, created_at, expires_at, revoked_at, last_used_at"


async def add_api_key(writer: Writer, tenant: UUID, key: ApiKey, token_hash: bytes) -> None:
    """Keep a new key under the hash of its token."""
    await writer.execute(
        "INSERT INTO api_key"
        " (tenant_id, id, owner_id, name, token_hash, scopes, created_at, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        tenant,
        key.id,
        key.owner_id,
        key.name,
        token_hash,
        list(key.scopes),
        key.created_at,
        key.expires_at,
    )
    await add_credential(writer, tenant, token_hash)


async def load_api_key(reader: Reader, tenant: UUID, key: UUID) -> ApiKey | None:
    """Return one key, or None."""
    row = await reader.fetchrow(
        f"SELECT {_COLUMNS} FROM api_key WHERE tenant_id = $1 AND id = $2", tenant, key
    )
    return api_key_of(row) if row else None


async def load_api_key_names(reader: Reader, tenant: UUID, keys: Sequence[UUID]) -> dict[UUID, str]:
    """Return the names of keys by id, also of those that were revoked."""
    rows = await reader.fetch(
        "SELECT id, name FROM api_key WHERE tenant_id = $1 AND id = ANY($2)", tenant, list(keys)
    )
    return {row["id"]: row["name"] for row in rows}


async def find_api_keys(
    reader: Reader, tenant: UUID, *, seen: Predicate, after: UUID, limit: int
) -> list[ApiKey]:
    """Return keys by age, of those that `seen` lets through."""
    visible, arguments = to_sql(seen, {"owner_id": "owner_id"}, 3)
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM api_key WHERE tenant_id = $1 AND id > $2 AND {visible}"
        f" ORDER BY id LIMIT {int(limit)}",
        tenant,
        after,
        *arguments,
    )
    return [api_key_of(row) for row in rows]


async def revoke_api_key(writer: Writer, tenant: UUID, key: ApiKey, now: datetime) -> bool:
    """Revoke a key at once and for good; False where it was revoked before."""
    row: Any = await writer.fetchrow(
        "UPDATE api_key SET revoked_at = $3"
        " WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING token_hash",
        tenant,
        key.id,
        now,
    )
    if row is None:
        return False
    await drop_credentials(writer, tenant, [row["token_hash"]])
    await tell_revoked(writer, tenant, key.owner_id)
    return True


def api_key_of(row: Any) -> ApiKey:
    """Read a key out of its row."""
    return ApiKey(**{**row, "scopes": tuple(row["scopes"])})
