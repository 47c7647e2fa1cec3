"""The table of those who have a definition open."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Writer

MOST = 50


class Seen(Struct, frozen=True):
    """Somebody who has a definition open: at which place of it ("": none), and when last."""

    user: UUID
    place: str
    at: datetime


async def keep_seen(writer: Writer, tenant: UUID, key: str, seen: Seen) -> None:
    """Note that somebody is there."""
    await writer.execute(
        "INSERT INTO definition_presence (tenant_id, key, user_id, place, seen_at)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, key, user_id)"
        " DO UPDATE SET place = excluded.place, seen_at = excluded.seen_at",
        tenant,
        key,
        seen.user,
        seen.place,
        seen.at,
    )


async def forget_seen(writer: Writer, tenant: UUID, key: str, before: datetime) -> None:
    """Forget who has not been heard of since an instant."""
    await writer.execute(
        "DELETE FROM definition_presence WHERE tenant_id = $1 AND key = $2 AND seen_at < $3",
        tenant,
        key,
        before,
    )


async def load_seen(writer: Writer, tenant: UUID, key: str) -> tuple[Seen, ...]:
    """Return who is there, by account."""
    rows = await writer.fetch(
        "SELECT user_id, place, seen_at FROM definition_presence"
        " WHERE tenant_id = $1 AND key = $2 ORDER BY user_id LIMIT $3",
        tenant,
        key,
        MOST,
    )
    return tuple(Seen(row["user_id"], row["place"], row["seen_at"]) for row in rows)
