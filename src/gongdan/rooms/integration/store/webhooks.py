"""The tables of webhooks and their secrets."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.integration.contract import Webhook, WebhookState
from gongdan.rooms.privacy.contract import WrappedKey

_SELECT = """
SELECT w.id, w.url, w.types, w.active, w.created_by, w.created_at, w.version, c.parked,
    c.attempts, c.retry_at, greatest(coalesce(h.size, 0) - c.position, 0) AS behind,
    (SELECT count(*) FROM webhook_secret s WHERE s.tenant_id = w.tenant_id
        AND s.webhook_id = w.id AND (s.valid_until IS NULL OR s.valid_until > now())) AS secrets
FROM webhook w
JOIN webhook_cursor c ON c.tenant_id = w.tenant_id AND c.webhook_id = w.id
LEFT JOIN log_head h ON h.tenant_id = w.tenant_id
"""
_ADD = """
INSERT INTO webhook (tenant_id, id, url, types, active, created_by, version)
VALUES ($1, $2, $3, $4, true, $5, 1)
"""
_BEGIN = """
INSERT INTO webhook_cursor (tenant_id, webhook_id, active, position)
SELECT $1, $2, true, coalesce((SELECT size FROM log_head h WHERE h.tenant_id = $1), 0)
"""
_SAVE = """
UPDATE webhook SET url = $3, types = $4, active = $5, version = version + 1
WHERE tenant_id = $1 AND id = $2
"""
_WAKE = """
UPDATE webhook_cursor SET active = $3, parked = false, attempts = 0, retry_at = NULL
WHERE tenant_id = $1 AND webhook_id = $2
"""
_STEP_OVER = """
UPDATE webhook_cursor SET parked = false, attempts = 0, retry_at = NULL, position = position + 1
WHERE tenant_id = $1 AND webhook_id = $2 AND parked RETURNING position - 1
"""
_ADD_KEY = """
INSERT INTO webhook_secret (tenant_id, webhook_id, id, kek_version, wrapped)
VALUES ($1, $2, $3, $4, $5)
"""
_DROP_OLD_KEYS = """
DELETE FROM webhook_secret
WHERE tenant_id = $1 AND webhook_id = $2 AND (valid_until IS NOT NULL OR $3::interval = '0')
"""
_END_KEY = """
UPDATE webhook_secret SET valid_until = clock_timestamp() + $3::interval
WHERE tenant_id = $1 AND webhook_id = $2 AND valid_until IS NULL
"""
_TARGET = """
SELECT w.url, w.types, s.kek_version, s.wrapped,
    (SELECT l.hosts FROM outbound_host_list l WHERE l.tenant_id = w.tenant_id) AS hosts
FROM webhook w
JOIN webhook_secret s ON s.tenant_id = w.tenant_id AND s.webhook_id = w.id
WHERE w.tenant_id = $1 AND w.id = $2 AND (w.active OR $3)
    AND (s.valid_until IS NULL OR s.valid_until > clock_timestamp())
ORDER BY s.valid_until NULLS FIRST
"""
_STALE = """
SELECT webhook_id, id, kek_version, wrapped FROM webhook_secret
WHERE tenant_id = $1 AND kek_version < $2
"""
_REWRAP = """
UPDATE webhook_secret SET kek_version = $4, wrapped = $5
WHERE tenant_id = $1 AND webhook_id = $2 AND id = $3
"""


class Target(Struct, frozen=True):
    """Where a webhook points just now, what it wants, and its wrapped secrets, newest first.

    `hosts` are those to which the tenant lets requests go (none: to all).
    """

    url: str
    types: tuple[str, ...]
    secrets: tuple[WrappedKey, ...]
    hosts: tuple[str, ...] = ()


class WrappedSecret(Struct, frozen=True):
    """A secret's row."""

    webhook: UUID
    id: UUID
    key: WrappedKey


async def load(
    reader: Reader, tenant: UUID, webhook: UUID, *, lock: bool = False
) -> Webhook | None:
    """Return one webhook; `lock` holds it until the transaction ends."""
    row = await reader.fetchrow(
        f"{_SELECT} WHERE w.tenant_id = $1 AND w.id = $2{' FOR UPDATE OF w' if lock else ''}",
        tenant,
        webhook,
    )
    return _webhook(**row) if row else None


