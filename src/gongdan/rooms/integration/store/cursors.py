"""The table of cursors: who is due, who delivers, how far it went; and the list of attempts."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.integration.contract import Attempt

KEPT = 200
"""Attempts that are kept of each webhook."""

_LEASE = """
UPDATE webhook_cursor SET lease_owner = $3, lease_until = clock_timestamp() + $4::interval
WHERE tenant_id = $1 AND webhook_id = $2 AND active AND NOT parked
    AND (retry_at IS NULL OR retry_at <= clock_timestamp())
    AND (lease_until IS NULL OR lease_until < clock_timestamp())
RETURNING position, attempts
"""
_SETTLE = """
UPDATE webhook_cursor SET position = $4, attempts = $5, parked = $6,
    retry_at = clock_timestamp() + $7::interval, deliveries = deliveries + $8,
    lease_owner = NULL, lease_until = NULL
WHERE tenant_id = $1 AND webhook_id = $2 AND lease_owner = $3
RETURNING deliveries
"""
_COUNT = """
UPDATE webhook_cursor SET deliveries = deliveries + 1
WHERE tenant_id = $1 AND webhook_id = $2 RETURNING deliveries
"""
_WAKE = """
UPDATE webhook_cursor SET parked = false, attempts = 0, retry_at = NULL
WHERE tenant_id = $1 AND webhook_id = $2
"""
_KEEP = """
INSERT INTO webhook_delivery (tenant_id, webhook_id, number, message_id, type, order_id, position,
    attempt, status, milliseconds, error, at, answer)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
"""
_FORGET = """
DELETE FROM webhook_delivery WHERE tenant_id = $1 AND webhook_id = $2 AND number <= $3
"""
_ATTEMPTS = """
SELECT number, message_id AS message, type, order_id AS "order", position, attempt, status,
    milliseconds, error, answer, at
FROM webhook_delivery WHERE tenant_id = $1 AND webhook_id = $2 ORDER BY number DESC LIMIT $3
"""


_ATTEMPT = """
SELECT number, message_id AS message, type, order_id AS "order", position,
    (SELECT max(m.attempt) FROM webhook_delivery m WHERE m.tenant_id = d.tenant_id
        AND m.webhook_id = d.webhook_id AND m.message_id = d.message_id) AS attempt,
    status, milliseconds, error, answer, at
FROM webhook_delivery d WHERE tenant_id = $1 AND webhook_id = $2 AND number = $3
"""


class Leased(Struct, frozen=True):
    """A cursor in our hands: the next position to look at, and failed attempts at it."""

    position: int
    attempts: int


class Moved(Struct, frozen=True, kw_only=True):
    """How a batch left the cursor; `wait` until the next attempt, None for at once."""

    position: int
    attempts: int = 0
    parked: bool = False
    wait: timedelta | None = None


async def due(connection: Reader, limit: int) -> list[tuple[UUID, UUID]]:
    """Return tenants and webhooks that have something to hear (as the role `worker`)."""
    rows = await connection.fetch("SELECT * FROM webhooks_due_v1($1)", limit)
    return [(row[0], row[1]) for row in rows]


async def lease(
    writer: Writer, tenant: UUID, webhook: UUID, *, owner: str, lasting: timedelta
) -> Leased | None:
    """Take a cursor; None: another one holds it, or it has to wait."""
    row = await writer.fetchrow(_LEASE, tenant, webhook, owner, lasting)
    return Leased(*row) if row else None


async def settle(
    writer: Writer,
    tenant: UUID,
    webhook: UUID,
    *,
    owner: str,
    moved: Moved,
    attempts: Sequence[Attempt],
) -> bool:
    """Give a cursor back with what was tried; False: it was not ours any more, nothing is kept."""
    count: int | None = await writer.fetchval(
        _SETTLE,
        tenant,
        webhook,
        owner,
        moved.position,
        moved.attempts,
        moved.parked,
        moved.wait,
        len(attempts),
    )
    if count is None:
        return False
    await _keep(writer, tenant, webhook, attempts, count=count)
    return True


async def note(writer: Writer, tenant: UUID, webhook: UUID, attempt: Attempt) -> None:
    """Keep one attempt that moves no cursor: a test call."""
    count: int | None = await writer.fetchval(_COUNT, tenant, webhook)
    if count is not None:
        await _keep(writer, tenant, webhook, [attempt], count=count)


async def wake(writer: Writer, tenant: UUID, webhook: UUID) -> None:
    """Let a parked webhook go on from where it stands."""
    await writer.execute(_WAKE, tenant, webhook)


async def attempts_of(reader: Reader, tenant: UUID, webhook: UUID, limit: int) -> list[Attempt]:
    """Return the last attempts, newest first."""
    return [Attempt(**row) for row in await reader.fetch(_ATTEMPTS, tenant, webhook, limit)]


async def attempt_of(reader: Reader, tenant: UUID, webhook: UUID, number: int) -> Attempt | None:
    """Return one attempt with the newest count of its message's attempts."""
    row = await reader.fetchrow(_ATTEMPT, tenant, webhook, number)
    return Attempt(**row) if row else None


async def _keep(
    writer: Writer, tenant: UUID, webhook: UUID, attempts: Sequence[Attempt], *, count: int
) -> None:
    if not attempts:
        return
    first = count - len(attempts) + 1
    rows = [
        (
            tenant,
            webhook,
            first + at,
            each.message,
            each.type,
            each.order,
            each.position,
            each.attempt,
            each.status,
            each.milliseconds,
            each.error,
            each.at,
            each.answer,
        )
        for at, each in enumerate(attempts)
    ]
    await writer.executemany(_KEEP, rows)
    await writer.execute(_FORGET, tenant, webhook, count - KEPT)
