"""What the trail needs from others: how those who acted, and what they touched, are called."""

from collections.abc import Collection, Mapping
from typing import Protocol, TypeVar
from uuid import UUID

from gongdan.kernel.ids import Ref

Reader = TypeVar("Reader", contravariant=True)


class Names(Protocol[Reader]):
    """Knows names by id. Those that are not known, or not for this reader, are left out."""

    async def actors(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, str]:
        """Return what people and clients are called today."""
        ...

    async def things(self, reader: Reader, things: Collection[Ref]) -> Mapping[Ref, str]:
        """Return what things are called today, of those that the reader may see."""
        ...
