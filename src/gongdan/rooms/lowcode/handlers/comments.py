"""Comments pinned to places of a definition; they outlive the draft, and the place itself."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.clock import Clock, utc_now
from gongdan.kernel.database import Database, Reader
from gongdan.kernel.ids import NewId, new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import TextFault, clean_line, clean_text
from gongdan.rooms.lowcode.contract import DefinitionRef
from gongdan.rooms.lowcode.contract.telling import Saying
from gongdan.rooms.lowcode.domain.places import found_at, place_name
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.store.comments import (
    KeptComment,
    add_comment,
    load_comments,
    load_thread,
    set_resolved,
)
from gongdan.rooms.lowcode.store.definitions import load_body, load_draft, newest_version

_LONGEST, _LONGEST_PLACE = 4_000, 300


class Thread(Struct, frozen=True):
    """A comment with its replies; `orphaned`: what it was pinned to is gone."""

    comments: tuple[KeptComment, ...]
    name: Saying
    orphaned: bool


class Comments:
    """What people say about definitions, where they say it."""

    def __init__(self, database: Database, clock: Clock = utc_now, ids: NewId = new_id) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    async def threads(self, tenant: UUID, key: str) -> list[Thread] | Refused:
        """Return all threads of a definition, oldest first."""
        async with self._database.reading(tenant) as reader:
            body = await _newest_body(reader, tenant, key)
            comments = await load_comments(reader, tenant, key)
        if body is None:
            return refuse(DefinitionCode.UNKNOWN, RefusalKind.NOT_FOUND, key=key)
        found: dict[UUID, list[KeptComment]] = {}
        for comment in comments:
            found.setdefault(comment.thread, []).append(comment)
        return [
            Thread(
                tuple(thread),
                place_name(body, thread[0].place),
                orphaned=bool(thread[0].place) and found_at(body, thread[0].place) is None,
            )
            for thread in found.values()
        ]

    async def add(self, by: By, key: str, place: str, text: str) -> UUID | Refused:
        """Pin a comment to a place that is there ("": the definition as a whole)."""
        where = clean_line(place, limit=_LONGEST_PLACE)
        async with self._database.reading(by.tenant) as reader:
            body = await _newest_body(reader, by.tenant, key)
        if body is None:
            return refuse(DefinitionCode.UNKNOWN, RefusalKind.NOT_FOUND, key=key)
        if isinstance(where, TextFault) or (where and found_at(body, where) is None):
            shown = place[:80] if not isinstance(where, TextFault) else ""
            return refuse(DefinitionCode.PLACE_UNKNOWN, RefusalKind.MALFORMED, place=shown)
        comment = self._ids()
        return await self._keep(by, key, (comment, comment, where), text)

    async def reply(self, by: By, key: str, thread: UUID, text: str) -> UUID | Refused:
        """Answer in a thread."""
        async with self._database.reading(by.tenant) as reader:
            first = await load_thread(reader, by.tenant, key, thread)
        if first is None:
            return refuse(DefinitionCode.COMMENT_UNKNOWN, RefusalKind.NOT_FOUND, key=key)
        return await self._keep(by, key, (self._ids(), thread, first.place), text)

    async def resolve(self, by: By, key: str, thread: UUID, *, done: bool) -> Refused | None:
        """Say that a thread is resolved, or open it again."""
        async with self._database.writing(by.tenant) as writer:
            first = await load_thread(writer, by.tenant, key, thread)
            if first is None:
                return refuse(DefinitionCode.COMMENT_UNKNOWN, RefusalKind.NOT_FOUND, key=key)
            resolved = replace(
                first,
                resolved_by=by.actor.id if done else None,
                resolved_at=self._clock() if done else None,
            )
            await set_resolved(writer, by.tenant, key, resolved)
        return None

    async def _keep(
        self, by: By, key: str, pinned: tuple[UUID, UUID, str], raw: str
    ) -> UUID | Refused:
        text = clean_text(raw, limit=_LONGEST)
        if isinstance(text, TextFault) or not text.strip():
            return refuse(DefinitionCode.COMMENT_UNUSABLE, RefusalKind.MALFORMED, limit=_LONGEST)
        comment, thread, place = pinned
        kept = KeptComment(
            id=comment,
            thread=thread,
            place=place,
            author_id=by.actor.id,
            text=text,
            written_at=self._clock(),
            resolved_at=None,
            resolved_by=None,
        )
        async with self._database.writing(by.tenant) as writer:
            if not await add_comment(writer, by.tenant, key, kept):
                return refuse(DefinitionCode.COMMENTS_FULL, key=key)
        return comment


async def _newest_body(reader: Reader, tenant: UUID, key: str) -> dict[str, Any] | None:
    """Return what people look at: the draft, else the published version."""
    draft = await load_draft(reader, tenant, key)
    body = draft.body if draft else None
    if body is None and (version := await newest_version(reader, tenant, key)):
        body = await load_body(reader, tenant, DefinitionRef(key, version))
    return None if body is None else msgspec.json.decode(body, type=dict[str, Any])
