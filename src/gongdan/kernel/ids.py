"""Identifiers: time-ordered UUIDs made by the application, and typed references to siblings.

A `Ref` is how one room names a thing that a sibling room owns; nothing but the kind and
the id travels, so no room ever needs another room's types to point at its things.
"""

import hashlib
import os
import threading
import time
from collections.abc import Callable
from uuid import UUID

from msgspec import Struct

NewId = Callable[[], UUID]
"""The port through which the core receives new ids (`new_id` in production, a counter in tests)."""


class Ref(Struct, frozen=True):
    """A reference to one thing in another room: `Ref("asset", id)`."""

    kind: str
    id: UUID


class _Last:
    """The last millisecond and counter handed out by this process (guards monotony)."""

    lock = threading.Lock()
    tick = 0


def new_id() -> UUID:
    """Return a UUIDv7 (RFC 9562, section 5.7), strictly increasing within this process.

    The 12 bits after the version hold a sub-millisecond fraction, so that ids of one
    process sort by creation even inside one millisecond.
    """
    tick = time.time_ns() // 250  # 1/4000 ms: 12 bits hold 4000 of 4096 fractions
    with _Last.lock:
        tick = _Last.tick = max(tick, _Last.tick + 1)
    millis, fraction = divmod(tick, 4000)
    tail = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return UUID(int=(millis << 80) | (7 << 76) | (fraction << 64) | (2 << 62) | tail)


def derived_id(seed: bytes) -> UUID:
    """Return the one UUIDv8 (RFC 9562, section 5.8) that belongs to a seed: same seed, same id."""
    number = int.from_bytes(hashlib.sha256(seed).digest()[:16])
    number = number & ~(0xF << 76) | 8 << 76
    return UUID(int=number & ~(0x3 << 62) | 2 << 62)
