"""What the desk of files works with, and the keys of single files."""

import base64
from collections.abc import Callable
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, derived_id
from gongdan.kernel.messages import Actor
from gongdan.rooms.files.domain.chunks import NONCE_BYTES, BlobCipher
from gongdan.rooms.files.domain.kinds import Limits
from gongdan.rooms.files.domain.meta import Meta, open_meta, seal_meta
from gongdan.rooms.files.ports import BlobName, Blobs, Part, Press, ReadersByKind, Scanner
from gongdan.rooms.privacy.contract import Sealed, SubjectDestroyedError, Vault, row_place


class Means(Struct, frozen=True, kw_only=True):
    """The ports of the room; `entropy(n)` gives n bytes that nobody can guess."""

    database: Database
    trail: AuditTrail
    vault: Vault
    blobs: Blobs
    press: Press
    scanner: Scanner | None
    readers: ReadersByKind
    clock: Clock
    ids: NewId
    entropy: Callable[[int], bytes]
    limits: Limits


def owner_of(actor: Actor) -> str:
    """Return the word by which an uploader is known: `person:<id>`, `client:<name>`."""
    return f"{actor.kind}:{actor.id or actor.name}"


def house_subject(tenant: UUID) -> UUID:
    """Return whose key wraps the files that belong to no person: the tenant's own, as it were.

    It goes through the vault like any other, so that one rotation renews all wrappings.
    """
    return derived_id(b"files of tenant" + tenant.bytes)


class FileKeys:
    """Wraps the keys of files, one by one, under the key of the person to whom a file belongs."""

    def __init__(self, means: Means) -> None:
        self._vault = means.vault
        self._entropy = means.entropy

    async def wrap(self, tenant: UUID, file: UUID, key: bytes, subject: UUID | None) -> bytes:
        """Return a file's key, wrapped; raises `SubjectDestroyedError`."""
        whose = subject or house_subject(tenant)
        fields = {"key": base64.b64encode(key).decode()}
        sealed = await self._vault.seal(tenant, whose, row_place(file), fields)
        return msgspec.json.encode(sealed["key"])

    async def unwrap(self, tenant: UUID, file: UUID, wrapped: bytes | None) -> bytes | None:
        """Return a file's key; None where the person to whom it belonged is erased."""
        if wrapped is None:
            return None
        sealed = msgspec.json.decode(wrapped, type=Sealed)
        try:
            opened = await self._vault.open(tenant, file, {"key": sealed})
        except SubjectDestroyedError:
            return None
        return base64.b64decode(opened["key"]) if "key" in opened else None

    def seal_words(self, tenant: UUID, file: UUID, key: bytes, meta: Meta) -> bytes:
        """Return a file's words, sealed with its key."""
        nonce = self._entropy(NONCE_BYTES)
        return seal_meta(key, meta, tenant=tenant, file=file, nonce=nonce)

    def words(self, tenant: UUID, file: UUID, key: bytes, sealed: bytes) -> Meta:
        """Return a file's words; raises `BlobBrokenError`."""
        return open_meta(key, sealed, tenant=tenant, file=file)


def cipher_of(name: BlobName, key: bytes, size: int) -> BlobCipher:
    """Return the cipher of one part of a blob."""
    return BlobCipher(key, tenant=name.tenant, blob=name.blob, part=name.part, size=size)


def original(tenant: UUID, blob: UUID) -> BlobName:
    """Return where a blob's original is kept."""
    return BlobName(tenant, blob, Part.ORIGINAL)
