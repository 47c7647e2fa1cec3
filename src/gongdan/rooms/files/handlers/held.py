"""The files of many things at once, for lists: what they are, and their names where wished."""

from collections.abc import Collection, Mapping
from uuid import UUID

from gongdan.rooms.files import store
from gongdan.rooms.files.contract import HeldFile
from gongdan.rooms.files.handlers.means import FileKeys, Means
from gongdan.rooms.files.store import FileRow


class HeldFiles:
    """Knows which files things have (`contract.FilesOfThings`); asks nobody who may see them."""

    def __init__(self, means: Means) -> None:
        self._database = means.database
        self._keys = FileKeys(means)

    async def of(
        self, tenant: UUID, kind: str, things: Collection[UUID], *, named: bool = False
    ) -> Mapping[UUID, tuple[HeldFile, ...]]:
        """Return the files of things of a kind, the oldest first; erased ones are left out."""
        async with self._database.reading(tenant) as reader:
            rows = await store.held_by(reader, tenant, kind, things)
        found: dict[UUID, tuple[HeldFile, ...]] = {}
        for row in rows:
            name = await self._name(tenant, row) if named else ""
            if row.holder_id is not None and name is not None:
                file = HeldFile(row.id, row.kind, name)
                found[row.holder_id] = (*found.get(row.holder_id, ()), file)
        return found

    async def _name(self, tenant: UUID, row: FileRow) -> str | None:
        key = await self._keys.unwrap(tenant, row.id, row.key)
        return None if key is None else self._keys.words(tenant, row.id, key, row.meta).name
