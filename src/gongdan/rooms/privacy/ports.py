"""What privacy needs from outside: somebody who keeps the master key, and a table of keys."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref
from gongdan.rooms.privacy.contract import BlindKind, Look, WrappedKey


class KeyEncryption(Protocol):
    """Wraps data keys under the tenant's key-encryption key (a file, a KMS, an HSM).

    `context` is bound in: a wrapped key can't pose as another person's. `unwrap` raises
    `KeyUnavailableError`. `current_version` is the one that `wrap` uses.
    """

    async def current_version(self) -> int: ...

    async def wrap(self, tenant: UUID, key: bytes, *, context: bytes) -> WrappedKey: ...

    async def unwrap(self, tenant: UUID, wrapped: WrappedKey, *, context: bytes) -> bytes: ...


class SubjectKey(Struct, frozen=True):
    """A row of the key table; `key` is None once the person is erased."""

    subject: UUID
    version: int
    key: WrappedKey | None


Identity = tuple[BlindKind, bytes]
"""How a person is known again: the kind of a value and its blind digest."""


class SubjectKeys(Protocol):
    """The table of wrapped keys (PostgreSQL, or a dict in tests); never sees a plain key.

    `subject_of` gives the newest key of the subject that the identities lead to (the first
    that is known decides). With `learn`, identities not yet known are added to it, and where
    none is known, `new` becomes the subject. `add` and `add_blinding_key` give what stands
    afterwards: a twin's, if it was first. `stale` lists keys under an older master than
    `kek_version`; `rewrapped` stores them anew, but never one that was destroyed meanwhile.
    """

    async def of(self, tenant: UUID, subjects: Sequence[UUID]) -> Sequence[SubjectKey]: ...

    async def add(self, tenant: UUID, key: SubjectKey) -> SubjectKey: ...

    async def subject_of(
        self,
        tenant: UUID,
        identities: Sequence[Identity],
        *,
        learn: bool = False,
        new: SubjectKey | None = None,
    ) -> SubjectKey | None: ...

    async def destroy(self, tenant: UUID, subject: UUID) -> None: ...

    async def blinding_key(self, tenant: UUID) -> WrappedKey | None: ...

    async def add_blinding_key(self, tenant: UUID, key: WrappedKey) -> WrappedKey: ...

    async def stale(self, tenant: UUID, kek_version: int, limit: int) -> Sequence[SubjectKey]: ...

    async def rewrapped(self, tenant: UUID, keys: Sequence[SubjectKey]) -> None: ...

    async def rewrapped_blinding(self, tenant: UUID, key: WrappedKey) -> None: ...


class ErasureLedger(Protocol):
    """Who was erased, kept outside the database, so that a restore erases them again.

    `append` is on the disk when it returns, and gives the line's digest (hex); a subject that
    is there already is not written twice. `subjects` raises `LedgerBrokenError` for lines that
    do not follow each other.
    """

    async def append(self, tenant: UUID, subject: UUID, at: datetime) -> str: ...

    async def subjects(self, tenant: UUID) -> Sequence[UUID]: ...


class LedgerBrokenError(Exception):
    """The ledger of erasures was changed or cut: what stands in it can't be relied on."""


class Looks(Protocol):
    """The audit trail, asked who saw, exported or erased something of these things."""

    async def at(self, tenant: UUID, things: Sequence[Ref]) -> Sequence[Look]: ...


class Needs(Protocol):
    """Whether a person's data is still needed where he is spoken of.

    `run_out` gives the persons whose last need ended before `now` (each field's retention,
    counted from the end of the last order); `kept` those of them whom a register still keeps;
    `spoken_of` the persons of whom one thing (an order) speaks.
    """

    async def run_out(self, tenant: UUID, now: datetime) -> Sequence[UUID]: ...

    async def kept(self, tenant: UUID, subjects: Sequence[UUID]) -> frozenset[UUID]: ...

    async def spoken_of(self, tenant: UUID, thing: Ref) -> Sequence[UUID]: ...
