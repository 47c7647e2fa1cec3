"""The table of rehearsals: the body that is tried, and what was done; one's own, for a day."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.rehearsal.contract import Entry

MOST_KEPT = 20
"""Rehearsals of one person; beginning another one forgets the oldest."""

_COLUMNS = "id, user_id, key, version, sha256, body, script, edition, begun_at, changed_at"
_SCRIPT = msgspec.json.Decoder(tuple[Entry, ...])


class Rehearsal(Struct, frozen=True, kw_only=True):
    """One rehearsal; `version` 0 is a draft. `edition` goes up with each thing that is done."""

    id: UUID
    user: UUID
    key: str
    version: int
    sha256: str
    body: bytes
    script: tuple[Entry, ...]
    edition: int
    begun_at: datetime
    changed_at: datetime


def script_bytes(script: tuple[Entry, ...]) -> bytes:
    """Return a script as it is kept."""
    return msgspec.json.encode(script)


async def add(writer: Writer, tenant: UUID, made: Rehearsal) -> None:
    """Keep a new rehearsal, and forget the oldest of the same person above the limit."""
    await writer.execute(
        f"INSERT INTO rehearsal (tenant_id, {_COLUMNS})"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10, $11)",
        tenant,
        made.id,
        made.user,
        made.key,
        made.version,
        made.sha256,
        made.body,
        script_bytes(made.script).decode(),
        made.edition,
        made.begun_at,
        made.changed_at,
    )
    await writer.execute(
        "DELETE FROM rehearsal WHERE tenant_id = $1 AND id IN"
        " (SELECT id FROM rehearsal WHERE tenant_id = $1 AND user_id = $2"
        f" ORDER BY changed_at DESC, id DESC OFFSET {MOST_KEPT:d})",
        tenant,
        made.user,
    )


async def load(reader: Reader, tenant: UUID, user: UUID, rehearsal: UUID) -> Rehearsal | None:
    """Return one of somebody's own rehearsals."""
    row = await reader.fetchrow(
        f"SELECT {_COLUMNS} FROM rehearsal WHERE tenant_id = $1 AND id = $2 AND user_id = $3",
        tenant,
        rehearsal,
        user,
    )
    if row is None:
        return None
    values = dict(row)
    user, script = values.pop("user_id"), _SCRIPT.decode(values.pop("script"))
    return Rehearsal(user=user, script=script, **values)


async def change(writer: Writer, tenant: UUID, seen: int, changed: Rehearsal) -> bool:
    """Keep what was done on the edition that was `seen`; False where somebody was faster."""
    done = await writer.fetchval(
        "UPDATE rehearsal SET version = $4, sha256 = $5, body = $6, script = $7::text::jsonb,"
        " edition = $3 + 1, begun_at = $8, changed_at = $9"
        " WHERE tenant_id = $1 AND id = $2 AND edition = $3 RETURNING id",
        tenant,
        changed.id,
        seen,
        changed.version,
        changed.sha256,
        changed.body,
        script_bytes(changed.script).decode(),
        changed.begun_at,
        changed.changed_at,
    )
    return done is not None


async def forget(writer: Writer, tenant: UUID, rehearsal: UUID, user: UUID) -> None:
    """Forget one of somebody's own rehearsals."""
    await writer.execute(
        "DELETE FROM rehearsal WHERE tenant_id = $1 AND id = $2 AND user_id = $3",
        tenant,
        rehearsal,
        user,
    )


async def forget_before(writer: Writer, tenant: UUID, then: datetime) -> None:
    """Forget rehearsals with which nothing was done since then."""
    await writer.execute(
        "DELETE FROM rehearsal WHERE tenant_id = $1 AND changed_at < $2", tenant, then
    )
