"""What people needs of the organisation; bootstrap plugs it."""

from typing import Protocol
from uuid import UUID

from gongdan.kernel.database import Writer
from gongdan.rooms.people.contract import Absence


class Organisation(Protocol):
    """Knows accounts and units. `unit_path` is None for a unit that is not there."""

    async def has_user(self, tenant: UUID, user: UUID) -> bool: ...

    async def unit_path(self, tenant: UUID, unit: UUID) -> str | None: ...


class HearsAbsences(Protocol):
    """Is told, within the same transaction, that somebody with an account is or will be away."""

    async def away(self, writer: Writer, tenant: UUID, user: UUID, absence: Absence) -> None: ...
