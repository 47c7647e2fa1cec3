"""The tables of connectors, their secrets and their last calls."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.integration.contract import Auth, Connector, ConnectorCall
from gongdan.rooms.privacy.contract import WrappedKey

MOST_CALLS = 500
"""Calls of a connector that are remembered."""

_SELECT = """
SELECT c.id, c.key, c.name, c.base_url, c.auth::text AS auth, c.paths, c.seconds, c.per_minute,
    c.active, c.created_by, c.created_at, c.version,
    EXISTS (SELECT 1 FROM connector_secret s WHERE s.tenant_id = c.tenant_id
        AND s.connector_id = c.id) AS has_secret
FROM connector c WHERE c.tenant_id = $1
"""
_ADD = """
INSERT INTO connector (tenant_id, id, key, name, base_url, auth, paths, seconds, per_minute,
    active, created_by, version)
VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8, $9, true, $10, 1)
ON CONFLICT (tenant_id, key) DO NOTHING
"""
_SAVE = """
UPDATE connector SET name = $3, base_url = $4, auth = $5::text::jsonb, paths = $6, seconds = $7,
    per_minute = $8, active = $9, version = version + 1 WHERE tenant_id = $1 AND id = $2
"""
_KEEP_KEY = """
INSERT INTO connector_secret (tenant_id, connector_id, kek_version, wrapped)
VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, connector_id)
DO UPDATE SET kek_version = excluded.kek_version, wrapped = excluded.wrapped
"""
_NOTE = """
INSERT INTO connector_call (tenant_id, id, connector_id, order_id, node, method, path, attempt,
    status, milliseconds, error, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""
_FORGET = """
DELETE FROM connector_call WHERE tenant_id = $1 AND connector_id = $2 AND (at, id) < (
    SELECT at, id FROM connector_call WHERE tenant_id = $1 AND connector_id = $2
    ORDER BY at DESC, id DESC OFFSET $3 LIMIT 1)
"""
_CALLS = """
SELECT id, order_id AS order, node, method, path, attempt, status, milliseconds, error, at
FROM connector_call WHERE tenant_id = $1 AND connector_id = $2 ORDER BY at DESC, id DESC LIMIT $3
"""
_LATELY = """
SELECT count(*) FROM connector_call WHERE tenant_id = $1 AND connector_id = $2
    AND at > clock_timestamp() - interval '1 minute' AND error <> 'rate_reached'
"""


class ConnectorSecret(Struct, frozen=True):
    """A secret's row."""

    connector: UUID
    key: WrappedKey


async def all_of(reader: Reader, tenant: UUID) -> list[Connector]:
    """Return a tenant's connectors by key."""
    return [_connector(row) for row in await reader.fetch(f"{_SELECT} ORDER BY c.key", tenant)]


async def load(
    reader: Reader, tenant: UUID, connector: UUID, *, lock: bool = False
) -> Connector | None:
    """Return one connector; `lock` holds it until the transaction ends."""
    tail = " FOR UPDATE OF c" if lock else ""
    row = await reader.fetchrow(f"{_SELECT} AND c.id = $2{tail}", tenant, connector)
    return _connector(row) if row else None


async def load_by_key(reader: Reader, tenant: UUID, key: str) -> Connector | None:
    """Return the connector that definitions name so."""
    row = await reader.fetchrow(f"{_SELECT} AND c.key = $2", tenant, key)
    return _connector(row) if row else None


async def keys_of(reader: Reader, tenant: UUID) -> frozenset[str]:
    """Return the keys that definitions may name."""
    rows = await reader.fetch("SELECT key FROM connector WHERE tenant_id = $1", tenant)
    return frozenset(row["key"] for row in rows)


async def add(writer: Writer, tenant: UUID, connector: Connector) -> bool:
    """Keep a new connector; False where its key is taken."""
    status = await writer.execute(
        _ADD,
        tenant,
        connector.id,
        connector.key,
        connector.name,
        connector.base_url,
        msgspec.json.encode(connector.auth).decode(),
        list(connector.paths),
        connector.seconds,
        connector.per_minute,
        connector.created_by,
    )
    return status.endswith(" 1")


async def save(writer: Writer, tenant: UUID, connector: Connector) -> None:
    """Store a connector as it shall be."""
    await writer.execute(
        _SAVE,
        tenant,
        connector.id,
        connector.name,
        connector.base_url,
        msgspec.json.encode(connector.auth).decode(),
        list(connector.paths),
        connector.seconds,
        connector.per_minute,
        connector.active,
    )


async def remove(writer: Writer, tenant: UUID, connector: UUID) -> None:
    """Forget a connector with its secret and its calls."""
    await writer.execute(
        "DELETE FROM connector WHERE tenant_id = $1 AND id = $2", tenant, connector
    )


async def set_secret(writer: Writer, tenant: UUID, secret: ConnectorSecret) -> None:
    """Keep a secret in place of the one before."""
    key = secret.key
    await writer.execute(_KEEP_KEY, tenant, secret.connector, key.kek_version, key.wrapped)


async def load_secret(reader: Reader, tenant: UUID, connector: UUID) -> WrappedKey | None:
    """Return a connector's wrapped secret."""
    row = await reader.fetchrow(
        "SELECT kek_version, wrapped FROM connector_secret"
        " WHERE tenant_id = $1 AND connector_id = $2",
        tenant,
        connector,
    )
    return WrappedKey(row["kek_version"], row["wrapped"]) if row else None


async def stale_secrets(reader: Reader, tenant: UUID, kek_version: int) -> list[ConnectorSecret]:
    """Return the secrets that are wrapped under a master older than `kek_version`."""
    rows = await reader.fetch(
        "SELECT connector_id, kek_version, wrapped FROM connector_secret"
        " WHERE tenant_id = $1 AND kek_version < $2",
        tenant,
        kek_version,
    )
    return [ConnectorSecret(r[0], WrappedKey(r[1], r[2])) for r in map(tuple, rows)]


async def note(writer: Writer, tenant: UUID, connector: UUID, call: ConnectorCall) -> None:
    """Remember a call, and forget the oldest."""
    await writer.execute(
        _NOTE,
        tenant,
        call.id,
        connector,
        call.order,
        call.node,
        call.method,
        call.path,
        call.attempt,
        call.status,
        call.milliseconds,
        call.error,
        call.at,
    )
    await writer.execute(_FORGET, tenant, connector, MOST_CALLS)


async def calls_of(
    reader: Reader, tenant: UUID, connector: UUID, limit: int
) -> list[ConnectorCall]:
    """Return the last calls, newest first."""
    rows = await reader.fetch(_CALLS, tenant, connector, limit)
    return [ConnectorCall(**dict(row)) for row in rows]


async def calls_lately(reader: Reader, tenant: UUID, connector: UUID) -> int:
    """Return how many calls went out within the last minute."""
    found: int = await reader.fetchval(_LATELY, tenant, connector)
    return found


def _connector(row: Any) -> Connector:
    values = dict(row)
    auth = msgspec.json.decode(values.pop("auth"), type=Auth)
    return Connector(auth=auth, **{**values, "paths": tuple(values["paths"])})
