"""Tokens of sessions and API keys: 256 bits of chance, of which only the SHA-256 is kept.

`gd1_<tenant slug>_<secret>`: the mark tells secret scanners what they found, the slug routes
to the tenant's shard before anything is looked up, the secret is base64url without padding.
A password needs a slow hash because people choose it; 256 random bits don't.
"""

import base64
import hashlib
import re

from msgspec import Struct

SECRET_BYTES = 32

_SHAPE = re.compile(r"(gd1|gs1)_[a-z0-9-]{2,39}_[A-Za-z0-9_-]{43}")
_SETUP_SHAPE = re.compile(r"gi1_[A-Za-z0-9_-]{43}")


class Token(Struct, frozen=True):
    """A new token: its text is shown once and never kept; its hash is kept and never shown."""

    text: str
    hash: bytes


def api_key_token(slug: str, secret: bytes) -> Token:
    """Make the token of an API key from 32 random bytes."""
    return _token("gd1", slug, secret)


def session_token(slug: str, secret: bytes) -> Token:
    """Make the token of a session from 32 random bytes."""
    return _token("gs1", slug, secret)


def setup_token(secret: bytes) -> Token:
    """Make the token of a first run, for an installation that has no tenant yet."""
    text = f"gi1_{_spelt(secret)}"
    return Token(text, _digest(text))


def setup_token_hash(text: str) -> bytes | None:
    """Return what a set-up token is found by, or None for a text that can't be one."""
    return _digest(text) if _SETUP_SHAPE.fullmatch(text) else None


def token_hash(text: str) -> bytes | None:
    """Return what a token is found by, or None for a text that can't be one."""
    return _digest(text) if _SHAPE.fullmatch(text) else None


def slug_hash(slug: str) -> bytes:
    """Return what a tenant's slug is found by; no token can have the same."""
    return _digest(f"tenant:{slug}")


def login_hash(tenant: bytes, login_key: str) -> bytes:
    """Return what failures of a log-in are counted under, be the login known or not."""
    return hashlib.sha256(b"login:" + tenant + login_key.encode()).digest()


def _token(mark: str, slug: str, secret: bytes) -> Token:
    text = f"{mark}_{slug}_{_spelt(secret)}"
    return Token(text, _digest(text))


def _spelt(secret: bytes) -> str:
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
