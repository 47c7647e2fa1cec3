"""Reading the trail, page by page, newest first."""

import base64
import binascii
from collections.abc import Sequence
from uuid import UUID

import msgspec

from gongdan.kernel.database import Database
from gongdan.kernel.eventstore.port import Stored
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.audit.contract import AuditActor, AuditEntry, AuditFilter, AuditPage
from gongdan.rooms.audit.domain.refusals import Refusal
from gongdan.rooms.audit.store import CODEC, Cursor, load_about, load_entries


async def list_entries(
    database: Database,
    tenant: UUID,
    wanted: AuditFilter,
    *,
    limit: int = 50,
    cursor: str | None = None,
) -> AuditPage | Refused:
    """Return a page of deeds, newest first; `limit` is 1 to 200."""
    after = _read_cursor(cursor) if cursor else None
    if cursor and after is None:
        return Refused(Refusal.CURSOR_MALFORMED, RefusalKind.MALFORMED, field="/cursor")
    async with database.reading(tenant) as reader:
        found = await load_entries(reader, tenant, wanted, after=after, limit=limit + 1)
    page = found[:limit]
    more = len(found) > limit
    return AuditPage([_entry(tenant, deed) for deed in page], _cursor(page[-1]) if more else None)


async def entries_about(
    database: Database, tenant: UUID, things: Sequence[UUID], acts: Sequence[str], *, limit: int
) -> list[AuditEntry]:
    """Return the deeds of these kinds on any of these things, newest first."""
    async with database.reading(tenant) as reader:
        found = await load_about(reader, tenant, things, acts, limit=limit)
    return [_entry(tenant, deed) for deed in found]


def _entry(tenant: UUID, stored: Stored) -> AuditEntry:
    read = CODEC.decode(tenant, stored)
    return AuditEntry(
        id=read.event_id,
        at=read.recorded_at,
        actor=AuditActor(read.actor.kind, read.actor.id, read.actor.name),
        act=read.event.act,
        outcome=read.event.outcome,
        object=read.event.object,
        code=read.event.code,
        place=read.event.place,
        facts=read.event.facts,
        stream=read.stream,
        seq=read.seq,
        hash=read.hash.hex(),
    )


def _cursor(last: Stored) -> str:
    raw = msgspec.json.encode(Cursor(last.recorded_at, last.event_id))
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _read_cursor(text: str) -> Cursor | None:
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return msgspec.json.decode(raw, type=Cursor)
    except (binascii.Error, msgspec.DecodeError, ValueError):
        return None
