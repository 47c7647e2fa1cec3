"""Reading the trail, page by page, newest first."""

import base64
import binascii
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar, runtime_checkable
from uuid import UUID

import msgspec
from msgspec.structs import replace

from gongdan.kernel.database import Database
from gongdan.kernel.eventstore.port import Stored
from gongdan.kernel.messages import Actor, RefusalKind, Refused
from gongdan.rooms.audit.contract import AuditActor, AuditEntry, AuditFilter, AuditPage
from gongdan.rooms.audit.domain.refusals import Refusal
from gongdan.rooms.audit.ports import Names
from gongdan.rooms.audit.store import CODEC, Cursor, load_about, load_entries

_AT_ONCE = 200
"""Deeds that are read at once while the whole of a filter is gone through."""


@runtime_checkable
class Asker(Protocol):
    """Of who asks, the trail needs to know the tenant and the actor; rights are asked elsewhere."""

    @property
    def tenant(self) -> UUID: ...

    @property
    def actor(self) -> Actor: ...


A = TypeVar("A", bound=Asker)


class TrailViews(Generic[A]):
    """The trail with the names of people and things beside their ids."""

    def __init__(self, database: Database, names: Names[A]) -> None:
        self._database = database
        self._names = names

    async def page(
        self, asker: A, wanted: AuditFilter, *, limit: int = 50, cursor: str | None = None
    ) -> AuditPage | Refused:
        """Return a page of deeds, newest first; `limit` is 1 to 200."""
        found = await list_entries(self._database, asker.tenant, wanted, limit=limit, cursor=cursor)
        if isinstance(found, Refused):
            return found
        return AuditPage(await self._named(asker, found.items), found.next)

    async def pages(self, asker: A, wanted: AuditFilter) -> AsyncIterator[list[AuditEntry]]:
        """Go through all deeds of a filter, newest first, a bounded number at a time."""
        cursor: str | None = None
        while True:
            page = await self.page(asker, wanted, limit=_AT_ONCE, cursor=cursor)
            if isinstance(page, Refused):
                return
            yield page.items
            if page.next is None:
                return
            cursor = page.next

    async def called(self, asker: A) -> str:
        """Return what whoever asks is called, with the id that the trail keeps."""
        actor = asker.actor
        if actor.id is None:
            return f"{actor.kind} {actor.name}"
        name = (await self._names.actors(asker.tenant, [actor.id])).get(actor.id, "")
        return f"{actor.kind} {name} {actor.id}".replace("  ", " ")

    async def _named(self, asker: A, entries: Sequence[AuditEntry]) -> list[AuditEntry]:
        actors = {each.actor.id for each in entries if each.actor.id is not None}
        known = await self._names.actors(asker.tenant, actors)
        things = {each.object for each in entries if each.object is not None}
        labels = await self._names.things(asker, things)
        return [
            replace(
                each,
                actor=replace(each.actor, name=_called(each.actor, known)),
                label=labels.get(each.object, "") if each.object else "",
            )
            for each in entries
        ]


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


def _called(actor: AuditActor, known: Mapping[UUID, str]) -> str:
    return known.get(actor.id, actor.name) if actor.id else actor.name


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
        label="",
        code=read.event.code,
        place=read.event.place,
        facts=read.event.facts,
        stream=read.stream,
        seq=read.seq,
        hash=read.hash.hex(),
        said="",
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
