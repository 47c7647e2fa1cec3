"""The tables of inbounds, of what callers prove themselves by, and of the last deliveries."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.integration.contract import Arrival, Inbound, Purpose
from gongdan.rooms.privacy.contract import WrappedKey

MOST_ARRIVALS = 500
"""Deliveries of an inbound that are remembered."""

PATH = "/api/v1/inbound/"

_SELECT = """
SELECT i.id, i.key, i.name, i.does::text AS does, i.proof, i.key_at, i.tolerance, i.per_minute,
    i.most_bytes, i.active, i.created_by, i.created_at, i.version,
    (SELECT count(*) FROM inbound_secret s WHERE s.tenant_id = i.tenant_id AND s.inbound_id = i.id
        AND (s.valid_until IS NULL OR s.valid_until > clock_timestamp())) AS secrets
FROM inbound i WHERE i.tenant_id = $1
"""
_ADD = """
INSERT INTO inbound (tenant_id, id, key, name, does, proof, key_at, tolerance, per_minute,
    most_bytes, active, created_by, version)
VALUES ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8, $9, $10, true, $11, 1)
ON CONFLICT (tenant_id, key) DO NOTHING
"""
_SAVE = """
UPDATE inbound SET name = $3, does = $4::text::jsonb, key_at = $5, tolerance = $6,
    per_minute = $7, most_bytes = $8, active = $9, version = version + 1
WHERE tenant_id = $1 AND id = $2
"""
_ADD_KEY = """
INSERT INTO inbound_secret (tenant_id, inbound_id, id, kek_version, wrapped)
VALUES ($1, $2, $3, $4, $5)
"""
_DROP_OLD = """
DELETE FROM inbound_secret
WHERE tenant_id = $1 AND inbound_id = $2 AND (valid_until IS NOT NULL OR $3::interval = '0')
"""
_END = """
UPDATE inbound_secret SET valid_until = clock_timestamp() + $3::interval
WHERE tenant_id = $1 AND inbound_id = $2 AND valid_until IS NULL
"""
_VALID = """
SELECT kek_version, wrapped FROM inbound_secret
WHERE tenant_id = $1 AND inbound_id = $2
    AND (valid_until IS NULL OR valid_until > clock_timestamp())
ORDER BY valid_until NULLS FIRST
"""
_REWRAP = """
UPDATE inbound_secret SET kek_version = $4, wrapped = $5
WHERE tenant_id = $1 AND inbound_id = $2 AND id = $3
"""
_NOTE = """
INSERT INTO inbound_arrival (tenant_id, inbound_id, id, at, outcome, code, field, facts, key, size,
    order_id, number, shape)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10, $11, $12, $13)
"""
_FORGET = """
DELETE FROM inbound_arrival WHERE tenant_id = $1 AND inbound_id = $2 AND id < (
    SELECT id FROM inbound_arrival WHERE tenant_id = $1 AND inbound_id = $2
    ORDER BY id DESC OFFSET $3 LIMIT 1)
"""
_ARRIVALS = """
SELECT id, at, outcome, code, field, facts::text AS facts, key, size, order_id AS order, number,
    shape
FROM inbound_arrival WHERE tenant_id = $1 AND inbound_id = $2 ORDER BY id DESC LIMIT $3
"""


class InboundSecret(Struct, frozen=True):
    """A secret's row."""

    inbound: UUID
    id: UUID
    key: WrappedKey


async def all_of(reader: Reader, tenant: UUID) -> list[Inbound]:
    """Return a tenant's inbounds by key."""
    return [_inbound(row) for row in await reader.fetch(f"{_SELECT} ORDER BY i.key", tenant)]


async def load(
    reader: Reader, tenant: UUID, inbound: UUID, *, lock: bool = False
) -> Inbound | None:
    """Return one inbound; `lock` holds it until the transaction ends."""
    tail = " FOR UPDATE OF i" if lock else ""
    row = await reader.fetchrow(f"{_SELECT} AND i.id = $2{tail}", tenant, inbound)
    return _inbound(row) if row else None


