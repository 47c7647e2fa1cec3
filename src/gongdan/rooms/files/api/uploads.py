"""`/uploads`: begin, send on from an offset, ask how far it came, finish, give up."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, head, patch, post
from litestar.exceptions import InternalServerException
from litestar.params import FromPath, HeaderParameter, JSONBody

from gongdan.kernel.http import SIGNED_IN, Given, granted
from gongdan.rooms.files.api.shown import (
    BeginUpload,
    FileShown,
    UploadShown,
    file_shown,
    upload_shown,
)
from gongdan.rooms.files.handlers.finishing import Finishing
from gongdan.rooms.files.handlers.uploads import Begun, UploadDesk
from gongdan.rooms.identity.contract import Principal

STREAMED = {**SIGNED_IN, "streams": "application/offset+octet-stream"}
"""Route options: the body is taken as it comes, and described as bytes."""

UploadOffset: TypeAlias = Annotated[
    str | None,
    HeaderParameter(
        name="Upload-Offset",
        required=False,
        description="Where in the file these bytes begin: as the server last said.",
    ),
]


class UploadController(Controller):
    """Uploads of whoever calls."""

    path = "/uploads"
    tags = ("files",)

    @post("/", opt=SIGNED_IN, summary="Begin to upload a file")
    async def begin(
        self, data: JSONBody[BeginUpload], principal: Given[Principal], uploads: Given[UploadDesk]
    ) -> Response[UploadShown]:
        """Say name and size first: what would not be taken is refused before a byte is sent."""
        begun = await uploads.begin(principal, data.name, data.size, poster_of=data.poster_of)
        return _answer(granted(begun), status=201)

    @get("/{upload:uuid}", opt=SIGNED_IN, summary="Ask how far an upload came")
    async def look(
        self, upload: FromPath[UUID], principal: Given[Principal], uploads: Given[UploadDesk]
    ) -> Response[UploadShown]:
        """Return from which offset to go on."""
        return _answer(granted(await uploads.look(principal, upload)))

    @head("/{upload:uuid}", opt=SIGNED_IN, include_in_schema=False)
    async def offset(
        self, upload: FromPath[UUID], principal: Given[Principal], uploads: Given[UploadDesk]
    ) -> Response[None]:
        """Return the offset as a header alone."""
        begun = granted(await uploads.look(principal, upload))
        return Response(None, headers=_headers(begun))

    @patch(
        "/{upload:uuid}",
        opt=STREAMED,
        summary="Send a part of a file",
        request_max_body_size=None,
    )
    async def take(
        self,
        request: Request[Any, Any, Any],
        upload: FromPath[UUID],
        principal: Given[Principal],
        uploads: Given[UploadDesk],
        offset: UploadOffset = None,
    ) -> Response[UploadShown]:
        """Take in bytes from an offset on; when the line breaks, what came whole is kept."""
        at = _number(offset)
        taken = await uploads.take(principal, upload, at, _bytes_of(request))
        return _answer(granted(taken))

    @post("/{upload:uuid}/finish", opt=SIGNED_IN, status_code=200, summary="Finish an upload")
    async def finish(
        self, upload: FromPath[UUID], principal: Given[Principal], finishing: Given[Finishing]
    ) -> FileShown:
        """Check all of it and make it a file of the same id; asked again, the same answer."""
        return file_shown(granted(await finishing.finish(principal, upload)))

    @delete("/{upload:uuid}", opt=SIGNED_IN, summary="Give up an upload")
    async def abandon(
        self, upload: FromPath[UUID], principal: Given[Principal], uploads: Given[UploadDesk]
    ) -> None:
        """Remove what was sent of it."""
        granted(await uploads.abandon(principal, upload))


async def _bytes_of(request: Request[Any, Any, Any]) -> AsyncIterator[bytes]:
    try:
        async for piece in request.stream():
            yield piece
    except InternalServerException:
        return  # the line was cut: what came before is all there is


def _number(offset: str | None) -> int | None:
    is_number = offset is not None and offset.isascii() and offset.isdigit() and len(offset) < 16
    return int(offset) if offset and is_number else None


def _headers(begun: Begun) -> dict[str, str]:
    return {
        "Upload-Offset": str(begun.offset),
        "Upload-Length": str(begun.upload.size),
        "Cache-Control": "no-store",
    }


def _answer(begun: Begun, status: int = 200) -> Response[UploadShown]:
    return Response(upload_shown(begun), status_code=status, headers=_headers(begun))
