"""The hash of the next event, for the store in memory."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

from gongdan.kernel.eventstore.port import Stored

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def header(previous: bytes, tenant: UUID, stored: Stored) -> bytes:
    """The 129 fixed bytes that are hashed, written down here once more as the brief says them."""
    micros = (stored.recorded_at - _EPOCH) // timedelta(microseconds=1)
    return b"".join(
        (
            b"\x01",
            previous,
            tenant.bytes,
            stored.stream.bytes,
            stored.seq.to_bytes(8),
            stored.event_id.bytes,
            micros.to_bytes(8),
            hashlib.sha256(stored.body).digest(),
        )
    )


def link(previous: bytes, tenant: UUID, stored: Stored) -> bytes:
    """The next hash of a chain."""
    return hashlib.sha256(header(previous, tenant, stored)).digest()
