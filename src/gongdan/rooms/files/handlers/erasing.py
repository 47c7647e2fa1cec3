"""A file taken away for ever: its wrapped key, its words and, if nothing else has them, its bytes.

Without its key nothing of it could be read any more; this also frees the disk.
"""

from uuid import UUID

from gongdan.rooms.files import store
from gongdan.rooms.files.handlers.means import Means
from gongdan.rooms.files.store import FileRow


async def erase_file(means: Means, tenant: UUID, row: FileRow) -> None:
    """Erase a file; an equal content of another one stays that one's. Safe to repeat."""
    async with means.database.writing(tenant) as writer:
        await store.forget_key(writer, tenant, row.id)
        shared = await store.is_shared(writer, tenant, row.blob_id)
    if not shared:
        await means.blobs.remove(tenant, row.blob_id)
