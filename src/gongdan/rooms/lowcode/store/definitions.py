"""The tables of definitions and drafts: shelves in, what was decided out."""

from typing import assert_never
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.rooms.lowcode.contract import (
    DefinitionPublished,
    DefinitionRef,
    DefinitionRetired,
    DraftDiscarded,
    DraftSaved,
)
from gongdan.rooms.lowcode.contract.publishing import PublishingEvent
from gongdan.rooms.lowcode.domain.publish import Draft, Shelf, Version
from gongdan.rooms.lowcode.store.approvals import unapproved
from gongdan.rooms.lowcode.store.editions import Edition, keep_edition, last_edition


class Writing(Struct, frozen=True, kw_only=True):
    """What goes with an event into its row: whose work, why, and the body (if it is new)."""

    tenant: UUID
    author: UUID | None
    note: str = ""
    title: dict[str, str] = {}
    body: bytes = b""
    reporters: tuple[str, ...] = ()


class DraftBody(Struct, frozen=True):
    """A draft as it is kept."""

    edition: int
    body: bytes


async def lock_shelf(writer: Writer, tenant: UUID, key: str) -> Shelf:
    """Return the shelf of a key; nobody else changes it until the transaction ends."""
    await writer.fetchval(
        "SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text || $2::text, 30))",
        tenant,
        key,
    )
    rows = await writer.fetch(
        "SELECT version, encode(sha256, 'hex') AS sha256, status FROM definition"
        " WHERE tenant_id = $1 AND key = $2 ORDER BY version",
        tenant,
        key,
    )
    draft = await writer.fetchrow(
        "SELECT edition, encode(sha256, 'hex') AS sha256 FROM definition_draft"
        " WHERE tenant_id = $1 AND key = $2",
        tenant,
        key,
    )
    return Shelf(
        tuple(Version(row["version"], row["sha256"], row["status"]) for row in rows),
        Draft(draft["edition"], draft["sha256"]) if draft else None,
        await last_edition(writer, tenant, key),
        (await unapproved(writer, tenant, key)) if draft else (),
    )


async def apply(writer: Writer, event: PublishingEvent, writing: Writing) -> None:
    """Let a decided event become rows."""
    match event:
        case DraftSaved():
            await _save_draft(writer, event, writing)
        case DraftDiscarded():
            await _end_draft(writer, writing.tenant, event.key)
        case DefinitionPublished():
            await _publish(writer, event, writing)
        case DefinitionRetired():
            await writer.execute(
                "UPDATE definition SET status = 'retired', retired_at = clock_timestamp()"
                " WHERE tenant_id = $1 AND key = $2 AND version = $3",
                writing.tenant,
                event.key,
                event.version,
            )
        case _:
            assert_never(event)


async def load_body(reader: Reader, tenant: UUID, ref: DefinitionRef) -> bytes | None:
    """Return a published body (None: no such version)."""
    body: bytes | None = await reader.fetchval(
        "SELECT body FROM definition WHERE tenant_id = $1 AND key = $2 AND version = $3",
        tenant,
        ref.key,
        ref.version,
    )
    return body


async def load_draft(reader: Reader, tenant: UUID, key: str) -> DraftBody | None:
    """Return the draft (None: there is none)."""
    row = await reader.fetchrow(
        "SELECT edition, body FROM definition_draft WHERE tenant_id = $1 AND key = $2",
        tenant,
        key,
    )
    return DraftBody(row["edition"], row["body"]) if row else None


async def newest_version(reader: Reader, tenant: UUID, key: str) -> int | None:
    """Return the version by which new orders start (None: none is published)."""
    version: int | None = await reader.fetchval(
        "SELECT version FROM definition WHERE tenant_id = $1 AND key = $2 AND status = 'published'",
        tenant,
        key,
    )
    return version


async def taken_keys(reader: Reader, tenant: UUID) -> frozenset[str]:
    """Return every key under which a version or a draft stands."""
    rows = await reader.fetch(
        "SELECT key FROM definition WHERE tenant_id = $1"
        " UNION SELECT key FROM definition_draft WHERE tenant_id = $1",
        tenant,
    )
    return frozenset(row["key"] for row in rows)


async def _save_draft(writer: Writer, event: DraftSaved, writing: Writing) -> None:
    await writer.execute(
        "INSERT INTO definition_draft"
        " AS d (tenant_id, key, edition, sha256, body, title, author_id, note, editors)"
        " VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6::text::jsonb, $7, $8,"
        " array_remove(ARRAY[$7::uuid], NULL))"
        " ON CONFLICT (tenant_id, key) DO UPDATE SET edition = excluded.edition,"
        " sha256 = excluded.sha256, body = excluded.body, title = excluded.title,"
        " author_id = excluded.author_id, note = excluded.note, saved_at = clock_timestamp(),"
        " editors = ARRAY(SELECT DISTINCT unnest(d.editors || excluded.editors))",
        writing.tenant,
        event.key,
        event.edition,
        event.sha256,
        writing.body,
        _json(writing.title),
        writing.author,
        writing.note,
    )
    await keep_edition(
        writer,
        writing.tenant,
        Edition(event.key, event.edition, writing.body, writing.author),
    )


async def _publish(writer: Writer, event: DefinitionPublished, writing: Writing) -> None:
    await writer.execute(
        "INSERT INTO definition"
        " (tenant_id, key, version, sha256, body, title, status, body_of, author_id, note,"
        " reporters) VALUES"
        " ($1, $2, $3, decode($4, 'hex'), $5, $6::text::jsonb, 'published', $7, $8, $9, $10)",
        writing.tenant,
        event.key,
        event.version,
        event.sha256,
        writing.body,
        _json(writing.title),
        event.body_of,
        writing.author,
        writing.note,
        list(writing.reporters),
    )
    if event.from_draft:
        await _end_draft(writer, writing.tenant, event.key)


async def _end_draft(writer: Writer, tenant: UUID, key: str) -> None:
    await writer.execute(
        "DELETE FROM definition_draft WHERE tenant_id = $1 AND key = $2", tenant, key
    )


def _json(title: dict[str, str]) -> str:
    return msgspec.json.encode(title).decode()
