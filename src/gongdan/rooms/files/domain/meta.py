"""What is known of a file and personal: its name, its claims. Sealed with the file's own key.

AES-256-GCM, random nonce; tenant and file are associated data (see `chunks.py`).
"""

from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from gongdan.rooms.files.contract import Claims
from gongdan.rooms.files.domain.chunks import NONCE_BYTES, BlobBrokenError
from gongdan.rooms.files.domain.patches import Patch

_FORMAT = b"gongdan file meta 1"


class Meta(Struct, frozen=True, omit_defaults=True):
    """The name as it was sent, the digest of the original (hex), claims, and display patches."""

    name: str
    digest: str = ""
    claims: Claims = Claims()
    patches: tuple[Patch, ...] = ()


def seal_meta(key: bytes, meta: Meta, *, tenant: UUID, file: UUID, nonce: bytes) -> bytes:
    """Return sealed words; the nonce must be new and random."""
    data = msgspec.json.encode(meta)
    return nonce + AESGCM(key).encrypt(nonce, data, _FORMAT + tenant.bytes + file.bytes)


def open_meta(key: bytes, sealed: bytes, *, tenant: UUID, file: UUID) -> Meta:
    """Return what was sealed; raises `BlobBrokenError`."""
    try:
        aad = _FORMAT + tenant.bytes + file.bytes
        data = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], aad)
        return msgspec.json.decode(data, type=Meta)
    except (InvalidTag, ValueError) as fault:
        raise BlobBrokenError(f"the words of file {file} do not open") from fault
