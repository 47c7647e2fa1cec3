"""What identity needs from outside: slow hashing of passwords, and chance."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from gongdan.rooms.identity.contract import Known

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
