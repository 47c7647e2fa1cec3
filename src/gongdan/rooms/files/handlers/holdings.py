"""What of a person's is in files, and how it is forgotten (`privacy.contract.SubjectHoldings`)."""

from collections.abc import Sequence
from uuid import UUID

from gongdan.kernel.ids import Ref
from gongdan.rooms.files import store
from gongdan.rooms.files.contract import KIND
from gongdan.rooms.files.domain.meta import Meta
from gongdan.rooms.files.handlers.contents import Content
from gongdan.rooms.files.handlers.erasing import erase_file
from gongdan.rooms.files.handlers.means import FileKeys, Means, cipher_of, original
from gongdan.rooms.files.store import FileRow
from gongdan.rooms.privacy.contract import Copy, Enclosure, Holding

MOST_ENCLOSED = 256_000_000
"""Bytes of files that one copy encloses, for it is packed in memory; the rest is told of."""


class FileHoldings:
    """Finds and erases the files that are under a person's key."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._database = means.database
        self._keys = FileKeys(means)

    async def find(self, tenant: UUID, subject: UUID) -> Sequence[Holding]:
        """Return the files of a person."""
        async with self._database.reading(tenant) as reader:
            rows = await store.of_subject(reader, tenant, subject)
        return [Holding(Ref(KIND, row.id), ("name", "claims", "content")) for row in rows]

    async def copy(self, tenant: UUID, subject: UUID) -> list[Copy]:
        """Return what is known of each file of a person, and whether its bytes are enclosed."""
        left, copies = MOST_ENCLOSED, []
        for row, key in await self._opened(tenant, subject):
            words = self._keys.words(tenant, row.id, key, row.meta)
            left -= row.size
            copies.append(Copy(Ref(KIND, row.id), _told(row, words, enclosed=left >= 0)))
        return copies

    async def enclosures(self, tenant: UUID, subject: UUID) -> list[Enclosure]:
        """Return the originals of a person's files, as they were sent, as far as they fit."""
        left, enclosed = MOST_ENCLOSED, []
        for row, key in await self._opened(tenant, subject):
            left -= row.size
            if left >= 0:
                name = original(tenant, row.blob_id)
                content = Content(self._means.blobs, name, cipher_of(name, key, row.size))
                words = self._keys.words(tenant, row.id, key, row.meta)
                enclosed.append(Enclosure(row.id, words.name, await content.whole()))
        return enclosed

    async def _opened(self, tenant: UUID, subject: UUID) -> list[tuple[FileRow, bytes]]:
        async with self._database.reading(tenant) as reader:
            rows = await store.of_subject(reader, tenant, subject)
        keys = [(row, await self._keys.unwrap(tenant, row.id, row.key)) for row in rows]
        return [(row, key) for row, key in keys if key is not None]

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """Erase the files of a person; an equal content of somebody else stays his."""
        async with self._database.reading(tenant) as reader:
            rows = await store.of_subject(reader, tenant, subject)
        for row in rows:
            await erase_file(self._means, tenant, row)
        return len(rows)


def _told(row: FileRow, words: Meta, *, enclosed: bool) -> dict[str, str]:
    said = {
        "name": words.name,
        "type": row.media_type,
        "bytes": str(row.size),
        "sha-256": words.digest,
        "taken at": words.claims.taken_at,
        "latitude": words.claims.latitude,
        "longitude": words.claims.longitude,
        "enclosed": "yes" if enclosed else "no: too large for one copy, ask for it apart",
    }
    return {name: value for name, value in said.items() if value}
