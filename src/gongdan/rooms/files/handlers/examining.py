"""A content looked at from all sides before anybody else may see it."""

import asyncio
import hashlib

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.files.contract import Claims, FileKind, Scan
from gongdan.rooms.files.domain.chunks import BlobBrokenError
from gongdan.rooms.files.domain.kinds import HEAD, Format
from gongdan.rooms.files.domain.mp4 import read_mp4
from gongdan.rooms.files.domain.patches import Patch
from gongdan.rooms.files.domain.refusals import FileCode, unfit
from gongdan.rooms.files.domain.video import BrokenVideoError, Video
from gongdan.rooms.files.domain.webm import read_webm
from gongdan.rooms.files.handlers.contents import Content
from gongdan.rooms.files.ports import PictureMade, Press, Scanner, ScannerAwayError


class Examined(Struct, frozen=True, kw_only=True):
    """What was found in a content, and the pictures that were made from it."""

    digest: str = ""
    scan: Scan = Scan.NOT_SCANNED
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    claims: Claims = Claims()
    patches: tuple[Patch, ...] = ()
    display_type: str = ""
    display: bytes = b""
    thumbnail: bytes = b""


class Examiner:
    """Digests, compares, scans and opens contents."""

    def __init__(self, press: Press, scanner: Scanner | None) -> None:
        self._press = press
        self._scanner = scanner

    async def examine(self, content: Content, format_: Format) -> Examined | Refused:
        """Return what a content is, or why it is not taken."""
        try:
            digest, head = await _digest(content)
            if not format_.begins(head):
                return unfit(FileCode.TYPE_DIFFERS)
            scan = await self._scanned(content)
            found = scan if isinstance(scan, Refused) else await self._opened(content, format_)
        except BlobBrokenError:
            return unfit(FileCode.UPLOAD_BROKEN)
        except BrokenVideoError:
            return unfit(FileCode.BROKEN)
        if isinstance(found, Refused) or isinstance(scan, Refused):
            return found
        return replace(found, digest=digest, scan=scan)

    async def _scanned(self, content: Content) -> Scan | Refused:
        if self._scanner is None:
            return Scan.NOT_SCANNED
        try:
            verdict = await self._scanner.scan(content.pieces())
        except ScannerAwayError:
            return Refused(FileCode.SCANNER_AWAY, RefusalKind.READ_ONLY)
        return Scan.CLEAN if verdict.is_clean else unfit(FileCode.INFECTED)

    async def _opened(self, content: Content, format_: Format) -> Examined | Refused:
        match format_.kind:
            case FileKind.IMAGE:
                made = await self._press.picture(await content.whole(), format_.media_type)
                return _pictured(made) if isinstance(made, PictureMade) else unfit(FileCode(made))
            case FileKind.VIDEO:
                look = read_webm if format_.media_type == "video/webm" else read_mp4
                return _filmed(await asyncio.to_thread(look, content.reader(), content.size))
            case FileKind.DOCUMENT:
                code = None
                if format_.is_archive:
                    code = await self._press.archive(await content.whole())
                return unfit(FileCode(code)) if code else Examined()


async def _digest(content: Content) -> tuple[str, bytes]:
    """Return the SHA-256 of a content, in hex, and its first bytes."""
    running, head = hashlib.sha256(), b""
    async for piece in content.pieces():
        head = head or piece[:HEAD]
        await asyncio.to_thread(running.update, piece)
    return running.hexdigest(), head


def _pictured(made: PictureMade) -> Examined:
    return Examined(
        width=made.width,
        height=made.height,
        claims=made.claims,
        display_type=made.display_type,
        display=made.display,
        thumbnail=made.thumbnail,
    )


def _filmed(video: Video) -> Examined:
    return Examined(
        width=video.width,
        height=video.height,
        seconds=video.seconds,
        claims=video.claims,
        patches=video.patches,
        display_type=video.display_type,
    )
