"""What others may know of files: what a finished file is, and how a thing takes files to itself.

A file is uploaded first and belongs to nobody but its uploader. A room that wants it (an order
takes evidence) *attaches* it to a thing of its own; from then on who may read that thing may
read the file. The digest is that of the original, byte for byte as it was sent.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, Refused

KIND = "file"
"""The kind of a reference to a file."""


class FileKind(StrEnum):
    """What a file is, found in its bytes and not in its name."""

    IMAGE = "image"
    VIDEO = "video"
    DOCUMENT = "document"


class Scan(StrEnum):
    """What a scanner for malware said of the original; without one nothing is claimed."""

    NOT_SCANNED = "not_scanned"
    CLEAN = "clean"


class Claims(Struct, frozen=True):
    """What the original says of itself, and anybody could have written into it: never a fact.

    `taken_at` is the camera's own text (ISO 8601, mostly without a zone); degrees are WGS-84.
    """

    taken_at: str = ""
    latitude: str = ""
    longitude: str = ""


class StoredFile(Struct, frozen=True, kw_only=True):
    """A finished file. `digest` is the SHA-256 of the original, in hex; pixels; seconds.

    `has_display` is False where people get the original alone, as a download.
    """

    id: UUID
    kind: FileKind
    media_type: str
    name: str
    size: int
    digest: str
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    scan: Scan = Scan.NOT_SCANNED
    has_display: bool = False
    poster: UUID | None = None
    claims: Claims = Claims()
    finished_at: datetime


class HeldFile(Struct, frozen=True):
    """A file of a thing; `name` is "" where names were not asked for."""

    id: UUID
    kind: FileKind
    name: str


class FilesOfThings(Protocol):
    """The files of many things at once; who may see which is for the asker to know."""

    async def of(
        self, tenant: UUID, kind: str, things: Collection[UUID], *, named: bool = False
    ) -> Mapping[UUID, tuple[HeldFile, ...]]: ...


class Attachments(Protocol):
    """How a room takes a finished file to a thing of its own.

    `sent_by` gives a file that the actor uploaded, whatever has it. `attach` gives it if nothing
    else has it (a repetition is answered alike); with `subject` the file is from then on under
    that person's key. `release` takes an attachment back that came to nothing. `shred` destroys a
    file of the thing with its key: nobody reads it any more, and there is no way back.
    """

    async def attach(
        self, tenant: UUID, actor: Actor, file: UUID, holder: Ref, *, subject: UUID | None = None
    ) -> StoredFile | Refused: ...

    async def sent_by(self, tenant: UUID, actor: Actor, file: UUID) -> StoredFile | Refused: ...

    async def release(self, tenant: UUID, file: UUID, holder: Ref) -> None: ...

    async def shred(self, tenant: UUID, file: UUID, holder: Ref) -> None: ...
