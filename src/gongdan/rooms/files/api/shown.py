"""How uploads and files are shown."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.files.contract import StoredFile
from gongdan.rooms.files.domain.chunks import CHUNK
from gongdan.rooms.files.handlers.uploads import KEPT, Begun


class BeginUpload(Struct, frozen=True, forbid_unknown_fields=True):
    """A file that somebody wants to send; `poster_of` names the video that it is a picture of.

    The ending of the name says what it is; `media_type` is what the browser believes, and is
    not relied upon.
    """

    name: str
    size: int
    media_type: str = ""
    poster_of: UUID | None = None


class UploadShown(Struct, frozen=True):
    """An upload: go on at `offset`; pieces that are no multiple of `step` lose their rest."""

    id: UUID
    offset: int
    size: int
    step: int
    expires_at: datetime


class ClaimsShown(Struct, frozen=True):
    """What the original says of itself: claims of whoever made it, not facts."""

    taken_at: str
    latitude: str
    longitude: str


class FileShown(Struct, frozen=True, kw_only=True):
    """A finished file; `digest` is the SHA-256 of the original, `scan` what a scanner said."""

    id: UUID
    kind: str
    media_type: str
    name: str
    size: int
    digest: str
    width: int
    height: int
    seconds: float
    scan: str
    has_display: bool
    has_poster: bool
    claims: ClaimsShown
    finished_at: datetime


def upload_shown(begun: Begun) -> UploadShown:
    """Show an upload."""
    upload = begun.upload
    return UploadShown(upload.id, begun.offset, upload.size, CHUNK, upload.begun_at + KEPT)


def file_shown(file: StoredFile) -> FileShown:
    """Show a file."""
    claims = file.claims
    return FileShown(
        id=file.id,
        kind=file.kind,
        media_type=file.media_type,
        name=file.name,
        size=file.size,
        digest=file.digest,
        width=file.width,
        height=file.height,
        seconds=file.seconds,
        scan=file.scan,
        has_display=file.has_display,
        has_poster=file.poster is not None,
        claims=ClaimsShown(claims.taken_at, claims.latitude, claims.longitude),
        finished_at=file.finished_at,
    )
