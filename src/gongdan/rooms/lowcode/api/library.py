"""`/field-library`: fields that definitions share."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from litestar import Controller, Response, delete, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.lowcode.api.requests import IfMatch, by
from gongdan.rooms.lowcode.contract import Field
from gongdan.rooms.lowcode.domain.twins import Twin
from gongdan.rooms.lowcode.handlers.library import FieldLibrary, Use
from gongdan.rooms.lowcode.views.spoken import SpokenFinding, spoken


class LibraryLine(Struct, frozen=True):
    """A field of the library: its newest version, and how many published definitions use it."""

    name: str
    version: int
    field: Field
    uses: int


class LibraryList(Struct, frozen=True):
    """The fields of the library, by name; with `like`, the likest first."""

    items: list[LibraryLine]


class LibraryVersion(Struct, frozen=True, kw_only=True):
    """One version of a field."""

    version: int
    field: Field
    removed: bool
    author: UUID | None
    at: datetime


class LibraryUse(Struct, frozen=True):
    """A published definition that uses the field: its own field, of which library version."""

    key: str
    version: int
    field: str
    library_version: int


class LibraryPage(Struct, frozen=True, kw_only=True):
    """A field with all its versions, newest first, and who uses it."""

    name: str
    versions: list[LibraryVersion]
    used_by: list[LibraryUse]


class FieldTwin(Struct, frozen=True):
    """A field that may mean the same: by its `name`, its `title`, or title and `schema`."""

    name: str
    why: Literal["name", "title", "schema"]
    likeness: float


class FieldKept(Struct, frozen=True):
    """The version that was kept, and fields that may mean the same: a warning."""

    name: str
    version: int
    twins: list[FieldTwin]


class FieldToCheck(Struct, frozen=True, forbid_unknown_fields=True):
    """A field as somebody wants it."""

    name: Annotated[str, Meta(max_length=80)]
    field: Field


class FieldChecked(Struct, frozen=True):
    """What keeps a field from the library, and what may mean the same."""

    findings: list[SpokenFinding]
    twins: list[FieldTwin]


class LibraryController(Controller):
    """The tenant's vocabulary."""

    path = "/field-library"
    tags = ("definitions",)

    @get("/", opt=needs(Action.DEFINITION_READ), summary="List fields, or find those like a text")
    async def page(
        self,
        principal: Given[Principal],
        library: Given[FieldLibrary],
        like: Annotated[str, QueryParameter(max_length=80)] = "",
    ) -> LibraryList:
        if like.strip():
            found = await library.like(principal.tenant, like.strip())
        else:
            found = await library.all(principal.tenant)
        uses = await library.use_counts(principal.tenant)
        return LibraryList(
            [
                LibraryLine(each.name, each.version, each.field, uses.get(each.name, 0))
                for each in found
            ]
        )

    @post(
        "/check",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Check a field before it is kept",
        status_code=200,
    )
    async def check(
        self,
        principal: Given[Principal],
        spoken_in: Given[str],
        library: Given[FieldLibrary],
        data: JSONBody[FieldToCheck],
    ) -> FieldChecked:
        judged = await library.judge(principal.tenant, data.name, data.field)
        findings = [spoken(each, spoken_in) for each in judged.findings]
        return FieldChecked(findings, _twins(judged.twins))

    @get("/{field:str}", opt=needs(Action.DEFINITION_READ), summary="Show a field and who uses it")
    async def show(
        self, principal: Given[Principal], library: Given[FieldLibrary], field: FromPath[str]
    ) -> LibraryPage:
        versions = granted(await library.versions(principal.tenant, field))
        uses = await library.uses(principal.tenant, field)
        return LibraryPage(
            name=field,
            versions=[
                LibraryVersion(
                    version=each.version,
                    field=each.field,
                    removed=each.removed,
                    author=each.author_id,
                    at=each.kept_at,
                )
                for each in versions
            ],
            used_by=[_use(each) for each in uses],
        )

    @put(
        "/{field:str}",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Keep a field (without If-Match only where there is none)",
    )
    async def keep(
        self,
        principal: Given[Principal],
        library: Given[FieldLibrary],
        field: FromPath[str],
        data: JSONBody[Field],
        if_match: IfMatch = None,
    ) -> Response[FieldKept]:
        seen = 0 if if_match is None else expected_version(if_match)
        kept = granted(await library.keep(by(principal), field, data, seen=seen))
        version = kept.field.version
        answer = FieldKept(field, version, _twins(kept.twins))
        return Response(answer, headers={"ETag": etag(version)})

    @delete(
        "/{field:str}",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Take a field off the shelf (kept again as its next version, it is back)",
        status_code=200,
    )
    async def remove(
        self,
        principal: Given[Principal],
        library: Given[FieldLibrary],
        field: FromPath[str],
        if_match: IfMatch = None,
    ) -> Response[LibraryLine]:
        seen = expected_version(if_match)
        gone = granted(await library.remove(by(principal), field, seen=seen))
        uses = await library.use_counts(principal.tenant)
        line = LibraryLine(gone.name, gone.version, gone.field, uses.get(gone.name, 0))
        return Response(line, headers={"ETag": etag(gone.version)})


def _twins(found: tuple[Twin, ...]) -> list[FieldTwin]:
    return [FieldTwin(each.name, each.why, each.likeness) for each in found]


def _use(use: Use) -> LibraryUse:
    return LibraryUse(use.key, use.version, use.field, use.library_version)
