"""Files that a room takes for itself: people upload them, then its robot alone reads them."""

from collections.abc import Collection
from uuid import UUID

from gongdan.bootstrap.files import Files
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, Refused
from gongdan.rooms.files.contract import StoredFile
from gongdan.rooms.files.ports import Part
from gongdan.rooms.identity.contract import Principal, robot


class TakenFiles:
    """The files of one kind of thing (`files.ports.Readers` of them: nobody but the robot)."""

    def __init__(self, files: Files, kind: str, reader: Actor, types: Collection[str]) -> None:
        self._files = files.desk
        self._kind, self._reader, self._types = kind, reader, types
        files.readers[kind] = self

    async def may_read(self, principal: Principal, holder: Ref, _file: UUID, /) -> bool:
        """Tell whether it is the room's own robot that asks."""
        return holder.kind == self._kind and principal.actor == self._reader

    async def keep(
        self, principal: Principal, file: UUID, thing: UUID
    ) -> StoredFile | Refused | None:
        """Give what the principal uploaded to a thing; None: it is not his, or of another type."""
        tenant, actor = principal.tenant, principal.actor
        found = await self._files.sent_by(tenant, actor, file)
        if isinstance(found, Refused) or found.media_type not in self._types:
            return None
        return await self._files.attach(tenant, actor, file, Ref(self._kind, thing))

    async def name_of(self, principal: Principal, file: UUID) -> str:
        """Return how the file was called; "" once it is gone."""
        found = await self._files.sent_by(principal.tenant, principal.actor, file)
        return "" if isinstance(found, Refused) else found.name

    async def read(self, tenant: UUID, file: UUID) -> bytes | None:
        """Return all bytes; None once the file is gone."""
        opened = await self._files.open(robot(tenant, self._reader, ()), file, Part.DISPLAY)
        if isinstance(opened, Refused):
            return None
        return b"".join([piece async for piece in opened.pieces(None)])

    async def give_up(self, tenant: UUID, file: UUID, thing: UUID) -> None:
        """Leave the file to the sweep."""
        await self._files.release(tenant, file, Ref(self._kind, thing))

    async def shred(self, tenant: UUID, file: UUID, thing: UUID) -> None:
        """Destroy a thing's file with its key."""
        await self._files.shred(tenant, file, Ref(self._kind, thing))
