"""Uploads that may break off at any byte: begun, taken in piece by piece, asked about, abandoned.

What arrives is sealed before it touches the disk, chunk by chunk; what is left of a chunk when
the line breaks is dropped, and `received` says from where to go on.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.files import store
from gongdan.rooms.files.domain.chunks import KEY_BYTES, NONCE_BYTES, RECORD, BlobCipher, received
from gongdan.rooms.files.domain.kinds import clean_name, format_of
from gongdan.rooms.files.domain.meta import Meta
from gongdan.rooms.files.domain.refusals import FileCode, malformed, no_such_upload, unfit
from gongdan.rooms.files.handlers.means import FileKeys, Means, cipher_of, original, owner_of
from gongdan.rooms.files.ports import BlobName, Blobs
from gongdan.rooms.files.store import Upload
from gongdan.rooms.identity.contract import Principal

KEPT = timedelta(hours=24)
"""For so long an upload may be gone on with, and a file waits to be attached."""

MOST_OPEN = 100
"""Uploads that one person may have on their way."""

MOST_OPEN_BYTES = 5_000_000_000
BATCH = 16
"""Chunks that are written together."""


class Begun(Struct, frozen=True):
    """An upload and how many bytes of it are safe."""

    upload: Upload
    offset: int


class UploadDesk:
    """Takes uploads of a principal; what is somebody else's is not there."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._database = means.database
        self._blobs = means.blobs
        self._keys = FileKeys(means)

    async def begin(
        self, principal: Principal, name: str, size: int, *, poster_of: UUID | None = None
    ) -> Begun | Refused:
        """Begin an upload, if such a file would be taken."""
        no = await self._unwanted(principal, name, size)
        if no is not None:
            return no
        clean, taken = clean_name(name) or "", format_of(name)
        if taken is None:
            return malformed(FileCode.TYPE_NOT_TAKEN, "/name")
        means, tenant = self._means, principal.tenant
        id_, key = means.ids(), means.entropy(KEY_BYTES)
        upload = Upload(
            id=id_,
            owner=owner_of(principal.actor),
            kind=taken.kind,
            media_type=taken.media_type,
            size=size,
            key=await self._keys.wrap(tenant, id_, key, None),
            meta=self._keys.seal_words(tenant, id_, key, Meta(clean)),
            poster_of=poster_of,
            begun_at=means.clock(),
        )
        async with self._database.writing(tenant) as writer:
            await store.begin(writer, tenant, upload)
        return Begun(upload, 0)

    async def look(self, principal: Principal, upload: UUID) -> Begun | Refused:
        """Return how far an upload has come."""
        found = await self._mine(principal, upload)
        if found is None:
            return no_such_upload()
        return Begun(found, await self._received(principal.tenant, found))

    async def take(
        self, principal: Principal, upload: UUID, offset: int | None, sent: AsyncIterator[bytes]
    ) -> Begun | Refused:
        """Take in what is sent from an offset on; returns how far it has come then."""
        begun = await self.look(principal, upload)
        if isinstance(begun, Refused):
            return begun
        if offset is None:
            return malformed(FileCode.UPLOAD_OFFSET_MISSING)
        if offset != begun.offset:
            return _elsewhere(begun.offset)
        found, tenant = begun.upload, principal.tenant
        key = await self._keys.unwrap(tenant, found.id, found.key)
        if key is None:
            return no_such_upload()
        name = original(tenant, found.id)
        intake = _Intake(self._means, name, cipher_of(name, key, found.size), offset)
        try:
            no = await intake.run(sent)
        finally:
            await self._blobs.settle(name)
        return no or Begun(found, intake.offset)

    async def abandon(self, principal: Principal, upload: UUID) -> Refused | None:
        """Drop an upload and all that came of it."""
        if await self._mine(principal, upload) is None:
            return no_such_upload()
        await drop(self._means, principal.tenant, upload)
        return None

    async def _mine(self, principal: Principal, upload: UUID) -> Upload | None:
        async with self._database.reading(principal.tenant) as reader:
            found = await store.load_upload(reader, principal.tenant, upload)
        return found if found and found.owner == owner_of(principal.actor) else None

    async def _received(self, tenant: UUID, upload: Upload) -> int:
        return await whole_bytes(self._blobs, tenant, upload)

    async def _unwanted(self, principal: Principal, name: str, size: int) -> Refused | None:
        taken, limits = format_of(name), self._means.limits
        if clean_name(name) is None:
            return malformed(FileCode.NAME_UNUSABLE, "/name")
        if taken is None:
            return malformed(FileCode.TYPE_NOT_TAKEN, "/name")
        if size < 1:
            return malformed(FileCode.EMPTY, "/size")
        if size > limits.of(taken.kind):
            megabytes = limits.of(taken.kind) // 1_000_000
            return Refused(
                FileCode.TOO_LARGE, RefusalKind.TOO_LARGE, {"megabytes": megabytes}, "/size"
            )
        async with self._database.reading(principal.tenant) as reader:
            count, total = await store.open_uploads(
                reader, principal.tenant, owner_of(principal.actor)
            )
        if count >= MOST_OPEN or total + size > MOST_OPEN_BYTES:
            return Refused(FileCode.UPLOADS_TOO_MANY, RefusalKind.TOO_MANY, {"count": count})
        return None


