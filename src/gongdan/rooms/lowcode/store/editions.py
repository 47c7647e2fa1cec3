"""The last editions of drafts, and bodies laid aside: what a merge needs."""

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer

KEPT: Final = 50
"""How many editions of a key are kept: minutes of one who saves all the time, hours of most."""


class Edition(Struct, frozen=True):
    """One edition of a draft, by whom."""

    key: str
    edition: int
    body: bytes
    author: UUID | None


class LaidAside(Struct, frozen=True):
    """A body that could not be saved, and the edition it was made from."""

    seen: int
    body: bytes
    saved_at: datetime


async def keep_edition(writer: Writer, tenant: UUID, edition: Edition) -> None:
    """Keep an edition; those over `KEPT` older ones go."""
    await writer.execute(
        "INSERT INTO definition_draft_edition (tenant_id, key, edition, body, author_id)"
        " VALUES ($1, $2, $3, $4, $5)",
        tenant,
        edition.key,
        edition.edition,
        edition.body,
        edition.author,
    )
    await writer.execute(
        "DELETE FROM definition_draft_edition"
        " WHERE tenant_id = $1 AND key = $2 AND edition <= $3::integer",
        tenant,
        edition.key,
        edition.edition - KEPT,
    )


async def last_edition(reader: Reader, tenant: UUID, key: str) -> int:
    """Return the highest edition that a draft of the key ever had (0: none)."""
    found: int | None = await reader.fetchval(
        "SELECT edition FROM definition_draft_edition"
        " WHERE tenant_id = $1 AND key = $2 ORDER BY edition DESC LIMIT 1",
        tenant,
        key,
    )
    return found or 0


async def load_edition(reader: Reader, tenant: UUID, key: str, edition: int) -> bytes | None:
    """Return the body of an edition (None: never there, or too long ago)."""
    body: bytes | None = await reader.fetchval(
        "SELECT body FROM definition_draft_edition"
        " WHERE tenant_id = $1 AND key = $2 AND edition = $3",
        tenant,
        key,
        edition,
    )
    return body


async def authors_since(reader: Reader, tenant: UUID, key: str, edition: int) -> list[UUID]:
    """Return who saved editions after one, each once."""
    rows = await reader.fetch(
        "SELECT DISTINCT author_id FROM definition_draft_edition"
        " WHERE tenant_id = $1 AND key = $2 AND edition > $3 AND author_id IS NOT NULL",
        tenant,
        key,
        edition,
    )
    return [row["author_id"] for row in rows]


async def lay_aside(writer: Writer, tenant: UUID, edition: Edition) -> None:
    """Keep a body for its author (one for each key); `edition` is the one it was made from."""
    await writer.execute(
        "INSERT INTO definition_draft_aside (tenant_id, key, author_id, seen, body)"
        " VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (tenant_id, key, author_id) DO UPDATE SET seen = excluded.seen,"
        " body = excluded.body, saved_at = clock_timestamp()",
        tenant,
        edition.key,
        edition.author,
        edition.edition,
        edition.body,
    )


async def load_aside(reader: Reader, tenant: UUID, key: str, author: UUID) -> LaidAside | None:
    """Return what somebody's body was that could not be saved."""
    row = await reader.fetchrow(
        "SELECT seen, body, saved_at FROM definition_draft_aside"
        " WHERE tenant_id = $1 AND key = $2 AND author_id = $3",
        tenant,
        key,
        author,
    )
    return LaidAside(row["seen"], row["body"], row["saved_at"]) if row else None


async def drop_aside(writer: Writer, tenant: UUID, key: str, author: UUID) -> bool:
    """Forget what was laid aside; False where nothing was."""
    status = await writer.execute(
        "DELETE FROM definition_draft_aside WHERE tenant_id = $1 AND key = $2 AND author_id = $3",
        tenant,
        key,
        author,
    )
    return status.endswith(" 1")
