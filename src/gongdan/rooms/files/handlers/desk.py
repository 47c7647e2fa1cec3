"""Finished files: who may read them, how they are read, and to what they are attached."""

from collections.abc import AsyncIterator
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.audit import Deed
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, RefusalKind, Refused
from gongdan.rooms.files import store
from gongdan.rooms.files.contract import KIND, FileKind, StoredFile
from gongdan.rooms.files.domain.chunks import Span
from gongdan.rooms.files.domain.meta import Meta
from gongdan.rooms.files.domain.patches import laid_over
from gongdan.rooms.files.domain.refusals import FileCode, no_such_file, unfit
from gongdan.rooms.files.handlers.contents import Content
from gongdan.rooms.files.handlers.erasing import erase_file
from gongdan.rooms.files.handlers.finishing import shown_file
from gongdan.rooms.files.handlers.means import FileKeys, Means, cipher_of, owner_of
from gongdan.rooms.files.ports import BlobName, Part
from gongdan.rooms.files.store import FileRow
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import SubjectDestroyedError


class Opened(Struct, frozen=True, kw_only=True):
    """One part of a file, ready to be sent: `pieces(span)` gives it, all of it for None."""

    content: Content
    meta: Meta
    media_type: str
    tag: str
    is_original: bool

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return self.content.size

    async def pieces(self, span: Span | None) -> AsyncIterator[bytes]:
        """Yield a span; in a display copy of a video its metadata is laid over."""
        wanted = span or Span(0, self.size)
        at, patches = wanted.start, () if self.is_original else self.meta.patches
        async for piece in self.content.pieces(wanted):
            for patched in laid_over((piece,), Span(at, len(piece)), patches):
                yield patched
            at += len(piece)


