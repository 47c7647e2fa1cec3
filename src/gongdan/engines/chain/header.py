r"""The header: the 129 fixed bytes of an event that are hashed into its stream's chain.

    hash = SHA-256(header); header =
    0x01 | prev (32) | tenant (16) | stream (16) | seq (8)
         | event id (16) | recorded_at (8) | body digest (32)

Offsets 0, 1, 33, 49, 65, 73, 89, 97. Integers are big-endian and signed positive;
`recorded_at` is µs since 1970-01-01T00:00:00Z; `prev` is the hash of the event before in the
same stream, 32 zero bytes for the first (seq 1); the body digest is SHA-256 of the body's
exact bytes. Every field has a fixed width, so no two events share a header. The same bytes
are the leaf data of the Merkle log.

    >>> from uuid import UUID
    >>> at = 1_700_000_000_000_000
    >>> first = Header(UUID(int=1), UUID(int=2), 1, UUID(int=3), at, digest(b"{}"))
    >>> link(ZERO, first).hex()[:16]
    '075ff73643ece911'
"""

import struct
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

FORMAT = 0x01
"""The first byte of every header: the format of what follows."""

SIZE = 129
"""Length of an encoded header in bytes."""

ZERO = bytes(32)
"""What the first event of a stream names as the hash before it."""

_LAYOUT = struct.Struct(">B32s16s16sq16sq32s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Header(NamedTuple):
    """One event as the chain sees it; `body_digest` is SHA-256 of its body (32 bytes)."""

    tenant: UUID
    stream: UUID
    seq: int
    event_id: UUID
    recorded_at_us: int
    body_digest: bytes


def encode(prev: bytes, header: Header) -> bytes:
    """Return the 129 bytes; raises `ValueError` where a field is out of its range."""
    if len(prev) != 32 or len(header.body_digest) != 32:
        raise ValueError("a hash has 32 bytes")
    if header.seq < 1 or header.recorded_at_us < 0:
        raise ValueError("seq starts at 1, recorded_at at 1970")
    try:
        return _LAYOUT.pack(
            FORMAT,
            prev,
            header.tenant.bytes,
            header.stream.bytes,
            header.seq,
            header.event_id.bytes,
            header.recorded_at_us,
            header.body_digest,
        )
    except struct.error as fault:
        raise ValueError(f"a number does not fit into 8 bytes: {fault}") from fault


def decode(data: bytes) -> tuple[bytes, Header]:
    """Read 129 bytes back into the previous hash and the header; `ValueError` for anything else."""
    if len(data) != SIZE or data[0] != FORMAT:
        raise ValueError("not a header of format 1")
    _, prev, tenant, stream, seq, event_id, at, body = _LAYOUT.unpack(data)
    if seq < 1 or at < 0:
        raise ValueError("seq starts at 1, recorded_at at 1970")
    header = Header(UUID(bytes=tenant), UUID(bytes=stream), seq, UUID(bytes=event_id), at, body)
    return prev, header


def link(prev: bytes, header: Header) -> bytes:
    """Return the event's hash, which the next event of the stream names as its `prev`."""
    return sha256(encode(prev, header)).digest()


def digest(body: bytes) -> bytes:
    """Return the digest under which a body stands in its header."""
    return sha256(body).digest()


def microseconds(at: datetime) -> int:
    """Return an instant with a time zone as exact µs since 1970 (no float on the way)."""
    return (at - _EPOCH) // _MICROSECOND
