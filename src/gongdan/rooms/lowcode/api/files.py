"""Definitions as files: `.json`, canonical, with the hash that proves them whole."""

from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.params import FromPath, QueryParameter, RawBody
from msgspec import Struct

from gongdan.kernel.http import Given, etag, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.lowcode.api.requests import JSON, by
from gongdan.rooms.lowcode.handlers.drafts import Begun
from gongdan.rooms.lowcode.handlers.files import BundleFiles
from gongdan.rooms.lowcode.views.spoken import SpokenFinding, spoken


class FileLook(Struct, frozen=True, kw_only=True):
    """What a file holds. With `faults` it can't be taken; `findings` only keep it unpublished.

    `free_key` is the key to take it under: its own, or another where its own has a draft.
    """

    key: str | None
    title: dict[str, str]
    program: str
    faults: list[SpokenFinding]
    findings: list[SpokenFinding]
    free_key: str | None


class FileController(Controller):
    """Out to files, and in again."""

    path = "/definitions"
    tags = ("definitions",)

    @get(
        "/{key:str}/versions/{version:int}/file",
        opt=needs(Action.DEFINITION_READ),
        summary="Export a version as a file",
    )
    async def version_file(
        self,
        principal: Given[Principal],
        bundle_files: Given[BundleFiles],
        key: FromPath[str],
        version: FromPath[int],
    ) -> Response[bytes]:
        file = granted(await bundle_files.export(principal.tenant, key, version))
        return _file(file, f"{key}-v{version}")

    @get(
        "/{key:str}/draft/file",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Export the draft as a file",
    )
    async def draft_file(
        self,
        principal: Given[Principal],
        bundle_files: Given[BundleFiles],
        key: FromPath[str],
    ) -> Response[bytes]:
        file = granted(await bundle_files.export(principal.tenant, key, None))
        return _file(file, f"{key}-draft")

    @post(
        "/file/check",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Look at a file before it is imported",
        status_code=200,
    )
    async def look(
        self,
        principal: Given[Principal],
        spoken_in: Given[str],
        bundle_files: Given[BundleFiles],
        body: RawBody,
    ) -> FileLook:
        looked = await bundle_files.look(principal.tenant, body)
        bundle = looked.bundle
        return FileLook(
            key=bundle.key if bundle else None,
            title=bundle.title if bundle else {},
            program=looked.program,
            faults=[spoken(each, spoken_in) for each in looked.faults],
            findings=[spoken(each, spoken_in) for each in looked.findings],
            free_key=looked.free or None,
        )

    @post(
        "/file",
        opt=needs(Action.DEFINITION_PUBLISH),
        summary="Import a file as a draft, under its key or another",
    )
    async def take(
        self,
        principal: Given[Principal],
        bundle_files: Given[BundleFiles],
        body: RawBody,
        key: Annotated[str | None, QueryParameter(max_length=64)] = None,
    ) -> Response[Begun]:
        begun = granted(await bundle_files.take(by(principal), body, key))
        return Response(begun, status_code=201, headers={"ETag": etag(begun.edition)})


def _file(body: bytes, name: str) -> Response[bytes]:
    # a key is ASCII by its rule, so the name needs no encoding
    disposition = f'attachment; filename="{name}.json"'
    return Response(body, media_type=JSON, headers={"Content-Disposition": disposition})
