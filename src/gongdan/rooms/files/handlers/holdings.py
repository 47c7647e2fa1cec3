"""What of a person's is in files, and how it is forgotten (`privacy.contract.SubjectHoldings`)."""

from collections.abc import Sequence
from uuid import UUID

from gongdan.kernel.ids import Ref
from gongdan.rooms.files import store
from gongdan.rooms.files.contract import KIND
from gongdan.rooms.files.handlers.means import Means
from gongdan.rooms.privacy.contract import Holding


class FileHoldings:
    """Finds and erases the files that are under a person's key."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._database = means.database

    async def find(self, tenant: UUID, subject: UUID) -> Sequence[Holding]:
        """Return the files of a person."""
        async with self._database.reading(tenant) as reader:
            rows = await store.of_subject(reader, tenant, subject)
        return [Holding(Ref(KIND, row.id), ("name", "claims", "content")) for row in rows]

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """Take away wrapped keys and bytes; an equal content of somebody else stays his.

        Without the subject's key nothing of it could be read any more; this also frees the disk.
        """
        async with self._database.reading(tenant) as reader:
            rows = await store.of_subject(reader, tenant, subject)
        for row in rows:
            async with self._database.writing(tenant) as writer:
                await store.forget_key(writer, tenant, row.id)
                shared = await store.is_shared(writer, tenant, row.blob_id)
            if not shared:
                await self._means.blobs.remove(tenant, row.blob_id)
        return len(rows)
