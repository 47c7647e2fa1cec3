"""What files need of others: a place for ciphertext, a press for pictures, a scanner, rights."""

from collections.abc import AsyncIterator, Mapping
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref
from gongdan.rooms.files.contract import Claims
from gongdan.rooms.identity.contract import Principal


class Part(StrEnum):
    """What is kept of a file: the original, and what was made from it for people to see."""

    ORIGINAL = "original"
    DISPLAY = "display"
    THUMBNAIL = "thumbnail"


class BlobName(Struct, frozen=True):
    """Where bytes are kept: whose, of which blob, which part of it."""

    tenant: UUID
    blob: UUID
    part: Part


class Blobs(Protocol):
    """A store of bytes that are ciphertext before they come here; it knows no keys.

    `append` writes at an offset if the blob is exactly that long, or longer by less than one
    record (a torn end is written over); False where somebody else was there. `settle` returns
    when what was appended would survive a power cut. `put` writes a whole blob, at once or not
    at all. `size` is 0 for what is not there; `read` gives fewer bytes only at the end.
    """

    async def append(self, name: BlobName, at: int, data: bytes) -> bool: ...

    async def settle(self, name: BlobName) -> None: ...

    async def put(self, name: BlobName, data: bytes) -> None: ...

    async def size(self, name: BlobName) -> int: ...

    async def read(self, name: BlobName, start: int, length: int) -> bytes: ...

    async def remove(self, tenant: UUID, blob: UUID) -> None: ...


class Unfit(StrEnum):
    """Why the press could make nothing of a content; each is a code of `domain.refusals`."""

    BROKEN = "file_broken"
    BOMB = "file_bomb"
    TOO_MANY_PIXELS = "file_too_many_pixels"


class PictureMade(Struct, frozen=True, kw_only=True):
    """What was made from a picture: two pictures without any metadata, and what it claimed."""

    width: int
    height: int
    display_type: str
    display: bytes
    thumbnail: bytes
    claims: Claims


class Press(Protocol):
    """Opens what strangers sent, in a place that it can break without harm to anybody.

    A bomb, a broken file or a fault of the library is a code, never an exception.
    """

    async def picture(self, content: bytes, media_type: str) -> PictureMade | Unfit: ...

    async def archive(self, content: bytes) -> Unfit | None: ...


class Verdict(Struct, frozen=True):
    """What a scanner said: whether the content is clean, and what it found."""

    is_clean: bool
    found: str = ""


class ScannerAwayError(Exception):
    """A scanner is set and does not answer: nothing may pass unseen."""


class Scanner(Protocol):
    """Looks for malware; raises `ScannerAwayError`."""

    async def scan(self, content: AsyncIterator[bytes]) -> Verdict: ...


class Readers(Protocol):
    """Knows who may read a thing to which a file is attached: asked of the room that has it."""

    async def may_read(self, principal: Principal, holder: Ref, file: UUID, /) -> bool: ...


ReadersByKind = Mapping[str, Readers]
"""Who answers for which kind of thing."""
