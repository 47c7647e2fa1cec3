"""What is held of a person, and the doors through which each room finds and forgets it."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref


class Holding(Struct, frozen=True):
    """One place where a room holds something of a person: which thing, which fields."""

    where: Ref
    fields: tuple[str, ...]


class SubjectHoldings(Protocol):
    """What each room that holds personal data registers: find it, and forget it.

    `find` lists what is held of a subject. `erase` removes what stands beside ciphertexts
    (search rows, links to the subject) and returns how many places it cleared; ciphertexts
    themselves stay and are unreadable once the key is gone.
    """

    async def find(self, tenant: UUID, subject: UUID) -> Sequence[Holding]: ...

    async def erase(self, tenant: UUID, subject: UUID) -> int: ...
