"""Comments pinned to places of a definition."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.lowcode.api.requests import by
from gongdan.rooms.lowcode.handlers.comments import Comments, Thread
from gongdan.rooms.lowcode.ports import PeopleNames
from gongdan.rooms.lowcode.views.told import Speaker

Text = Annotated[str, Meta(min_length=1, max_length=4_000)]


class CommentWanted(Struct, frozen=True, forbid_unknown_fields=True):
    """A comment, pinned to a place such as `flow/nodes/verify` ("": the definition as a whole)."""

    place: Annotated[str, Meta(max_length=300)]
    text: Text


class CommentAnswer(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer in a thread."""

    text: Text


class CommentAdded(Struct, frozen=True):
    """The id of what was said."""

    id: UUID


class PinnedComment(Struct, frozen=True):
    """One thing that was said; `name` is its author's ("": not known)."""

    id: UUID
    author: UUID | None
    name: str
    text: str
    at: datetime


class PinnedThread(Struct, frozen=True, kw_only=True):
    """A comment with its replies; `words` name its place; `orphaned`: the place is gone."""

    id: UUID
    place: str
    words: str
    orphaned: bool
    resolved_at: datetime | None
    resolved_by: UUID | None
    comments: list[PinnedComment]


class PinnedThreads(Struct, frozen=True):
    """All threads of a definition, oldest first."""

    items: list[PinnedThread]


class CommentController(Controller):
    """What people say about a definition, where they say it."""

    path = "/definitions/{key:str}/comments"
    tags = ("definitions",)

    @get("/", opt=needs(Action.DEFINITION_REVIEW), summary="List comments on a definition")
    async def threads(
        self,
        principal: Given[Principal],
        spoken_in: Given[str],
        comments: Given[Comments],
        people_names: Given[PeopleNames],
        key: FromPath[str],
    ) -> PinnedThreads:
        found = granted(await comments.threads(principal.tenant, key))
        authors = {one.author_id for each in found for one in each.comments if one.author_id}
        names = await people_names.people(principal.tenant, sorted(authors))
        speaker = Speaker(spoken_in, {})
        return PinnedThreads([_shown(each, speaker, names) for each in found])

    @post("/", opt=needs(Action.DEFINITION_REVIEW), summary="Pin a comment to a place")
    async def add(
        self,
        principal: Given[Principal],
        comments: Given[Comments],
        key: FromPath[str],
        data: JSONBody[CommentWanted],
    ) -> CommentAdded:
        added = await comments.add(by(principal), key, data.place, data.text)
        return CommentAdded(granted(added))

    @post("/{thread:uuid}/reply", opt=needs(Action.DEFINITION_REVIEW), summary="Answer a comment")
    async def reply(
        self,
        principal: Given[Principal],
        comments: Given[Comments],
        key: FromPath[str],
        thread: FromPath[UUID],
        data: JSONBody[CommentAnswer],
    ) -> CommentAdded:
        return CommentAdded(granted(await comments.reply(by(principal), key, thread, data.text)))

    @post(
        "/{thread:uuid}/resolve",
        opt=needs(Action.DEFINITION_REVIEW),
        summary="Say that a comment is resolved",
        status_code=204,
    )
    async def resolve(
        self,
        principal: Given[Principal],
        comments: Given[Comments],
        key: FromPath[str],
        thread: FromPath[UUID],
    ) -> None:
        granted(await comments.resolve(by(principal), key, thread, done=True))

    @post(
        "/{thread:uuid}/reopen",
        opt=needs(Action.DEFINITION_REVIEW),
        summary="Open a comment again",
        status_code=204,
    )
    async def reopen(
        self,
        principal: Given[Principal],
        comments: Given[Comments],
        key: FromPath[str],
        thread: FromPath[UUID],
    ) -> None:
        granted(await comments.resolve(by(principal), key, thread, done=False))


def _shown(thread: Thread, speaker: Speaker, names: Mapping[UUID, str]) -> PinnedThread:
    first = thread.comments[0]
    return PinnedThread(
        id=first.thread,
        place=first.place,
        words=speaker.line(thread.name) if first.place else "",
        orphaned=thread.orphaned,
        resolved_at=first.resolved_at,
        resolved_by=first.resolved_by,
        comments=[
            PinnedComment(
                each.id,
                each.author_id,
                names.get(each.author_id, "") if each.author_id else "",
                each.text,
                each.written_at,
            )
            for each in thread.comments
        ],
    )
