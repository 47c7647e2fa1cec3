"""What imports need from others."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.imports.contract import Identity
from gongdan.rooms.imports.domain.entries import EntryWish
from gongdan.rooms.workorders.contract import ImportOrder


class Source(Struct, frozen=True):
    """A file that somebody uploaded: what it is, and the SHA-256 of its bytes, in hex."""

    file: UUID
    name: str
    media_type: str
    size: int
    digest: str


class SheetRow(Struct, frozen=True):
    """One record of a table: where it stands (1 is the header), and as many cells as columns.

    `fault` is a code where it can't be used.
    """

    line: int
    cells: tuple[str, ...]
    fault: str = ""


class Sheet(Struct, frozen=True):
    """A table, read whole: the names of its columns, each once, and its records."""

    columns: tuple[str, ...]
    rows: Sequence[SheetRow]


class SheetUnreadableError(Exception):
    """The bytes are no table that we read; the message is a stable code."""


class SheetTooLargeError(Exception):
    """The table has more bytes, rows or columns than is read."""


class Sheets(Protocol):
    """Reads tables; raises `SheetUnreadableError` and `SheetTooLargeError`."""

    def read(self, data: bytes, media_type: str) -> Sheet: ...


class Sources(Protocol):
    """The uploaded files: taken by an import, read, and given up."""

    async def take(self, principal: Principal, file: UUID, run: UUID) -> Source | Refused: ...

    async def name_of(self, principal: Principal, file: UUID) -> str:
        """Return how the file was called; "" once it is gone."""
        ...

    async def read(self, tenant: UUID, file: UUID) -> bytes | None:
        """Return all bytes; None once the file is gone."""
        ...

    async def give_up(self, tenant: UUID, file: UUID, run: UUID) -> None: ...


class Intake(Protocol):
    """The one way by which orders of other systems come in."""

    async def known(self, tenant: UUID, keys: Sequence[str]) -> frozenset[str]:
        """Return those of the keys under which orders came in before."""
        ...

    async def rehearse(self, tenant: UUID, command: ImportOrder) -> Refused | None: ...

    async def take_in(self, tenant: UUID, command: ImportOrder) -> Refused | None:
        """Bring an order in; None is done, and `order_imported_before` is known before."""
        ...

    def read_only(self) -> bool:
        """Tell whether the disk is so full that nothing may be taken in."""
        ...


class Registers(Protocol):
    """The registers' entries in use, by their codes as `fold` makes them."""

    async def assets(self, tenant: UUID, codes: Collection[str]) -> Mapping[str, UUID]: ...

    async def customers(self, tenant: UUID, codes: Collection[str]) -> Mapping[str, UUID]: ...


class EntryLabel(Struct, frozen=True):
    """An entry as a list shows it."""

    code: str
    name: str


class Entries(Protocol):
    """A register that tables fill; what is `None` of an entry is a new one.

    Both ways of saving answer whether anything changes; an empty cell takes nothing away.
    """

    async def by_codes(self, tenant: UUID, codes: Collection[str]) -> Mapping[str, UUID]:
        """Return entries, retired ones among them, by their codes as `fold` makes them."""
        ...

    async def digest_of(self, tenant: UUID, kind: Identity, text: str) -> bytes:
        """Return what stands for a number or address, however it is written (b"": for none)."""
        ...

    async def with_digest(self, tenant: UUID, kind: Identity, digest: bytes) -> Sequence[UUID]: ...

    async def rehearse(
        self, tenant: UUID, entry: UUID | None, wish: EntryWish
    ) -> bool | Refused: ...

    async def save(self, tenant: UUID, entry: UUID | None, wish: EntryWish) -> bool | Refused: ...

    async def labels(self, tenant: UUID, ids: Collection[UUID]) -> Mapping[UUID, EntryLabel]: ...
