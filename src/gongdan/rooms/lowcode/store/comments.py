"""The table of comments on definitions."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer

MOST = 1_000


class KeptComment(Struct, frozen=True, kw_only=True):
    """A comment; `thread` is the id of the first one, which alone is resolved."""

    id: UUID
    thread: UUID
    place: str
    author_id: UUID | None
    text: str
    written_at: datetime
    resolved_at: datetime | None
    resolved_by: UUID | None


async def load_comments(reader: Reader, tenant: UUID, key: str) -> tuple[KeptComment, ...]:
    """Return the comments on a definition, threads by age, each comment after the one before."""
    rows = await reader.fetch(
        "SELECT id, thread, place, author_id, text, written_at, resolved_at, resolved_by"
        " FROM definition_comment WHERE tenant_id = $1 AND key = $2 ORDER BY thread, id LIMIT $3",
        tenant,
        key,
        MOST,
    )
    return tuple(KeptComment(**dict(row)) for row in rows)


async def load_thread(reader: Reader, tenant: UUID, key: str, thread: UUID) -> KeptComment | None:
    """Return the first comment of a thread."""
    row = await reader.fetchrow(
        "SELECT id, thread, place, author_id, text, written_at, resolved_at, resolved_by"
        " FROM definition_comment"
        " WHERE tenant_id = $1 AND key = $2 AND id = $3 AND thread = $3",
        tenant,
        key,
        thread,
    )
    return KeptComment(**dict(row)) if row else None


async def add_comment(writer: Writer, tenant: UUID, key: str, comment: KeptComment) -> bool:
    """Keep a comment; False where the definition holds as many as it may."""
    status = await writer.execute(
        "INSERT INTO definition_comment (tenant_id, key, id, thread, place, author_id, text,"
        " written_at) SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE (SELECT count(*)"
        " FROM definition_comment WHERE tenant_id = $1 AND key = $2) < $9::integer",
        tenant,
        key,
        comment.id,
        comment.thread,
        comment.place,
        comment.author_id,
        comment.text,
        comment.written_at,
        MOST,
    )
    return status.endswith(" 1")


async def set_resolved(writer: Writer, tenant: UUID, key: str, first: KeptComment) -> None:
    """Keep whether a thread is resolved, by whom and when, as its first comment says."""
    await writer.execute(
        "UPDATE definition_comment SET resolved_by = $4, resolved_at = $5"
        " WHERE tenant_id = $1 AND key = $2 AND id = $3",
        tenant,
        key,
        first.id,
        first.resolved_by,
        first.resolved_at,
    )
