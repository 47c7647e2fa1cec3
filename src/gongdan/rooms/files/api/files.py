"""`/files`: what a file is, and its bytes, whole or by range.

Bytes from strangers are sent so that no browser takes them for anything of ours: a type that is
never guessed, a sandbox without scripts, and a download wherever it is no picture or video.
"""

from typing import Annotated, TypeAlias
from urllib.parse import quote
from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath, HeaderParameter
from litestar.response import Stream

from gongdan.kernel.http import SIGNED_IN, Given, RefusedError, granted, needs
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.files.api.shown import FileShown, file_shown
from gongdan.rooms.files.domain.chunks import Span
from gongdan.rooms.files.domain.ranges import wanted_span
from gongdan.rooms.files.domain.refusals import FileCode
from gongdan.rooms.files.handlers.desk import FileDesk, Opened
from gongdan.rooms.files.ports import Part
from gongdan.rooms.identity.contract import Action, Principal

Range: TypeAlias = Annotated[str | None, HeaderParameter(name="Range", required=False)]
IfRange: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Range", required=False)]
IfNoneMatch: TypeAlias = Annotated[
    str | None, HeaderParameter(name="If-None-Match", required=False)
]
_GIVEN = {"gives": "*/*", "answers": (206, 304)}
BYTES = {**SIGNED_IN, **_GIVEN}
SHOWN_IN_PLACE = ("image/", "video/")


class FileController(Controller):
    """Files that the caller uploaded, or that belong to a thing that he may read."""

    path = "/files"
    tags = ("files",)

    @get("/{file:uuid}/about", opt=SIGNED_IN, summary="Show what a file is")
    async def about(
        self, file: FromPath[UUID], principal: Given[Principal], files: Given[FileDesk]
    ) -> FileShown:
        """Return name, size, digest and what it claims of itself."""
        return file_shown(granted(await files.about(principal, file)))

    @get("/{file:uuid}", opt=BYTES, summary="See a file")
    async def display(
        self,
        file: FromPath[UUID],
        principal: Given[Principal],
        files: Given[FileDesk],
        range_: Range = None,
        if_range: IfRange = None,
        if_none_match: IfNoneMatch = None,
    ) -> Stream:
        """Send the display copy: made anew from the original, without its metadata. A document
        has none: it is sent as it is, and only as a download.
        """
        opened = granted(await files.open(principal, file, Part.DISPLAY))
        return _sent(opened, range_, if_range, if_none_match)

    @get("/{file:uuid}/thumbnail", opt=BYTES, summary="See a small picture of a file")
    async def thumbnail(
        self,
        file: FromPath[UUID],
        principal: Given[Principal],
        files: Given[FileDesk],
        if_none_match: IfNoneMatch = None,
    ) -> Stream:
        """Send the thumbnail of a picture."""
        opened = granted(await files.open(principal, file, Part.THUMBNAIL))
        return _sent(opened, None, None, if_none_match)

    @get("/{file:uuid}/poster", opt=BYTES, summary="See the picture that stands for a video")
    async def poster(
        self,
        file: FromPath[UUID],
        principal: Given[Principal],
        files: Given[FileDesk],
        if_none_match: IfNoneMatch = None,
    ) -> Stream:
        """Send the picture that the sender's browser made of the video."""
        opened = granted(await files.poster(principal, file))
        return _sent(opened, None, None, if_none_match)

    @get(
        "/{file:uuid}/original",
        opt={**needs(Action.FILE_ORIGINAL), **_GIVEN},
        summary="Download an original",
    )
    async def original(
        self,
        file: FromPath[UUID],
        principal: Given[Principal],
        files: Given[FileDesk],
        range_: Range = None,
    ) -> Stream:
        """Send the file as it was uploaded, with all that it says of itself; the trail knows."""
        opened = granted(await files.open(principal, file, Part.ORIGINAL))
        return _sent(opened, range_, None, None)


def _sent(
    opened: Opened, range_: str | None, if_range: str | None, if_none_match: str | None
) -> Stream:
    headers = _headers(opened)
    if if_none_match is not None and opened.tag in if_none_match:
        return Stream(
            opened.pieces(Span(0, 0)),
            status_code=304,
            headers=headers,
            media_type=opened.media_type,
        )
    try:
        span = wanted_span(range_, opened.size) if if_range in (None, opened.tag) else None
    except LookupError:
        facts: dict[str, str | int | list[str]] = {"size": opened.size}
        raise RefusedError(Refused(FileCode.RANGE_UNUSABLE, RefusalKind.MALFORMED, facts)) from None
    if span is not None:
        last = span.start + span.length - 1
        headers["Content-Range"] = f"bytes {span.start}-{last}/{opened.size}"
    headers["Content-Length"] = str(span.length if span else opened.size)
    return Stream(
        opened.pieces(span),
        status_code=206 if span else 200,
        headers=headers,
        media_type=opened.media_type,
    )


def _headers(opened: Opened) -> dict[str, str]:
    in_place = opened.media_type.startswith(SHOWN_IN_PLACE) and not opened.is_original
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f"{'inline' if in_place else 'attachment'}; {_named(opened)}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "ETag": opened.tag,
        "X-Content-Type-Options": "nosniff",
    }


def _named(opened: Opened) -> str:
    """Return the name as RFC 6266 wants it, for whatever characters it holds."""
    return f"filename*=UTF-8''{quote(opened.meta.name, safe='')}"