async def whole_bytes(blobs: Blobs, tenant: UUID, upload: Upload) -> int:
    """Return how much of an upload is stored whole."""
    return received(upload.size, await blobs.size(original(tenant, upload.id)))


async def drop(means: Means, tenant: UUID, upload: UUID) -> None:
    """Remove what came of an upload, then the upload: in this order nothing is left behind."""
    await means.blobs.remove(tenant, upload)
    async with means.database.writing(tenant) as writer:
        await store.drop_upload(writer, tenant, upload)


class _Intake:
    """Cuts what is sent into chunks, seals and stores them; never holds more than a few."""

    def __init__(self, means: Means, name: BlobName, cipher: BlobCipher, offset: int) -> None:
        self._means = means
        self._name = name
        self._cipher = cipher
        self._number = received_chunks(cipher, offset)
        self._held = bytearray()
        self.offset = offset

    async def run(self, sent: AsyncIterator[bytes]) -> Refused | None:
        no = None
        try:
            async for piece in sent:
                self._held += piece
                if self.offset + len(self._held) > self._cipher.size:
                    return unfit(FileCode.UPLOAD_TOO_LONG, size=self._cipher.size)
                if len(self._held) >= BATCH * self._cipher.length(0) and (
                    no := await self._store()
                ):
                    return no
        finally:
            # however the line ended: what is whole by now is kept
            no = no or await self._store()
        return no

    async def _store(self) -> Refused | None:
        """Store the chunks that are whole by now; the rest waits for more."""
        records, at, first = list[bytes](), 0, self._number
        while self._number < self._cipher.chunks:
            length = self._cipher.length(self._number)
            if len(self._held) - at < length:
                break
            data = bytes(self._held[at : at + length])
            nonce = self._means.entropy(NONCE_BYTES)
            records.append(self._cipher.seal(self._number, data, nonce))
            self._number, at = self._number + 1, at + length
        if not records:
            return None
        blobs = self._means.blobs
        if not await blobs.append(self._name, first * RECORD, b"".join(records)):
            return _elsewhere(self.offset)
        del self._held[:at]
        self.offset += at
        return None


def received_chunks(cipher: BlobCipher, offset: int) -> int:
    """Return how many chunks stand before an offset (all of them, at the end)."""
    return cipher.chunks if offset == cipher.size else offset // cipher.length(0)


def _elsewhere(offset: int) -> Refused:
    return unfit(FileCode.UPLOAD_OFFSET_WRONG, offset=offset)
