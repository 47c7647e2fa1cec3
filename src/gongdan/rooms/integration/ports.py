"""What integration needs from others: orders, a keeper of secrets, a way out, a door in."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Writer
from gongdan.kernel.eventstore.port import Idempotency
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.integration.contract import OrderAt, OrderFact
from gongdan.rooms.privacy.contract import WrappedKey
from gongdan.rooms.workorders.contract import DeliverMessage, ReportOrder


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


class Entry(Struct, frozen=True, kw_only=True):
    """A field that a delivery may fill: its title by language, its kind in one word."""

    key: str
    title: dict[str, str]
    kind: str
    required: bool


class Startable(Struct, frozen=True, kw_only=True):
    """A published definition, with what its report asks for."""

    key: str
    title: dict[str, str]
    fields: tuple[Entry, ...]


class Awaitable(Struct, frozen=True, kw_only=True):
    """A message that some published definition waits for: at steps of these titles."""

    message: str
    title: dict[str, str]
    definition: dict[str, str]
    fields: tuple[Entry, ...]


class Choices(Struct, frozen=True):
    """What inbounds of a tenant can do."""

    starts: tuple[Startable, ...]
    messages: tuple[Awaitable, ...]


class Sought(Struct, frozen=True, kw_only=True):
    """An order that waits for `message`: of this number, or with this `value` in `field`."""

    message: str
    value: str
    field: str = ""


class FoundOrder(Struct, frozen=True):
    """An order that was sought, and whether it waits for the message."""

    id: UUID
    number: str
    waits: bool


class MadeOrder(Struct, frozen=True):
    """An order that was made or led on; `repeated`: by the same delivery, before."""

    id: UUID
    number: str
    repeated: bool = False


class InboundOrders(Protocol):
    """The orders that come in or are led on from outside; each "no" is the orders' own."""

    async def choices(self, tenant: UUID) -> Choices:
        """Return what can be started, and which messages are awaited."""
        ...

    async def asset_of(self, tenant: UUID, code: str) -> UUID | None:
        """Return the asset of exactly this code."""
        ...

    async def found(self, tenant: UUID, sought: Sought) -> tuple[FoundOrder, ...]:
        """Return the orders that were sought, few of them."""
        ...

    async def before(self, tenant: UUID, once: Idempotency) -> MadeOrder | Refused | None:
        """Return what this delivery did before, or why its key is not its own."""
        ...

    async def report(
        self, client: Principal, command: ReportOrder, once: Idempotency
    ) -> MadeOrder | Refused:
        """Report an order."""
        ...

    async def deliver(
        self, client: Principal, order: UUID, command: DeliverMessage, once: Idempotency
    ) -> MadeOrder | Refused:
        """Deliver a message to an order."""
        ...

    async def foresee(
        self, client: Principal, command: ReportOrder | DeliverMessage, order: UUID | None
    ) -> Refused | None:
        """Return why it would be refused; nothing is kept of it."""
        ...


class Doors(Protocol):
    """The one door before a tenant is known: which hashes stand for it."""

    async def behind(self, address: bytes) -> UUID | None:
        """Return the tenant of an address."""
        ...

    async def open(self, writer: Writer, tenant: UUID, address: bytes) -> None:
        """Let an address stand for the tenant."""
        ...

    async def close(self, writer: Writer, tenant: UUID, address: bytes) -> None:
        """Let an address stand for nothing."""
        ...
