"""Drafts: begun, thrown away, and merged where two people worked on one."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Response, delete, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.lowcode.api.requests import JSON, IfMatch, by
from gongdan.rooms.lowcode.domain.merge import Side
from gongdan.rooms.lowcode.handlers.drafts import Begun, Drafts, Wish
from gongdan.rooms.lowcode.handlers.merging import Merging, Mine
from gongdan.rooms.lowcode.views.told import Speaker


class MergeWanted(Struct, frozen=True, forbid_unknown_fields=True):
    """My body, made from the edition in `If-Match`; `choices` decide places that both changed."""

    body: dict[str, Any]
    choices: dict[str, Side] = {}


class DraftMerged(Struct, frozen=True, kw_only=True):
    """The draft that holds what all did: its body, and which places came from whom."""

    edition: int
    body: dict[str, Any]
    from_theirs: list[str]
    from_mine: list[str]
    others: list[UUID]


class DraftClash(Struct, frozen=True):
    """A place that both changed, and how it is called; null where a side does not have it."""

    place: str
    words: str
    base: Any
    theirs: Any
    mine: Any


class DraftAside(Struct, frozen=True, kw_only=True):
    """What I could not save, made from the edition `seen`.

    `edition` is the draft's now (0: it has ended); without clashes it can be merged as it is.
    """

    seen: int
    edition: int
    saved_at: datetime
    body: dict[str, Any]
    clashes: list[DraftClash]


class DraftController(Controller):
    """What happens to drafts besides being saved."""

    path = "/definitions"
    tags = ("definitions",)

    @post(
        "/",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Start a process: from a template, a version, or the five steps",
    )
    async def begin(
        self, principal: Given[Principal], drafts: Given[Drafts], data: JSONBody[Wish]
    ) -> Response[Begun]:
        begun = granted(await drafts.begin(by(principal), data))
        return Response(begun, status_code=201, headers={"ETag": etag(begun.edition)})

    @delete(
        "/{key:str}/draft",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Throw the draft away (answers its body: saved again, it is back)",
        status_code=200,
    )
    async def discard(
        self,
        principal: Given[Principal],
        drafts: Given[Drafts],
        key: FromPath[str],
        if_match: IfMatch = None,
    ) -> Response[bytes]:
        edition = expected_version(if_match)
        body = granted(await drafts.discard(by(principal), key, edition=edition))
        return Response(body, media_type=JSON)

    @post(
        "/{key:str}/draft/merge",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Save over what others saved since (412 where both changed one place)",
        status_code=200,
    )
    async def merge(
        self,
        principal: Given[Principal],
        merging: Given[Merging],
        key: FromPath[str],
        data: JSONBody[MergeWanted],
        if_match: IfMatch = None,
    ) -> Response[DraftMerged]:
        seen, body = expected_version(if_match), msgspec.json.encode(data.body)
        mine = Mine(key=key, body=body, seen=seen, choices=data.choices)
        done = granted(await merging.save(by(principal), mine))
        merged = DraftMerged(
            edition=done.edition,
            body=msgspec.json.decode(done.body, type=dict[str, Any]),
            from_theirs=list(done.from_theirs),
            from_mine=list(done.from_mine),
            others=list(done.others),
        )
        return Response(merged, headers={"ETag": etag(done.edition)})

    @get(
        "/{key:str}/draft/aside",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Read what I could not save, and the places to decide",
    )
    async def aside(
        self,
        principal: Given[Principal],
        spoken_in: Given[str],
        merging: Given[Merging],
        key: FromPath[str],
    ) -> DraftAside:
        found = granted(await merging.aside(by(principal), key))
        speaker = Speaker(spoken_in, {})
        clashes = (
            DraftClash(each.place, speaker.line(name), each.base, each.theirs, each.mine)
            for each, name in zip(found.clashes, found.names, strict=True)
        )
        return DraftAside(
            seen=found.aside.seen,
            edition=found.edition,
            saved_at=found.aside.saved_at,
            body=msgspec.json.decode(found.aside.body, type=dict[str, Any]),
            clashes=list(clashes),
        )

    @delete(
        "/{key:str}/draft/aside",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Forget what I could not save",
    )
    async def forget(
        self, principal: Given[Principal], merging: Given[Merging], key: FromPath[str]
    ) -> None:
        granted(await merging.forget_aside(by(principal), key))
