"""What others may know of privacy: sealed values, the vault that seals them, classes, masks.

Each person ("subject") has a data key of their own. What is stored, in events for ever, is
ciphertext under that key; destroying the key erases the person everywhere at once, while
every hash over the ciphertext still verifies.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref

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


class MaskKind(StrEnum):
    """Which part of a value stays visible when it is masked."""

    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"
    ADDRESS = "address"
    TEXT = "text"


def mask(kind: MaskKind, value: str) -> str:
    """Return a value with only so much visible as lets a person recognise it.

    >>> mask(MaskKind.PHONE, "13812341234")
    '138****1234'
    """
    return _MASKS[kind](value)


def shown(view: str, kind: MaskKind, value: str | None) -> str | None:
    """Return a personal value as a reader with this view may see it: full, masked, or None."""
    if value is None or view not in {"full", "masked"}:
        return None
    return value if view == "full" else mask(kind, value)


def mask_phone(value: str) -> str:
    """Show the first three and last four of eleven digits, fewer of shorter numbers.

    >>> mask_phone("+86 138-1234-5678"), mask_phone("010-1234"), mask_phone("12")
    ('+86 138****5678', '****34', '****')
    """
    plain = value.strip()
    country = "+86 " if plain.startswith("+86") else ""
    digits = "".join(char for char in plain.removeprefix("+86") if char.isdigit())
    if len(digits) >= 11:
        return f"{country}{digits[:3]}****{digits[-4:]}"
    return f"{country}****{digits[-2:] if len(digits) >= 7 else ''}"


def mask_email(value: str) -> str:
    """Show the first letter and the domain.

    >>> mask_email("wang.li@example.com"), mask_email("not an address")
    ('w***@example.com', '***')
    """
    local, at, domain = value.strip().rpartition("@")
    return f"{local[:1]}***@{domain}" if at and local else "***"


def mask_name(value: str) -> str:
    """Show the family name of a Chinese name, the initials of any other.

    >>> mask_name("王小明"), mask_name("欧阳锋"), mask_name("Ada Lovelace"), mask_name("")
    ('王*', '欧阳*', 'A. L.', '')
    """
    plain = value.strip()
    if plain and all("\u3400" <= char <= "\u9fff" or char == "·" for char in plain):
        family = 2 if len(plain) > 2 and plain[:2] in _COMPOUND_FAMILY_NAMES else 1
        return plain[:family] + "*"
    return " ".join(f"{word[0]}." for word in plain.split())


def mask_address(value: str) -> str:
    """Show the district, hide street and door.

    >>> mask_address("北京市朝阳区建国路88号"), mask_address("221B Baker Street, London")
    ('北京市朝阳区****', '****, London')
    """
    plain = value.strip()
    for boundary in ("区", "县", "市"):
        cut = plain.find(boundary, 1)
        if 0 < cut < 16:
            return plain[: cut + 1] + "****"
    _street, comma, town = plain.rpartition(",")
    return f"****, {town.strip()}" if comma and not any(map(str.isdigit, town)) else "****"


def mask_text(value: str) -> str:
    """Show nothing but that there is something."""
    return "****" if value.strip() else ""


_COMPOUND_FAMILY_NAMES = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木"}
)

_MASKS = {
    MaskKind.PHONE: mask_phone,
    MaskKind.EMAIL: mask_email,
    MaskKind.NAME: mask_name,
    MaskKind.ADDRESS: mask_address,
    MaskKind.TEXT: mask_text,
}
