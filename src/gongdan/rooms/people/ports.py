"""What people needs of the organisation; bootstrap plugs it."""

from typing import Protocol
from uuid import UUID


class Organisation(Protocol):
    """Knows accounts and units. `unit_path` is None for a unit that is not there."""

    async def has_user(self, tenant: UUID, user: UUID) -> bool: ...

    async def unit_path(self, tenant: UUID, unit: UUID) -> str | None: ...
