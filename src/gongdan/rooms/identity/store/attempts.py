"""Failed log-ins in a row: counted before the password is looked at, forgiven after success.

Counting first means that a hundred guesses sent at one moment are a hundred failures, not one.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from gongdan.kernel.database import Writer
from gongdan.rooms.identity.domain.backoff import failures_so_far, seconds_left


async def count_attempt(writer: Writer, tenant: UUID, login: bytes, now: datetime) -> int:
    """Count a try of a login (by its hash), or return the seconds for which it must wait."""
    row: Any = await writer.fetchrow(
        "INSERT INTO login_attempt AS a (tenant_id, login_hash, failures, last_at)"
        " VALUES ($1, $2, 0, $3)"
        " ON CONFLICT (tenant_id, login_hash) DO UPDATE SET failures = a.failures"
        " RETURNING failures, last_at",
        tenant,
        login,
        now,
    )
    failures = failures_so_far(row["failures"], row["last_at"], now)
    if wait := seconds_left(failures, row["last_at"], now):
        return wait
    await writer.execute(
        "UPDATE login_attempt SET failures = $3, last_at = greatest(last_at, $4)"
        " WHERE tenant_id = $1 AND login_hash = $2",
        tenant,
        login,
        failures + 1,
        now,
    )
    return 0


async def take_back_attempt(writer: Writer, tenant: UUID, login: bytes) -> None:
    """Uncount a try that was never checked, because the house was busy."""
    await writer.execute(
        "UPDATE login_attempt SET failures = greatest(failures - 1, 0)"
        " WHERE tenant_id = $1 AND login_hash = $2",
        tenant,
        login,
    )


async def forgive_attempts(writer: Writer, tenant: UUID, login: bytes) -> None:
    """Forget the failures of a login that has proved itself."""
    await writer.execute(
        "DELETE FROM login_attempt WHERE tenant_id = $1 AND login_hash = $2", tenant, login
    )


async def sweep_attempts(writer: Writer, tenant: UUID, before: datetime) -> None:
    """Forget failures that no longer count."""
    await writer.execute(
        "DELETE FROM login_attempt WHERE tenant_id = $1 AND last_at < $2", tenant, before
    )
