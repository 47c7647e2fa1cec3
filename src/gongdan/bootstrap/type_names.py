"""What people call order types and their fields, plugged into the tables of orders."""

from collections.abc import Mapping
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.rooms.lowcode.views import PublishedViews, list_definitions
from gongdan.rooms.workorders.ports import TypeName


class PublishedNames:
    """Fulfils `workorders.ports.TypeNames` over the newest version of each definition."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._published = PublishedViews(database)

    async def of(self, tenant: UUID) -> Mapping[str, TypeName]:
        """Return the titles of all that is published, by key."""
        async with self._database.reading(tenant) as reader:
            lines = await list_definitions(reader, tenant)
        found = {line.key: await self._published.newest(tenant, line.key) for line in lines}
        return {
            key: TypeName(
                published.bundle.title,
                {name: field.title for name, field in published.bundle.fields.items()},
            )
            for key, published in found.items()
            if published is not None
        }
