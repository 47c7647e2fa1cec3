"""Definitions over HTTP. Bodies travel as they are stored: canonical JSON, never reshaped."""

from typing import Annotated

from litestar import Controller, Response, get, post, put
from litestar.params import FromPath, JSONBody, RawBody
from msgspec import Meta, Struct

from gongdan.kernel.database import Database
from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.kernel.messages import RefusalKind
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.lowcode.api.requests import JSON, IfMatch, by
from gongdan.rooms.lowcode.contract import Change, DefinitionRef
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from gongdan.rooms.lowcode.views.definitions import (
    DefinitionLine,
    DefinitionPage,
    get_definition,
    list_definitions,
)
from gongdan.rooms.lowcode.views.spoken import SpokenFinding, spoken


class DefinitionList(Struct, frozen=True):
    """All definitions of the tenant, by key."""

    items: list[DefinitionLine]


class DraftChecked(Struct, frozen=True):
    """What keeps the draft from being published, what it would change, and what to look at again.

    `doubts` are questions, not faults: fields that look personal and are classed otherwise.
    """

    findings: list[SpokenFinding]
    changes: list[Change]
    doubts: list[SpokenFinding]


class Note(Struct, frozen=True, forbid_unknown_fields=True):
    """Why it is done, for those who read the history."""

    note: str = ""


class RollBackTo(Struct, frozen=True, forbid_unknown_fields=True):
    """The version whose body shall be published again."""

    version: Annotated[int, Meta(ge=1, le=2_000_000_000)]
    note: str = ""


class DefinitionController(Controller):
    """The tenant's definitions: their versions, and the draft of each."""

    path = "/definitions"
    tags = ("definitions",)

    @get("/", opt=needs(Action.DEFINITION_READ), summary="List definitions")
    async def page(self, principal: Given[Principal], database: Given[Database]) -> DefinitionList:
        async with database.reading(principal.tenant) as reader:
            return DefinitionList(await list_definitions(reader, principal.tenant))

    @get("/{key:str}", opt=needs(Action.DEFINITION_READ), summary="Show a definition's versions")
    async def show(
        self,
        principal: Given[Principal],
        database: Given[Database],
        key: FromPath[str],
    ) -> DefinitionPage:
        async with database.reading(principal.tenant) as reader:
            found = await get_definition(reader, principal.tenant, key)
        return granted(found or refuse(DefinitionCode.UNKNOWN, RefusalKind.NOT_FOUND, key=key))

    @get(
        "/{key:str}/versions/{version:int}",
        opt=needs(Action.DEFINITION_READ),
        summary="Read a version's body",
    )
    async def body(
        self,
        principal: Given[Principal],
        definitions: Given[DefinitionDesk],
        key: FromPath[str],
        version: FromPath[int],
    ) -> Response[bytes]:
        ref = DefinitionRef(key, min(max(version, 0), 2**31 - 1))
        return Response(granted(await definitions.body(principal.tenant, ref)), media_type=JSON)

    @get("/{key:str}/draft", opt=needs(Action.DEFINITION_PUBLISH), summary="Read the draft")
    async def draft(
        self,
        principal: Given[Principal],
        definitions: Given[DefinitionDesk],
        key: FromPath[str],
    ) -> Response[bytes]:
        draft = granted(await definitions.draft(principal.tenant, key))
        return Response(draft.body, media_type=JSON, headers={"ETag": etag(draft.edition)})

    @put(
        "/{key:str}/draft",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Save the draft (without If-Match only where there is none)",
        status_code=204,
    )
    async def save(
        self,
        principal: Given[Principal],
        definitions: Given[DefinitionDesk],
        key: FromPath[str],
        body: RawBody,
        if_match: IfMatch = None,
    ) -> Response[None]:
        seen = 0 if if_match is None else expected_version(if_match)
        edition = granted(await definitions.save_draft(by(principal), key, body, seen=seen))
        return Response(None, status_code=204, headers={"ETag": etag(edition)})

    @post(
        "/{key:str}/draft/check",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Check the draft",
        status_code=200,
    )
    async def check(
        self,
        principal: Given[Principal],
        spoken_in: Given[str],
        definitions: Given[DefinitionDesk],
        key: FromPath[str],
    ) -> DraftChecked:
        checked = granted(await definitions.check(principal.tenant, key))
        findings = [spoken(each, spoken_in, checked.titles) for each in checked.findings]
        doubts = [spoken(each, spoken_in, checked.titles) for each in checked.doubts]
        return DraftChecked(findings, list(checked.changes), doubts)

    @post("/{key:str}/publish", opt=needs(Action.DEFINITION_PUBLISH), summary="Publish the draft")
    async def publish(
        self,
        principal: Given[Principal],
        definitions: Given[DefinitionDesk],
        key: FromPath[str],
        data: JSONBody[Note],
        if_match: IfMatch = None,
    ) -> DefinitionRef:
        edition = expected_version(if_match)
        by_whom = by(principal, data.note)
        return granted(await definitions.publish(by_whom, key, edition=edition))

    @post(
        "/{key:str}/roll-back",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Publish an old version's body again",
    )
    async def roll_back(
        self,
        principal: Given[Principal],
        definitions: Given[DefinitionDesk],
        key: FromPath[str],
        data: JSONBody[RollBackTo],
    ) -> DefinitionRef:
        by_whom = by(principal, data.note)
        return granted(await definitions.roll_back(by_whom, DefinitionRef(key, data.version)))

    @post(
        "/{key:str}/retire",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Let no new order start",
        status_code=204,
    )
    async def retire(
        self,
        principal: Given[Principal],
        definitions: Given[DefinitionDesk],
        key: FromPath[str],
        data: JSONBody[Note],
    ) -> None:
        granted(await definitions.retire(by(principal, data.note), key))
