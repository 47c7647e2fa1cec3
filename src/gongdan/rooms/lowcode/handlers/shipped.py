"""What comes with the program and a tenant has not: offered, and taken by a person's choice alone.

A tenant gets what the program ships when it is founded. What a later version of the program
brings is not published behind anybody's back, and a key that a tenant has, in whatever state, is
the tenant's own: it is not offered, and never changed.
"""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.lowcode.contract import DefinitionRef
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from gongdan.rooms.lowcode.store.shipped import shipped_bodies
from gongdan.rooms.lowcode.views.definitions import list_definitions
from gongdan.rooms.lowcode.views.templates import readable


class ShippedLine(Struct, frozen=True):
    """A definition that comes with the program, and that the tenant has not."""

    key: str
    title: dict[str, str]


class Shipped:
    """Offers what is shipped and missing."""

    def __init__(self, database: Database, definitions: DefinitionDesk) -> None:
        self._database = database
        self._definitions = definitions

    async def missing(self, tenant: UUID) -> list[ShippedLine]:
        """Return what the tenant has not, by key."""
        found = await self._missing(tenant)
        lines = ((key, readable(body)) for key, body in sorted(found.items()))
        return [ShippedLine(key, bundle.title) for key, bundle in lines if bundle is not None]

    async def take(self, by: By, key: str) -> DefinitionRef | Refused:
        """Publish one of them, as its first version in the tenant."""
        body = (await self._missing(by.tenant)).get(key)
        if body is None:
            return refuse(DefinitionCode.NOT_OFFERED, RefusalKind.NOT_FOUND, key=key[:80])
        done = await self._definitions.publish_from_file(by, body)
        return done or refuse(DefinitionCode.NOT_OFFERED, RefusalKind.NOT_FOUND, key=key)

    async def _missing(self, tenant: UUID) -> Mapping[str, bytes]:
        async with self._database.reading(tenant) as reader:
            own = {line.key for line in await list_definitions(reader, tenant)}
        bundles = ((readable(body), body) for body in shipped_bodies())
        return {
            bundle.key: body
            for bundle, body in bundles
            if bundle is not None and bundle.key not in own
        }
