"""What identity needs from outside: hashing, chance, the trail's past, what ships to a tenant."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Actor, Refused
from gongdan.rooms.identity.contract import Known
from gongdan.rooms.identity.domain.changes import Facts

Entropy = Callable[[int], bytes]
"""Returns that many random bytes (`os.urandom` in production)."""


class Busy(Struct, frozen=True):
    """Too many passwords are waiting to be hashed: come back in so many seconds."""

    retry_after: int


class Passwords(Protocol):
    """Hashes and verifies passwords, a bounded number at a time.

    `verify` against None does the same work against a decoy and is never right, so that an
    unknown user takes as long as a wrong password. `outdated` tells whether a stored hash
    was made with other parameters than today's.
    """

    async def hash(self, password: str) -> str | Busy: ...

    async def verify(self, password: str, stored: str | None) -> bool | Busy: ...

    def outdated(self, stored: str) -> bool: ...


class Guests(Protocol):
    """Knows whom the tokens of guests stand for: people without an account, who came by a link."""

    async def known(self, token_hash: bytes, now: datetime) -> Known | None:
        """Return whom a token's hash stands for; None if unknown, expired or revoked."""
        ...


class ShippedDefinitions(Protocol):
    """Gives a new tenant the definitions that come with the program."""

    async def publish(self, tenant: UUID, actor: Actor) -> None: ...


class PastDeed(Struct, frozen=True):
    """One thing that was done, as the trail tells it."""

    id: UUID
    at: datetime
    actor: Actor
    act: str
    facts: Facts


class PastDeeds(Struct, frozen=True):
    """Deeds, newest first; `next` is the cursor of the following ones, or None."""

    items: tuple[PastDeed, ...]
    next: str | None


class PastOf(Protocol):
    """Reads from the trail what was done (not what was refused) to one thing."""

    async def of(
        self, tenant: UUID, thing: Ref, *, limit: int, cursor: str
    ) -> PastDeeds | Refused: ...
