"""The tables of uploads and files: sizes, kinds and wrapped keys; names and claims are sealed."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.ids import Ref
from gongdan.rooms.files.contract import FileKind, Scan


class Upload(Struct, frozen=True, kw_only=True):
    """An upload that has begun; `key` and `meta` are ciphertext, `size` what was announced."""

    id: UUID
    owner: str
    kind: FileKind
    media_type: str
    size: int
    key: bytes
    meta: bytes
    poster_of: UUID | None = None
    begun_at: datetime


class FileRow(Struct, frozen=True, kw_only=True):
    """A finished file; several may share one blob, each with a wrapping of its key of its own.

    `content` is the tenant's keyed digest of the original, `display_type` "" where there is
    no display copy apart from the original's own bytes.
    """

    id: UUID
    blob_id: UUID
    owner: str
    kind: FileKind
    media_type: str
    size: int
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    display_type: str = ""
    display_size: int = 0
    thumbnail_size: int = 0
    scan: Scan = Scan.NOT_SCANNED
    content: bytes
    key: bytes | None
    meta: bytes
    subject_id: UUID | None = None
    holder_kind: str = ""
    holder_id: UUID | None = None
    poster_id: UUID | None = None
    finished_at: datetime

    @property
    def holder(self) -> Ref | None:
        """The thing that it is attached to."""
        return Ref(self.holder_kind, self.holder_id) if self.holder_id else None


_UPLOAD = "id, owner, kind, media_type, size, key, meta, poster_of, begun_at"
_FILE = ", ".join(FileRow.__struct_fields__)


async def begin(writer: Writer, tenant: UUID, upload: Upload) -> None:
    """Keep a new upload."""
    await writer.execute(
        f"INSERT INTO upload (tenant_id, {_UPLOAD})"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        tenant,
        *(getattr(upload, name) for name in Upload.__struct_fields__),
    )


async def load_upload(reader: Reader, tenant: UUID, upload: UUID) -> Upload | None:
    """Return an upload that has begun, or None."""
    row = await reader.fetchrow(
        f"SELECT {_UPLOAD} FROM upload WHERE tenant_id = $1 AND id = $2", tenant, upload
    )
    return Upload(**{**row, "kind": FileKind(row["kind"])}) if row else None


async def open_uploads(reader: Reader, tenant: UUID, owner: str) -> tuple[int, int]:
    """Return how many uploads somebody has begun, and their announced bytes."""
    row = await reader.fetchrow(
        "SELECT count(*)::bigint, coalesce(sum(size), 0)::bigint FROM upload"
        " WHERE tenant_id = $1 AND owner = $2",
        tenant,
        owner,
    )
    return row[0], row[1]


async def waiting_files(reader: Reader, tenant: UUID, owner: str) -> int:
    """Return how many finished files of somebody belong to nothing yet."""
    count: int = await reader.fetchval(
        "SELECT count(*)::bigint FROM file"
        " WHERE tenant_id = $1 AND owner = $2 AND holder_id IS NULL",
        tenant,
        owner,
    )
    return count


async def drop_upload(writer: Writer, tenant: UUID, upload: UUID) -> None:
    """Forget an upload."""
    await writer.execute("DELETE FROM upload WHERE tenant_id = $1 AND id = $2", tenant, upload)


async def begun_before(reader: Reader, tenant: UUID, then: datetime) -> Sequence[UUID]:
    """Return uploads that began before a time, the oldest first."""
    rows = await reader.fetch(
        "SELECT id FROM upload WHERE tenant_id = $1 AND begun_at < $2 ORDER BY begun_at LIMIT 500",
        tenant,
        then,
    )
    return [row["id"] for row in rows]


async def finish(writer: Writer, tenant: UUID, file: FileRow) -> bool:
    """Turn an upload into its file; False where that was done already."""
    places = ", ".join(f"${n}" for n in range(1, len(FileRow.__struct_fields__) + 2))
    status = await writer.execute(
        f"INSERT INTO file (tenant_id, {_FILE}) VALUES ({places}) ON CONFLICT DO NOTHING",
        tenant,
        *(getattr(file, name) for name in FileRow.__struct_fields__),
    )
    await drop_upload(writer, tenant, file.id)
    return status.endswith(" 1")


async def load_file(reader: Reader, tenant: UUID, file: UUID) -> FileRow | None:
    """Return a finished file, or None."""
    row = await reader.fetchrow(
        f"SELECT {_FILE} FROM file WHERE tenant_id = $1 AND id = $2", tenant, file
    )
    return _file(row) if row else None


async def same_content(reader: Reader, tenant: UUID, content: bytes) -> Sequence[FileRow]:
    """Return attached files with this very content whose keys were not destroyed here."""
    rows = await reader.fetch(
        f"SELECT {_FILE} FROM file WHERE tenant_id = $1 AND content = $2 AND key IS NOT NULL"
        " AND holder_id IS NOT NULL ORDER BY id LIMIT 20",
        tenant,
        content,
    )
    return [_file(row) for row in rows]


async def hold(writer: Writer, tenant: UUID, file: UUID) -> bool:
    """Hold a file's blob until the transaction ends; False: it was erased meanwhile."""
    held = await writer.fetchval(
        "SELECT true FROM file WHERE tenant_id = $1 AND id = $2 AND key IS NOT NULL FOR SHARE",
        tenant,
        file,
    )
    return bool(held)


