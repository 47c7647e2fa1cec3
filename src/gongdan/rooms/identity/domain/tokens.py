"""Tokens of sessions and API keys, and what else a tenant is found by (see `kernel/tokens.py`)."""

import hashlib
import re

from gongdan.kernel.tokens import SECRET_BYTES, Token, digest, make_token, spelt

__all__ = [
    "SECRET_BYTES",
    "Token",
    "api_key_token",
    "is_guest",
    "login_hash",
    "session_token",
    "slug_hash",
    "token_hash",
]

GUEST_MARK = "gl1"
"""With what the tokens of guests begin: links, which the portal knows."""

_SETUP_SHAPE = re.compile(r"gi1_[A-Za-z0-9_-]{43}")

_SHAPE = re.compile(r"(gd1|gs1|gl1)_[a-z0-9-]{2,39}_[A-Za-z0-9_-]{43}")


def api_key_token(slug: str, secret: bytes) -> Token:
    """Make the token of an API key from 32 random bytes."""
    return make_token("gd1", slug, secret)


def session_token(slug: str, secret: bytes) -> Token:
    """Make the token of a session from 32 random bytes."""
    return make_token("gs1", slug, secret)


def setup_token(secret: bytes) -> Token:
    """Make the token of a first run, for an installation that has no tenant yet."""
    text = f"gi1_{spelt(secret)}"
    return Token(text, digest(text))


def setup_token_hash(text: str) -> bytes | None:
    """Return what a set-up token is found by, or None for a text that can't be one."""
    return digest(text) if _SETUP_SHAPE.fullmatch(text) else None


def token_hash(text: str) -> bytes | None:
    """Return what a token is found by, or None for a text that can't be one."""
    return digest(text) if _SHAPE.fullmatch(text) else None


def is_guest(text: str) -> bool:
    """Tell whether a token is a guest's."""
    return text.startswith(f"{GUEST_MARK}_")


def slug_hash(slug: str) -> bytes:
    """Return what a tenant's slug is found by; no token can have the same."""
    return digest(f"tenant:{slug}")


def login_hash(tenant: bytes, login_key: str, place: str = "") -> bytes:
    """Return what failures of a log-in are counted under, be the login known or not.

    Those from a known place are counted apart: who guesses elsewhere makes nobody wait there.
    """
    said = f"{login_key}\0{place}" if place else login_key  # a login holds no NUL
    return hashlib.sha256(b"login:" + tenant + said.encode()).digest()
