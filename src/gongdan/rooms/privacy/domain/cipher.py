"""Sealing one value, and the digests by which a value is found: pure but for the nonce.

AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; a subject's key seals far fewer
values than the 2^32 that random nonces allow. All of a value's place is associated data, so
that a ciphertext copied to another tenant, order, event, person or field does not open.
"""

import hashlib
import hmac
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongdan.rooms.privacy.contract import BlindKind, Place, SealBrokenError, Sealed
from gongdan.rooms.privacy.domain.normal import normal

NONCE_BYTES = 12
KEY_BYTES = 32
_FORMAT = b"gongdan sealed value 1"


class SubjectCipher(Protocol):
    """A cipher with its key inside (AES-256-GCM today)."""

    def encrypt(self, nonce: bytes, data: bytes, aad: bytes, /) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, aad: bytes, /) -> bytes: ...


def subject_cipher(key: bytes) -> SubjectCipher:
    """Return the cipher of a 32-byte data key."""
    return AESGCM(key)


class Binding:
    """What a value is bound to, apart from its field name and key version."""

    def __init__(self, tenant: UUID, place: Place, subject: UUID) -> None:
        self.place = place
        self.subject = subject
        parts = (tenant, place.stream, place.event, subject)
        self._prefix = _FORMAT + b"".join(part.bytes for part in parts)

    def aad(self, version: int, field: str) -> bytes:
        """Return the associated data: fixed widths first, the one variable part last."""
        return self._prefix + version.to_bytes(4, "big") + field.encode()

    def seal(
        self, cipher: SubjectCipher, version: int, *, nonce: bytes, field: str, value: str
    ) -> Sealed:
        """Seal one text; the nonce must never have been used with this key."""
        ciphertext = cipher.encrypt(nonce, value.encode(), self.aad(version, field))
        return Sealed(self.subject, self.place.event, version, nonce, ciphertext)

    def open(self, cipher: SubjectCipher, sealed: Sealed, field: str) -> str:
        """Open one value; raises `SealBrokenError` for anything but the same place and key."""
        try:
            return cipher.decrypt(sealed.n, sealed.c, self.aad(sealed.k, field)).decode()
        except (InvalidTag, ValueError, OverflowError) as fault:
            message = f"{field} of stream {self.place.stream} does not open where it stands"
            raise SealBrokenError(message) from fault


def blind_digest(key: bytes, kind: BlindKind, value: str) -> bytes:
    """Return HMAC-SHA256 of a value's normal form under the tenant's blinding key (32 bytes)."""
    return hmac.digest(key, f"{kind.value}\0{normal(kind, value)}".encode(), hashlib.sha256)


def key_context(subject: UUID, version: int) -> bytes:
    """What a subject's wrapped key is bound to."""
    return b"subject" + subject.bytes + version.to_bytes(4, "big")


BLINDING_CONTEXT = b"blinding"
"""What a tenant's wrapped blinding key is bound to."""
