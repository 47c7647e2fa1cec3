"""From a whole upload to a file: examined, then kept; or refused, and all of it gone."""

import asyncio
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.files import store
from gongdan.rooms.files.contract import StoredFile
from gongdan.rooms.files.domain.kinds import FORMATS
from gongdan.rooms.files.domain.meta import Meta
from gongdan.rooms.files.domain.refusals import FileCode, no_such_upload, unfit
from gongdan.rooms.files.handlers.contents import Content, keep
from gongdan.rooms.files.handlers.examining import Examined, Examiner
from gongdan.rooms.files.handlers.means import (
    FileKeys,
    Means,
    cipher_of,
    original,
    owner_of,
)
from gongdan.rooms.files.handlers.uploads import drop, whole_bytes
from gongdan.rooms.files.ports import BlobName, Part
from gongdan.rooms.files.store import FileRow, Upload
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.privacy.contract import BlindKind

AT_ONCE = 4
"""Uploads that are examined together in one process."""

_FORMAT_OF = {each.media_type: each for each in FORMATS.values()}


class _Candidate(Struct, frozen=True):
    """An upload that is whole, with its key, what was found in it, and its words."""

    tenant: UUID
    upload: Upload
    key: bytes
    found: Examined
    meta: Meta


class Finishing:
    """Turns uploads into files."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._database = means.database
        self._keys = FileKeys(means)
        self._examiner = Examiner(means.press, means.scanner)
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def finish(self, principal: Principal, upload: UUID) -> StoredFile | Refused:
        """Return the file that an upload became; asked again, the same file."""
        tenant, owner = principal.tenant, owner_of(principal.actor)
        async with self._database.reading(tenant) as reader:
            done = await store.load_file(reader, tenant, upload)
            begun = await store.load_upload(reader, tenant, upload)
        if done is not None and done.owner == owner:
            return await self._shown(tenant, done) or no_such_upload()
        if begun is None or begun.owner != owner:
            return no_such_upload()
        offset = await whole_bytes(self._means.blobs, tenant, begun)
        if offset != begun.size:
            return unfit(FileCode.UPLOAD_INCOMPLETE, offset=offset, size=begun.size)
        async with self._turns:
            result = await self._finished(tenant, begun)
        if isinstance(result, Refused) and result.kind is not RefusalKind.READ_ONLY:
            await drop(self._means, tenant, begun.id)
        return result

    async def _shown(self, tenant: UUID, row: FileRow) -> StoredFile | None:
        key = await self._keys.unwrap(tenant, row.id, row.key)
        if key is None:
            return None
        return shown_file(row, self._keys.words(tenant, row.id, key, row.meta))

    async def _finished(self, tenant: UUID, upload: Upload) -> StoredFile | Refused:
        key = await self._keys.unwrap(tenant, upload.id, upload.key)
        if key is None:
            return no_such_upload()
        name = original(tenant, upload.id)
        content = Content(self._means.blobs, name, cipher_of(name, key, upload.size))
        found = await self._examiner.examine(content, _FORMAT_OF[upload.media_type])
        if isinstance(found, Refused):
            return found
        words = self._keys.words(tenant, upload.id, key, upload.meta)
        meta = Meta(words.name, found.digest, found.claims, found.patches)
        return await self._kept(_Candidate(tenant, upload, key, found, meta))

    async def _row(self, one: _Candidate) -> FileRow:
        tenant, upload, found, meta = one.tenant, one.upload, one.found, one.meta
        return FileRow(
            id=upload.id,
            blob_id=upload.id,
            owner=upload.owner,
            kind=upload.kind,
            media_type=upload.media_type,
            size=upload.size,
            width=found.width,
            height=found.height,
            seconds=found.seconds,
            display_type=found.display_type,
            display_size=len(found.display),
            thumbnail_size=len(found.thumbnail),
            scan=found.scan,
            content=await self._means.vault.blind(tenant, BlindKind.TEXT, meta.digest),
            key=upload.key,
            meta=self._keys.seal_words(tenant, upload.id, one.key, meta),
            finished_at=self._means.clock(),
        )

    async def _kept(self, one: _Candidate) -> StoredFile:
        own = await self._row(one)
        for source, row in await self._shared(one, own):
            if await self._settled(one, row, source):
                await self._means.blobs.remove(one.tenant, one.upload.id)
                return shown_file(row, one.meta)
        await self._write(one)
        await self._settled(one, own)
        return shown_file(own, one.meta)

    async def _settled(self, one: _Candidate, row: FileRow, source: UUID | None = None) -> bool:
        """Turn the upload into its file; False where the blob of `source` went meanwhile."""
        async with self._database.writing(one.tenant) as writer:
            if source is not None and not await store.hold(writer, one.tenant, source):
                return False
            await store.finish(writer, one.tenant, row)
            if one.upload.poster_of is not None:
                await store.set_poster(writer, one.tenant, one.upload.poster_of, row)
        return True

    async def _shared(self, one: _Candidate, row: FileRow) -> list[tuple[UUID, FileRow]]:
        """Return the row over the blob of an equal content, its key wrapped anew for this file."""
        tenant = one.tenant
        async with self._database.reading(tenant) as reader:
            others = await store.same_content(reader, tenant, row.content)
        for other in others:
            key = await self._keys.unwrap(tenant, other.id, other.key)
            if key is None or other.media_type != row.media_type:
                continue
            mine = replace(
                row,
                blob_id=other.blob_id,
                display_type=other.display_type,
                display_size=other.display_size,
                thumbnail_size=other.thumbnail_size,
                key=await self._keys.wrap(tenant, row.id, key, None),
                meta=self._keys.seal_words(tenant, row.id, key, one.meta),
            )
            return [(other.id, mine)]
        return []

    async def _write(self, one: _Candidate) -> None:
        made = {Part.DISPLAY: one.found.display, Part.THUMBNAIL: one.found.thumbnail}
        for part, data in made.items():
            if data:
                name = BlobName(one.tenant, one.upload.id, part)
                cipher = cipher_of(name, one.key, len(data))
                await keep(self._means.blobs, name, cipher, data, entropy=self._means.entropy)


def shown_file(row: FileRow, meta: Meta) -> StoredFile:
    """Return a file as others see it."""
    return StoredFile(
        id=row.id,
        kind=row.kind,
        media_type=row.media_type,
        name=meta.name,
        size=row.size,
        digest=meta.digest,
        width=row.width,
        height=row.height,
        seconds=row.seconds,
        scan=row.scan,
        has_display=bool(row.display_type),
        poster=row.poster_id,
        claims=meta.claims,
        finished_at=row.finished_at,
    )
