"""An account without its person: the row stays, so that what was done keeps its doer's id."""

from datetime import datetime
from uuid import UUID

from gongdan.kernel.database import Writer

NOBODY = "\u2014"
"""Shown where the name stood: a dash."""


async def erase_user(writer: Writer, tenant: UUID, user: UUID, now: datetime) -> int:
    """Take everything personal from an account; returns how many rows were changed."""
    login = f"erased-{user.hex}"
    statuses = [
        await writer.execute(
            "UPDATE user_account SET name = $3, login = $4, login_key = $4, password_hash = '',"
            " disabled_at = coalesce(disabled_at, $5), version = version + 1"
            " WHERE tenant_id = $1 AND id = $2 AND login <> $4",
            tenant,
            user,
            NOBODY,
            login,
            now,
        ),
        await writer.execute(
            "DELETE FROM session WHERE tenant_id = $1 AND user_id = $2", tenant, user
        ),
        await writer.execute(
            "UPDATE api_key SET name = $3, revoked_at = coalesce(revoked_at, $4)"
            " WHERE tenant_id = $1 AND owner_id = $2 AND name <> $3",
            tenant,
            user,
            NOBODY,
            now,
        ),
    ]
    return sum(int(status.rpartition(" ")[2]) for status in statuses)
