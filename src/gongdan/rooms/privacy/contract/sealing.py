"""Sealed values, and the vault that seals and opens them.

Each person ("subject") has a data key of their own. What is stored, in events for ever, is
ciphertext under that key; destroying the key erases the person everywhere at once, while
every hash over the ciphertext still verifies.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

DESTROYED_CHANNEL = "gongdan_subject_destroyed"
"""NOTIFY channel on which an erasure is told, so that others drop keys: `<tenant> <subject>`."""


class PrivacyClass(StrEnum):
    """How far a field's content may travel; each field has exactly one class."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"

    @property
    def is_sealed(self) -> bool:
        """Whether such a field stands in events and tables only as ciphertext."""
        return self in {PrivacyClass.PERSONAL, PrivacyClass.SENSITIVE}


class Sealed(Struct, frozen=True):
    """One sealed value as it stands in an event body; in JSON the bytes are base64.

    `subject` owns the key, `k` is that key's version, `e` the event (or row) that first
    carried the value, `n` the nonce (12 bytes), `c` ciphertext and tag (AES-256-GCM).
    Tenant, stream, event, subject, version and field name are bound in as associated data.
    """

    subject: UUID
    e: UUID
    k: int
    n: bytes
    c: bytes


class Place(Struct, frozen=True):
    """Where sealed values stand: a stream and the event in it, or (see `row_place`) a row."""

    stream: UUID
    event: UUID


def row_place(row: UUID) -> Place:
    """Return the place of values in a plain table: the row is its own stream and event."""
    return Place(row, row)


class Envelope(Struct, frozen=True):
    """Sealed values of one stream, by field name, to be opened together with others.

    Where `event` is given, the values must have been sealed for that very event.
    """

    stream: UUID
    values: Mapping[str, Sealed]
    event: UUID | None = None


class SealBrokenError(Exception):
    """A sealed value does not belong where it stands, or was changed: never a user's fault."""


class SubjectDestroyedError(Exception):
    """Somebody tried to seal for a person who has been erased."""


class KeyUnavailableError(Exception):
    """A key can't be unwrapped: the master key of that version is missing or another one."""


class WrappedKey(Struct, frozen=True):
    """A key encrypted by the tenant's key-encryption key of that version."""

    kek_version: int
    wrapped: bytes


class BlindKind(StrEnum):
    """What an exact search may ask for; each kind has its own normal form."""

    PHONE = "phone"
    EMAIL = "email"
    TEXT = "text"


class Vault(Protocol):
    """Seals and opens personal values, and knows persons again without knowing their names.

    `subject_for` gives the person with that phone or mail (the phone decides, a mail not yet
    known is added), or a new one; `known_subject` only looks. `seal` takes texts (anything
    else as its JSON text) and makes the key where there is none yet; it raises
    `SubjectDestroyedError`. `open` leaves out what is erased and raises `SealBrokenError`
    for what was moved or changed. `blind` is the tenant's HMAC-SHA256 of the normal form.
    `destroy` erases: for this process at once, for others within the cache's lifetime.
    """

    async def subject_for(self, tenant: UUID, *, phone: str = "", email: str = "") -> UUID: ...

    async def known_subject(
        self, tenant: UUID, *, phone: str = "", email: str = ""
    ) -> UUID | None: ...

    async def seal(
        self, tenant: UUID, subject: UUID, place: Place, fields: Mapping[str, str]
    ) -> dict[str, Sealed]: ...

    async def open(
        self,
        tenant: UUID,
        stream: UUID,
        values: Mapping[str, Sealed],
        *,
        event: UUID | None = None,
    ) -> dict[str, str]: ...

    async def open_all(
        self, tenant: UUID, envelopes: Sequence[Envelope]
    ) -> list[dict[str, str]]: ...

    async def blind(self, tenant: UUID, kind: BlindKind, value: str) -> bytes: ...

    async def destroy(self, tenant: UUID, subject: UUID) -> None: ...


async def resealed(
    vault: Vault,
    tenant: UUID,
    row: UUID,
    *,
    subject: UUID,
    before: Mapping[str, Sealed],
    given: Mapping[str, str | None],
) -> dict[str, Sealed]:
    """Return a plain row's sealed values after a change.

    What is `given` is sealed anew, "" and None take away, everything else stays as it is.
    """
    kept = {field: sealed for field, sealed in before.items() if field not in given}
    texts = {field: text for field, text in given.items() if text}
    return {**kept, **await vault.seal(tenant, subject, row_place(row), texts)} if texts else kept
