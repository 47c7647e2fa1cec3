"""Housekeeping of files: uploads that were never finished, files that nothing ever took."""

from datetime import datetime
from uuid import UUID

from gongdan.rooms.files import store
from gongdan.rooms.files.handlers.means import Means
from gongdan.rooms.files.handlers.uploads import KEPT, drop


async def sweep(means: Means, tenant: UUID, now: datetime) -> int:
    """Remove what is left over in a tenant; returns how much that was."""
    then = now - KEPT
    async with means.database.reading(tenant) as reader:
        begun = await store.begun_before(reader, tenant, then)
        loose = await store.unattached_before(reader, tenant, then)
    for upload in begun:
        await drop(means, tenant, upload)
    for file in loose:
        await _drop_file(means, tenant, file)
    return len(begun) + len(loose)


async def _drop_file(means: Means, tenant: UUID, file: UUID) -> None:
    async with means.database.writing(tenant) as writer:
        row = await store.load_file(writer, tenant, file)
        await store.drop_file(writer, tenant, file)
        kept = row is None or await store.is_shared(writer, tenant, row.blob_id)
    if row is not None and not kept:
        await means.blobs.remove(tenant, row.blob_id)
