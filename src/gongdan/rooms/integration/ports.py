"""What integration needs from others: orders at a version, a keeper of secrets, a way out."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.integration.contract import OrderAt, OrderFact
from gongdan.rooms.privacy.contract import WrappedKey


class OrderFacts(Protocol):
    """Knows orders as they stood, so that a message is the same at each attempt."""

    async def at(self, tenant: UUID, wanted: Collection[OrderAt]) -> Mapping[OrderAt, OrderFact]:
        """Return each order at its version."""
        ...


class SecretKeeper(Protocol):
    """Wraps secrets under the tenant's key-encryption key; `context` is bound in."""

    async def wrap(self, tenant: UUID, key: bytes, *, context: bytes) -> WrappedKey: ...

    async def unwrap(self, tenant: UUID, wrapped: WrappedKey, *, context: bytes) -> bytes: ...


class Sent(Struct, frozen=True):
    """How a request ended: a status (None: no answer came), its milliseconds, an error code.

    `answer` is the beginning of what the receiver said, as it came.
    """

    status: int | None
    milliseconds: int
    error: str = ""
    answer: str = ""

    @property
    def delivered(self) -> bool:
        """Whether the receiver took it: any 2xx."""
        return self.status is not None and 200 <= self.status < 300


class Sender(Protocol):
    """Posts to an address outside; never follows a redirect, never raises for the far side."""

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Sent: ...


class Heard(Struct, frozen=True):
    """A whole answer: its status (None: none came), an error code, and its body if it is 2xx."""

    status: int | None
    milliseconds: int
    error: str = ""
    body: bytes = b""


class Caller(Protocol):
    """Calls an address outside and reads the whole answer, up to a limit, in limited seconds."""

    async def call(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, *, seconds: int
    ) -> Heard: ...