async def all_of(reader: Reader, tenant: UUID) -> list[Webhook]:
    """Return a tenant's webhooks, oldest first."""
    rows = await reader.fetch(f"{_SELECT} WHERE w.tenant_id = $1 ORDER BY w.id", tenant)
    return [_webhook(**row) for row in rows]


async def add(
    writer: Writer, tenant: UUID, webhook: UUID, *, url: str, types: Sequence[str], by: UUID | None
) -> None:
    """Keep a new webhook; it hears of what comes after."""
    await writer.execute(_ADD, tenant, webhook, url, list(types), by)
    await writer.execute(_BEGIN, tenant, webhook)


async def save(writer: Writer, tenant: UUID, webhook: Webhook) -> None:
    """Store a webhook as it shall be, and let it try anew."""
    await writer.execute(
        _SAVE, tenant, webhook.id, webhook.url, list(webhook.types), webhook.active
    )
    await writer.execute(_WAKE, tenant, webhook.id, webhook.active)


async def remove(writer: Writer, tenant: UUID, webhook: UUID) -> None:
    """Forget a webhook with its secrets, its cursor and its list of attempts."""
    await writer.execute("DELETE FROM webhook WHERE tenant_id = $1 AND id = $2", tenant, webhook)


async def pass_over(writer: Writer, tenant: UUID, webhook: UUID) -> int | None:
    """Move a parked webhook past the entry that it stands at; return its position."""
    position: int | None = await writer.fetchval(_STEP_OVER, tenant, webhook)
    return position


async def add_secret(writer: Writer, tenant: UUID, secret: WrappedSecret) -> None:
    """Keep a secret that signs from now on."""
    key = secret.key
    await writer.execute(_ADD_KEY, tenant, secret.webhook, secret.id, key.kek_version, key.wrapped)


async def end_secrets(writer: Writer, tenant: UUID, webhook: UUID, after: timedelta) -> None:
    """Let the newest secret sign for that long, and those before it no more."""
    await writer.execute(_DROP_OLD_KEYS, tenant, webhook, after)
    await writer.execute(_END_KEY, tenant, webhook, after)


async def target(
    reader: Reader, tenant: UUID, webhook: UUID, *, even_inactive: bool = False
) -> Target | None:
    """Return where a webhook points; None: it was removed or switched off."""
    rows = await reader.fetch(_TARGET, tenant, webhook, even_inactive)
    if not rows:
        return None
    secrets = tuple(WrappedKey(row["kek_version"], row["wrapped"]) for row in rows)
    first = rows[0]
    return Target(first["url"], tuple(first["types"]), secrets, tuple(first["hosts"] or ()))


async def stale_secrets(reader: Reader, tenant: UUID, kek_version: int) -> list[WrappedSecret]:
    """Return the secrets that are wrapped under a master older than `kek_version`."""
    rows = await reader.fetch(_STALE, tenant, kek_version)
    return [WrappedSecret(r[0], r[1], WrappedKey(r[2], r[3])) for r in map(tuple, rows)]


async def rewrapped(writer: Writer, tenant: UUID, secret: WrappedSecret) -> None:
    """Store a secret under its new wrapping, if it is still there."""
    key = secret.key
    await writer.execute(_REWRAP, tenant, secret.webhook, secret.id, key.kek_version, key.wrapped)


def _webhook(
    *, types: Sequence[str], parked: bool, retry_at: datetime | None, **row: object
) -> Webhook:
    match (row["active"], parked, row["attempts"], row["behind"]):
        case (False, _, _, _):
            state = WebhookState.INACTIVE
        case (_, True, _, _):
            state = WebhookState.PARKED
        case (_, _, attempts, _) if attempts:
            state = WebhookState.RETRYING
        case (_, _, _, 0):
            state = WebhookState.CURRENT
        case _:
            state = WebhookState.DELIVERING
    return Webhook(types=tuple(types), state=state, retry_at=retry_at, **row)  # type: ignore[arg-type]
