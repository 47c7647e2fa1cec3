"""The table of sessions. A session's token and its credential come and go together."""

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


class Session(Struct, frozen=True, kw_only=True):
    """A session as its owner sees it: when, until when, and from which program.

    `last_seen_at` is right to within some minutes; None before the first request.
    """

    id: UUID
    user_id: UUID
    agent: str
    created_at: datetime
    expires_at: datetime
    last_seen_at: datetime | None = None


async def add_session(writer: Writer, tenant: UUID, session: Session, token_hash: bytes) -> None:
    """Open a session under the hash of its token."""
    await writer.execute(
        "INSERT INTO session (tenant_id, id, user_id, token_hash, agent, created_at, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        tenant,
        session.id,
        session.user_id,
        token_hash,
        session.agent,
        session.created_at,
        session.expires_at,
    )
    await add_credential(writer, tenant, token_hash)


async def load_sessions(reader: Reader, tenant: UUID, user: UUID, now: datetime) -> list[Session]:
    """Return a user's sessions that still stand, newest first."""
    rows = await reader.fetch(
        "SELECT id, user_id, agent, created_at, expires_at, last_seen_at FROM session"
        " WHERE tenant_id = $1 AND user_id = $2 AND expires_at > $3 ORDER BY id DESC",
        tenant,
        user,
        now,
    )
    return [Session(**row) for row in rows]


async def find_sessions(
    reader: Reader, tenant: UUID, now: datetime, *, seen: Predicate, before: UUID, limit: int
) -> list[Session]:
    """Return sessions that still stand, newest first, of the users whom `seen` lets through."""
    visible, arguments = to_sql(seen, {"id": "u.id", "unit_path": "n.path"}, 4)
    rows = await reader.fetch(
        "SELECT s.id, s.user_id, s.agent, s.created_at, s.expires_at, s.last_seen_at"
        " FROM session s JOIN user_account u ON u.tenant_id = $1 AND u.id = s.user_id"
        " LEFT JOIN unit n ON n.tenant_id = $1 AND n.id = u.unit_id"
        f" WHERE s.tenant_id = $1 AND s.expires_at > $2 AND s.id < $3 AND {visible}"
        f" ORDER BY s.id DESC LIMIT {int(limit)}",
        tenant,
        now,
        before,
        *arguments,
    )
    return [Session(**row) for row in rows]


async def end_session(writer: Writer, tenant: UUID, user: UUID, session: UUID) -> bool:
    """End one session of a user; False where there is none such."""
    rows = await writer.fetch(
        "DELETE FROM session WHERE tenant_id = $1 AND user_id = $2 AND id = $3"
        " RETURNING token_hash",
        tenant,
        user,
        session,
    )
    return await _forget(writer, tenant, user, rows)


async def end_sessions(
    writer: Writer, tenant: UUID, user: UUID, *, but: UUID | None = None
) -> bool:
    """End every session of a user, but perhaps one; False where there was none."""
    rows = await writer.fetch(
        "DELETE FROM session WHERE tenant_id = $1 AND user_id = $2 AND id IS DISTINCT FROM $3"
        " RETURNING token_hash",
        tenant,
        user,
        but,
    )
    return await _forget(writer, tenant, user, rows)


async def sweep_sessions(writer: Writer, tenant: UUID, now: datetime) -> None:
    """Remove sessions that have run out."""
    rows = await writer.fetch(
        "DELETE FROM session WHERE tenant_id = $1 AND expires_at <= $2 RETURNING token_hash",
        tenant,
        now,
    )
    await drop_credentials(writer, tenant, [row["token_hash"] for row in rows])


async def _forget(writer: Writer, tenant: UUID, user: UUID, rows: Any) -> bool:
    if not rows:
        return False
    await drop_credentials(writer, tenant, [row["token_hash"] for row in rows])
    await tell_revoked(writer, tenant, user)
    return True
