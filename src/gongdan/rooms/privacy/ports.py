"""What privacy needs from outside: somebody who keeps the master key, and a table of keys."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.rooms.privacy.contract import BlindKind, WrappedKey


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
