"""Tokens: 256 bits of chance, of which only the SHA-256 is kept.

`<mark>_<tenant slug>_<secret>`: the mark tells secret scanners what they found, the slug routes
to the tenant's shard before anything is looked up, the secret is base64url without padding.
A password needs a slow hash because people choose it; 256 random bits don't.
"""

import base64
import hashlib

from msgspec import Struct

SECRET_BYTES = 32


class Token(Struct, frozen=True):
    """A new token: its text is shown once and never kept; its hash is kept and never shown."""

    text: str
    hash: bytes


def make_token(mark: str, slug: str, secret: bytes) -> Token:
    """Make a token from 32 random bytes."""
    text = f"{mark}_{slug}_{spelt(secret)}"
    return Token(text, digest(text))


def digest(text: str) -> bytes:
    """Return what a token (or another text that stands for something) is found by."""
    return hashlib.sha256(text.encode()).digest()


def spelt(secret: bytes) -> str:
    """Spell a secret as it stands in a token: base64url without padding."""
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()