async def add(writer: Writer, tenant: UUID, inbound: Inbound) -> bool:
    """Keep a new inbound; False where its key is taken."""
    status = await writer.execute(
        _ADD,
        tenant,
        inbound.id,
        inbound.key,
        inbound.name,
        msgspec.json.encode(inbound.does).decode(),
        inbound.proof,
        inbound.key_at,
        inbound.tolerance,
        inbound.per_minute,
        inbound.most_bytes,
        inbound.created_by,
    )
    return status.endswith(" 1")


async def save(writer: Writer, tenant: UUID, inbound: Inbound) -> None:
    """Store an inbound as it shall be."""
    await writer.execute(
        _SAVE,
        tenant,
        inbound.id,
        inbound.name,
        msgspec.json.encode(inbound.does).decode(),
        inbound.key_at,
        inbound.tolerance,
        inbound.per_minute,
        inbound.most_bytes,
        inbound.active,
    )


async def remove(writer: Writer, tenant: UUID, inbound: UUID) -> None:
    """Forget an inbound with its secrets and its log."""
    await writer.execute("DELETE FROM inbound WHERE tenant_id = $1 AND id = $2", tenant, inbound)


async def add_secret(writer: Writer, tenant: UUID, secret: InboundSecret) -> None:
    """Keep a secret that is valid from now on."""
    key = secret.key
    await writer.execute(_ADD_KEY, tenant, secret.inbound, secret.id, key.kek_version, key.wrapped)


async def end_secrets(writer: Writer, tenant: UUID, inbound: UUID, after: timedelta) -> None:
    """Let the newest secret be valid for that long, and those before it no more."""
    await writer.execute(_DROP_OLD, tenant, inbound, after)
    await writer.execute(_END, tenant, inbound, after)


async def valid_secrets(reader: Reader, tenant: UUID, inbound: UUID) -> list[WrappedKey]:
    """Return the wrapped secrets that are valid now, the newest first."""
    rows = await reader.fetch(_VALID, tenant, inbound)
    return [WrappedKey(row["kek_version"], row["wrapped"]) for row in rows]


async def stale_secrets(reader: Reader, tenant: UUID, kek_version: int) -> list[InboundSecret]:
    """Return the secrets that are wrapped under a master older than `kek_version`."""
    rows = await reader.fetch(
        "SELECT inbound_id, id, kek_version, wrapped FROM inbound_secret"
        " WHERE tenant_id = $1 AND kek_version < $2",
        tenant,
        kek_version,
    )
    return [InboundSecret(r[0], r[1], WrappedKey(r[2], r[3])) for r in map(tuple, rows)]


async def rewrapped(writer: Writer, tenant: UUID, secret: InboundSecret) -> None:
    """Store a secret under its new wrapping, if it is still there."""
    key = secret.key
    await writer.execute(_REWRAP, tenant, secret.inbound, secret.id, key.kek_version, key.wrapped)


async def note(writer: Writer, tenant: UUID, inbound: UUID, arrival: Arrival) -> None:
    """Remember a delivery, and forget the oldest."""
    await writer.execute(
        _NOTE,
        tenant,
        inbound,
        arrival.id,
        arrival.at,
        arrival.outcome,
        arrival.code,
        arrival.field,
        msgspec.json.encode(arrival.facts).decode(),
        arrival.key,
        arrival.size,
        arrival.order,
        arrival.number,
        list(arrival.shape),
    )
    await writer.execute(_FORGET, tenant, inbound, MOST_ARRIVALS)


async def arrivals_of(reader: Reader, tenant: UUID, inbound: UUID, limit: int) -> list[Arrival]:
    """Return the last deliveries, newest first."""
    rows: Sequence[Any] = await reader.fetch(_ARRIVALS, tenant, inbound, limit)
    return [
        Arrival(
            **{
                **dict(row),
                "facts": msgspec.json.decode(row["facts"]),
                "shape": tuple(row["shape"]),
            }
        )
        for row in rows
    ]


def _inbound(row: Any) -> Inbound:
    values = dict(row)
    does = msgspec.json.decode(values.pop("does"), type=Purpose)
    return Inbound(does=does, path=f"{PATH}{values['id']}", **values)