async def attach(
    writer: Writer, tenant: UUID, file: FileRow, holder: Ref, *, key: bytes, subject: UUID | None
) -> bool:
    """Give a file to a thing, under another key if one is given; False: it has one already."""
    status = await writer.execute(
        "UPDATE file SET holder_kind = $3, holder_id = $4, key = $5, subject_id = $6"
        " WHERE tenant_id = $1 AND id = $2 AND (holder_id IS NULL OR"
        " (holder_kind, holder_id) = ($3, $4)) AND key IS NOT NULL",
        tenant,
        file.id,
        holder.kind,
        holder.id,
        key,
        subject,
    )
    return status.endswith(" 1")


async def release(writer: Writer, tenant: UUID, file: UUID, holder: Ref) -> None:
    """Take an attachment back."""
    await writer.execute(
        "UPDATE file SET holder_kind = '', holder_id = NULL"
        " WHERE tenant_id = $1 AND id = $2 AND holder_kind = $3 AND holder_id = $4",
        tenant,
        file,
        holder.kind,
        holder.id,
    )


async def set_poster(writer: Writer, tenant: UUID, video: UUID, poster: FileRow) -> None:
    """Give a video its poster, if the same person sent both and it has none."""
    await writer.execute(
        "UPDATE file SET poster_id = $3 WHERE tenant_id = $1 AND id = $2 AND poster_id IS NULL"
        " AND owner = $4 AND kind = 'video' AND $5 = 'image'",
        tenant,
        video,
        poster.id,
        poster.owner,
        poster.kind,
    )


async def unattached_before(reader: Reader, tenant: UUID, then: datetime) -> Sequence[UUID]:
    """Return files that nothing took since a time, the oldest first."""
    rows = await reader.fetch(
        "SELECT id FROM file WHERE tenant_id = $1 AND holder_id IS NULL AND finished_at < $2"
        " ORDER BY finished_at LIMIT 500",
        tenant,
        then,
    )
    return [row["id"] for row in rows]


async def of_subject(reader: Reader, tenant: UUID, subject: UUID) -> Sequence[FileRow]:
    """Return the files that are under a person's key, the oldest first."""
    rows = await reader.fetch(
        f"SELECT {_FILE} FROM file WHERE tenant_id = $1 AND subject_id = $2 ORDER BY id",
        tenant,
        subject,
    )
    return [_file(row) for row in rows]


async def held_by(
    reader: Reader, tenant: UUID, kind: str, things: Collection[UUID]
) -> Sequence[FileRow]:
    """Return the files of things of a kind whose keys are there, the oldest first."""
    rows = await reader.fetch(
        f"SELECT {_FILE} FROM file WHERE tenant_id = $1 AND holder_id = ANY($3::uuid[])"
        " AND holder_kind = $2 AND key IS NOT NULL ORDER BY id",
        tenant,
        kind,
        list(things),
    )
    return [_file(row) for row in rows]


async def forget_key(writer: Writer, tenant: UUID, file: UUID) -> None:
    """Take a file's wrapped key and sealed words away: the row only says that there was one."""
    await writer.execute(
        "UPDATE file SET key = NULL, meta = '' WHERE tenant_id = $1 AND id = $2", tenant, file
    )


async def drop_file(writer: Writer, tenant: UUID, file: UUID) -> None:
    """Forget a file that nothing took."""
    await writer.execute(
        "DELETE FROM file WHERE tenant_id = $1 AND id = $2 AND holder_id IS NULL", tenant, file
    )


async def is_shared(reader: Reader, tenant: UUID, blob: UUID) -> bool:
    """Tell whether any file still has a key to a blob."""
    shared: bool = await reader.fetchval(
        "SELECT EXISTS (SELECT 1 FROM file"
        " WHERE tenant_id = $1 AND blob_id = $2 AND key IS NOT NULL)",
        tenant,
        blob,
    )
    return shared


def _file(row: Any) -> FileRow:
    return FileRow(**{**row, "kind": FileKind(row["kind"]), "scan": Scan(row["scan"])})