class FileDesk:
    """Reads files for principals, and gives them to the things of other rooms."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._database = means.database
        self._keys = FileKeys(means)

    async def about(self, principal: Principal, file: UUID) -> StoredFile | Refused:
        """Return what a file is."""
        found = await self._readable(principal, file)
        if found is None:
            return no_such_file()
        row, key = found
        return shown_file(row, self._keys.words(principal.tenant, file, key, row.meta))

    async def open(self, principal: Principal, file: UUID, part: Part) -> Opened | Refused:
        """Open a part of a file for reading; opening an original is told to the audit trail."""
        found = await self._readable(principal, file)
        if found is None:
            return no_such_file()
        row, key = found
        if part is Part.ORIGINAL:
            await self._told(principal, file)
        return self._opened(principal.tenant, row, key, part)

    async def poster(self, principal: Principal, file: UUID) -> Opened | Refused:
        """Open the picture that stands for a video."""
        found = await self._readable(principal, file)
        if found is None or found[0].poster_id is None:
            return no_such_file()
        row = await self._row(principal.tenant, found[0].poster_id)
        key = await self._key(principal.tenant, row)
        if row is None or key is None:
            return no_such_file()
        return self._opened(principal.tenant, row, key, Part.DISPLAY)

    async def attach(
        self, tenant: UUID, actor: Actor, file: UUID, holder: Ref, *, subject: UUID | None = None
    ) -> StoredFile | Refused:
        """Give a file to a thing (`contract.Attachments`)."""
        found = await self._sent_by(tenant, actor, file)
        if found is None:
            return no_such_file()
        row, key = found
        if row.holder not in (None, holder):
            return unfit(FileCode.ATTACHED)
        try:
            wrapped = await self._keys.wrap(tenant, file, key, subject)
        except SubjectDestroyedError:
            return no_such_file()
        async with self._database.writing(tenant) as writer:
            taken = await store.attach(writer, tenant, row, holder, key=wrapped, subject=subject)
        if not taken:
            return unfit(FileCode.ATTACHED)
        if row.poster_id is not None:
            await self.attach(tenant, actor, row.poster_id, Ref(KIND, file), subject=subject)
        return shown_file(row, self._keys.words(tenant, file, key, row.meta))

    async def sent_by(self, tenant: UUID, actor: Actor, file: UUID) -> StoredFile | Refused:
        """Return a file that the actor uploaded, whatever has it (`contract.Attachments`)."""
        found = await self._sent_by(tenant, actor, file)
        if found is None:
            return no_such_file()
        row, key = found
        return shown_file(row, self._keys.words(tenant, file, key, row.meta))

    async def release(self, tenant: UUID, file: UUID, holder: Ref) -> None:
        """Take an attachment back that came to nothing (`contract.Attachments`)."""
        async with self._database.writing(tenant) as writer:
            await store.release(writer, tenant, file, holder)

    async def shred(self, tenant: UUID, file: UUID, holder: Ref) -> None:
        """Destroy a file of a thing with its key (`contract.Attachments`)."""
        row = await self._row(tenant, file)
        if row is not None and row.holder == holder:
            await erase_file(self._means, tenant, row)

    async def _sent_by(
        self, tenant: UUID, actor: Actor, file: UUID
    ) -> tuple[FileRow, bytes] | None:
        row = await self._row(tenant, file)
        key = await self._key(tenant, row)
        if row is None or key is None or row.owner != owner_of(actor):
            return None
        return row, key

    async def _readable(self, principal: Principal, file: UUID) -> tuple[FileRow, bytes] | None:
        row = await self._row(principal.tenant, file)
        if row is None or not await self._may_read(principal, row):
            return None
        key = await self._key(principal.tenant, row)
        return (row, key) if key is not None else None

    async def _may_read(self, principal: Principal, row: FileRow) -> bool:
        holder = row.holder
        if holder is None:
            return row.owner == owner_of(principal.actor)
        if holder.kind == KIND:  # a poster is read as its video is
            video = await self._row(principal.tenant, holder.id)
            return video is not None and await self._may_read(principal, video)
        readers = self._means.readers.get(holder.kind)
        return readers is not None and await readers.may_read(principal, holder, row.id)

    async def _row(self, tenant: UUID, file: UUID) -> FileRow | None:
        async with self._database.reading(tenant) as reader:
            return await store.load_file(reader, tenant, file)

    async def _key(self, tenant: UUID, row: FileRow | None) -> bytes | None:
        return await self._keys.unwrap(tenant, row.id, row.key) if row else None

    async def _told(self, principal: Principal, file: UUID) -> None:
        deed = Deed(
            tenant=principal.tenant,
            actor=principal.actor,
            act="file.original",
            object=Ref(KIND, file),
        )
        await self._means.trail.record(deed)

    def _opened(self, tenant: UUID, row: FileRow, key: bytes, part: Part) -> Opened | Refused:
        kept, size, media_type = _kept(row, part)
        if not size:
            return Refused(FileCode.NO_DISPLAY, RefusalKind.NOT_FOUND)
        name = BlobName(tenant, row.blob_id, kept)
        return Opened(
            content=Content(self._means.blobs, name, cipher_of(name, key, size)),
            meta=self._keys.words(tenant, row.id, key, row.meta),
            media_type=media_type,
            tag=f'"{row.id.hex}-{part}"',
            is_original=part is Part.ORIGINAL,
        )


def _kept(row: FileRow, part: Part) -> tuple[Part, int, str]:
    """Return where a part is kept, its size and type; size 0: there is no such part."""
    match part:
        case Part.ORIGINAL:
            return Part.ORIGINAL, row.size, row.media_type
        case Part.DISPLAY if row.kind is FileKind.VIDEO:
            return Part.ORIGINAL, row.size, row.display_type
        case Part.DISPLAY if row.kind is FileKind.DOCUMENT:
            return Part.ORIGINAL, row.size, row.media_type
        case Part.DISPLAY:
            return Part.DISPLAY, row.display_size, row.display_type
        case Part.THUMBNAIL:
            return Part.THUMBNAIL, row.thumbnail_size, "image/webp"
