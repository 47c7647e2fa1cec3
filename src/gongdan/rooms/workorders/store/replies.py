"""The table of canned replies: texts that people use again and again."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer


class Reply(Struct, frozen=True, kw_only=True):
    """常用回复: a text by its name; `{number}` and `{title}` stand for those of the order."""

    id: UUID
    name: str
    text: str
    internal: bool
    version: int


MOST_REPLIES = 500
_LIST = """
SELECT id, name, text, internal, version FROM canned_reply
WHERE tenant_id = $1 AND deleted_at IS NULL ORDER BY name, id LIMIT $2
"""
_ADD = """
INSERT INTO canned_reply (tenant_id, id, name, text, internal) VALUES ($1, $2, $3, $4, $5)
"""
_CHANGE = """
UPDATE canned_reply SET name = $4, text = $5, internal = $6, version = version + 1
WHERE tenant_id = $1 AND id = $2 AND version = $3 AND deleted_at IS NULL
RETURNING version
"""
_DELETE = """
UPDATE canned_reply SET deleted_at = CASE WHEN $3 THEN clock_timestamp() END, version = version + 1
WHERE tenant_id = $1 AND id = $2 AND (deleted_at IS NULL) = $3
"""


async def load_replies(reader: Reader, tenant: UUID) -> tuple[Reply, ...]:
    """Return all replies of a tenant, by name."""
    rows: Sequence[Any] = await reader.fetch(_LIST, tenant, MOST_REPLIES)
    return tuple(Reply(**dict(row)) for row in rows)


async def add_reply(writer: Writer, tenant: UUID, reply: Reply) -> None:
    """Keep a new reply."""
    await writer.execute(_ADD, tenant, reply.id, reply.name, reply.text, reply.internal)


async def reply_exists(reader: Reader, tenant: UUID, reply: UUID) -> bool:
    """Tell whether there is such a reply."""
    found = await reader.fetchval(
        "SELECT version FROM canned_reply WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL",
        tenant,
        reply,
    )
    return found is not None


async def change_reply(writer: Writer, tenant: UUID, reply: Reply) -> bool:
    """Keep a reply as the version after `reply.version`; False where it moved or is gone."""
    found = await writer.fetchval(
        _CHANGE, tenant, reply.id, reply.version, reply.name, reply.text, reply.internal
    )
    return found is not None


async def delete_reply(writer: Writer, tenant: UUID, reply: UUID, *, gone: bool) -> bool:
    """Take a reply away, or bring it back; False where there is none to be."""
    status = await writer.execute(_DELETE, tenant, reply, gone)
    return status.endswith(" 1")
