"""One-time codes: six digits, ten minutes, five tries; kept hashed with the asker's own secret."""

import hashlib
import hmac
from datetime import timedelta

LIFETIME = timedelta(minutes=10)
TRIES = 5
CHALLENGE_BYTES = 32
_DIGITS = 6


def code_from(chance: bytes) -> str:
    """Return the code that 8 random bytes stand for (2^64 over 10^6: no digit is likelier)."""
    return f"{int.from_bytes(chance[:8]) % 10**_DIGITS:0{_DIGITS}}"


def challenge_hash(challenge: str) -> bytes:
    """Return what a challenge is found by."""
    return hashlib.sha256(b"challenge:" + challenge.encode()).digest()


def code_hash(challenge: str, code: str) -> bytes:
    """Return what of a code is kept: without the challenge no list of a million helps."""
    return hmac.new(challenge.encode(), b"code:" + code.encode(), hashlib.sha256).digest()


def is_code(challenge: str, code: str, kept: bytes) -> bool:
    """Tell, in constant time, whether this is the code."""
    return hmac.compare_digest(code_hash(challenge, code), kept)
