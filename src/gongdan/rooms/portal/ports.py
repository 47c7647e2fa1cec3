"""What the portal needs of others; bootstrap plugs each of these."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Writer
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.workorders.contract import ReportOrder

Entropy = Callable[[int], bytes]
"""Returns that many random bytes (`os.urandom` in production)."""


class TenantAtDoor(Struct, frozen=True):
    """A tenant as a stranger meets it."""

    id: UUID
    slug: str
    name: str
    locale: str


class TenantDoor(Protocol):
    """Finds tenants."""

    async def behind(self, slug: str) -> TenantAtDoor | None:
        """Return the tenant of a slug."""
        ...

    async def of(self, tenant: UUID) -> TenantAtDoor:
        """Return a tenant that is known to exist."""
        ...


class Credentials(Protocol):
    """The one door before a tenant is known: which hashes stand for it."""

    async def add(self, writer: Writer, tenant: UUID, token_hash: bytes) -> None:
        """Let a hash stand for the tenant."""
        ...

    async def drop(self, writer: Writer, tenant: UUID, hashes: Sequence[bytes]) -> None:
        """Let hashes stand for nothing."""
        ...

    async def tell_revoked(self, writer: Writer, tenant: UUID, link: UUID) -> None:
        """Tell every process, on commit, to forget what it knows of a link."""
        ...


class OrderAtDoor(Struct, frozen=True):
    """An order as the portal needs it; `attributes` are what access policies speak of."""

    id: UUID
    number: str
    reporter: UUID | None
    attributes: Mapping[str, object]


class Reported(Struct, frozen=True):
    """A new order (or the one that the same report made before)."""

    order: UUID
    number: str
    replayed: bool


class AssetAtDoor(Struct, frozen=True):
    """An asset as its label shows it."""

    id: UUID
    code: str
    name: str


class SignedText(Struct, frozen=True, kw_only=True):
    """One signature of an order, without anybody's name."""

    seq: int
    number: str
    text: str
    language: str
    digest: str
    signed_at: datetime
    outdated: bool
    drawn: bool


class AskedForm(Struct, frozen=True):
    """What a kind of order asks of whoever reports it: JSON Schema 2020-12 and its layout."""

    schema: dict[str, object]
    ui: dict[str, object]


class OrderDoor(Protocol):
    """The orders, as far as the portal touches them; `takes_photos` where files are plugged."""

    takes_photos: bool

    async def find(self, principal: Principal, order: UUID) -> OrderAtDoor | Refused:
        """Return an order that the principal may read."""
        ...

    async def by_number(self, tenant: UUID, number: str) -> OrderAtDoor | None:
        """Return the order of a number, whoever may read it."""
        ...

    async def by_id(self, tenant: UUID, order: UUID) -> OrderAtDoor:
        """Return an order that is known to exist."""
        ...

    async def mail_of(self, tenant: UUID, order: UUID) -> str:
        """Return the e-mail address that the order names, in the clear ("": none)."""
        ...

    async def asset_of(self, tenant: UUID, code: str) -> UUID | None:
        """Return the asset that a label's code names."""
        ...

    async def assets(self, principal: Principal, ids: Sequence[UUID]) -> Sequence[AssetAtDoor]:
        """Return those of the assets that are in use and that the principal may read."""
        ...

    async def asked(self, principal: Principal, order_type: str) -> AskedForm | None:
        """Return what a report asks of the principal, as far as he may see it (None: nothing)."""
        ...

    async def report(
        self, principal: Principal, command: ReportOrder, key: str, body: bytes
    ) -> Reported | Refused:
        """Report an order; the same key with the same body reports it once."""
        ...

    async def pictures_fault(self, principal: Principal, files: Sequence[UUID]) -> Refused | None:
        """Return why these uploads can't be pictures of an order, before there is one."""
        ...

    async def add_pictures(
        self, principal: Principal, order: UUID, files: Sequence[UUID]
    ) -> Refused | None:
        """Put uploaded files to an order as evidence; what is there already stays."""
        ...

    async def signed(self, tenant: UUID, order: UUID, index: int) -> SignedText | None:
        """Return one signature of an order, counted from 0."""
        ...


class ConsentBook(Protocol):
    """Where it is kept that somebody agreed to be contacted about what he reports."""

    async def agreed(self, principal: Principal, order: UUID, language: str) -> Refused | None:
        """Keep that whom the order is about agreed; once is enough."""
        ...


class Proven(Struct, frozen=True):
    """How far an event is proven: its place in the log, and the signed checkpoint over it."""

    position: int | None
    checkpoint_size: int | None
    checkpoint_at: datetime | None


class ProofState(Protocol):
    """What the tenant's log says of an event."""

    async def of(self, tenant: UUID, order: UUID, seq: int) -> Proven:
        """Return how far the event at a place in an order's stream is proven."""
        ...


class Letter(Struct, frozen=True, kw_only=True):
    """A code on its way, in words; `to` is an e-mail address in the clear ("": none is known)."""

    to: str
    number: str
    code: str
    subject: str
    body: str


class Messenger(Protocol):
    """Brings codes to people. `way` says how, honestly: `mail`, or `desk` (people read it out)."""

    way: str

    async def send(self, letter: Letter) -> None:
        """Bring one code; what can't be delivered is logged without the code's owner."""
        ...
