"""A person of whom we hold something: what each room holds, copies, and forgets."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.ids import Ref
from gongdan.rooms.privacy.contract.consents import Consent

SUBJECT_READ = "subject.read"
SUBJECT_EXPORT = "subject.export"
SUBJECT_ERASE = "subject.erase"


class Holding(Struct, frozen=True):
    """One place where a room holds something of a person: which thing, which fields.

    `label` is how people call the thing (a number, a code): nothing personal.
    """

    where: Ref
    fields: tuple[str, ...]
    label: str = ""


class SubjectHoldings(Protocol):
    """What each room that holds personal data registers: find it, and forget it.

    `find` lists what is held of a subject. `erase` removes what stands beside ciphertexts
    (names in clear, digests, search rows, sessions) and returns how many places it cleared;
    it may be called again. Ciphertexts stay and are unreadable once the key is gone.
    """

    async def find(self, tenant: UUID, subject: UUID) -> Sequence[Holding]: ...

    async def erase(self, tenant: UUID, subject: UUID) -> int: ...


class Copy(Struct, frozen=True):
    """What one thing says of a person, in clear, for nobody but that person."""

    where: Ref
    values: dict[str, str]
    label: str = ""


class SubjectCopies(Protocol):
    """What a room registers beside, so that a person gets what is held of him."""

    async def copy(self, tenant: UUID, subject: UUID) -> Sequence[Copy]: ...


class Enclosure(Struct, frozen=True):
    """A file of a person, as it was sent; `name` is its sender's and may hold anything."""

    id: UUID
    name: str
    content: bytes


class SubjectFiles(Protocol):
    """What a room that keeps files registers beside."""

    async def enclosures(self, tenant: UUID, subject: UUID) -> Sequence[Enclosure]: ...


class SubjectFinder(Protocol):
    """A room that knows persons by digests of its own (HMAC-SHA256 of `BlindKind`)."""

    async def locate(
        self, tenant: UUID, phone: bytes | None, email: bytes | None
    ) -> Sequence[UUID]: ...


class FindSubject(Struct, frozen=True, forbid_unknown_fields=True):
    """Find a person by a whole phone number or mail address, or by an entry about him."""

    phone: str = ""
    email: str = ""
    object: Ref | None = None


class EraseSubject(Struct, frozen=True, forbid_unknown_fields=True):
    """Erase a person for ever; `confirm` repeats the subject's id."""

    reason: str
    confirm: UUID


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """A reason, in words or as a preset."""

    reason: str


class Erasure(Struct, frozen=True, kw_only=True):
    """How far an erasure went: the certificate once `done_at` is there.

    `cleared` counts places by room. `keys_gone_at`: since then no copy of the wrapped key
    (old dumps, the write-ahead log) can be opened by any key that is left. `proof` is the deed
    in the audit trail, under the Merkle log like every event.
    """

    id: UUID
    subject: UUID
    reason: str
    asked_by: UUID | None
    asked_at: datetime
    done_at: datetime | None
    keys_gone_at: datetime | None
    cleared: dict[str, int]


class Look(Struct, frozen=True):
    """Somebody saw, exported or erased: by whom, when, what of which thing, why; its proof."""

    at: datetime
    by: UUID | None
    act: str
    where: Ref | None
    fields: tuple[str, ...]
    reason: str
    stream: UUID
    seq: int
    hash: str


class HoldingShown(Struct, frozen=True):
    """Where something of a person is held, by which room; names of fields, never a value."""

    room: str
    where: Ref
    label: str
    fields: tuple[str, ...]


class SubjectShown(Struct, frozen=True, kw_only=True):
    """What is known of a person: where something is held, what was agreed, who looked."""

    id: UUID
    holdings: tuple[HoldingShown, ...]
    consents: tuple[Consent, ...]
    seen: tuple[Look, ...]
    hold: str | None
    erasure: Erasure | None


class SubjectsFound(Struct, frozen=True):
    """The persons behind a number, an address or an entry."""

    items: tuple[UUID, ...]
