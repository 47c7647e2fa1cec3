"""Encryption at rest: a content is cut into chunks, and each chunk is sealed in its place.

AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce for each chunk. Tenant, blob, part, number
and "this is the last one" are associated data: a chunk that was swapped, moved to another file,
dropped or cut off at the end does not open. Each record but the last has one size, so that the
records of any range are found by counting.

Nonces are random and not counted: a chunk that is sent again after a break may differ from what
was sent before, and one nonce must never seal two texts.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

CHUNK = 65_536
"""Bytes of content in a chunk: also what a line must carry without a break to get on at all."""

NONCE_BYTES = 12
KEY_BYTES = 32
OVERHEAD = NONCE_BYTES + 16
"""Bytes that sealing adds: the nonce, and the tag of GCM."""

RECORD = CHUNK + OVERHEAD
_FORMAT = b"gongdan blob chunk 1"


class BlobBrokenError(Exception):
    """A stored chunk is not what was stored there: a broken disk, or somebody's hand."""


class Span(Struct, frozen=True):
    """Some bytes of a content: from `start`, `length` of them."""

    start: int
    length: int


class ChunkCipher(Protocol):
    """AES-GCM with its key inside."""

    def encrypt(self, nonce: bytes, data: bytes, aad: bytes, /) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, aad: bytes, /) -> bytes: ...


class BlobCipher:
    """Seals and opens the chunks of one part of one blob; `size` is that of the content."""

    def __init__(self, key: bytes, *, tenant: UUID, blob: UUID, part: str, size: int) -> None:
        self._cipher: ChunkCipher = AESGCM(key)
        self._prefix = _FORMAT + tenant.bytes + blob.bytes + part.encode() + b"\0"
        self.size = size

    @property
    def chunks(self) -> int:
        """How many chunks the content has (an empty one has none)."""
        return -(-self.size // CHUNK)

    def seal(self, number: int, data: bytes, nonce: bytes) -> bytes:
        """Return the record of a chunk; the nonce must be new and random."""
        return nonce + self._cipher.encrypt(nonce, data, self._place(number))

    def open(self, number: int, record: bytes) -> bytes:
        """Return a chunk's content; raises `BlobBrokenError` for anything but its own record."""
        try:
            nonce, sealed = record[:NONCE_BYTES], record[NONCE_BYTES:]
            data = self._cipher.decrypt(nonce, sealed, self._place(number))
        except (InvalidTag, ValueError) as fault:
            raise BlobBrokenError(f"chunk {number} does not open where it stands") from fault
        if len(data) != self.length(number):
            raise BlobBrokenError(f"chunk {number} has another length than its place")
        return data

    def length(self, number: int) -> int:
        """Return how many bytes a chunk of this number holds."""
        return min(CHUNK, self.size - number * CHUNK)

    def open_many(self, first: int, records: bytes) -> Iterator[bytes]:
        """Open the records that stand one behind the other in `records`."""
        for offset in range(0, len(records), RECORD):
            yield self.open(first + offset // RECORD, records[offset : offset + RECORD])

    def _place(self, number: int) -> bytes:
        last = number == self.chunks - 1
        return self._prefix + number.to_bytes(8, "big") + bytes([last])


def sealed_size(size: int) -> int:
    """Return how many bytes a content of `size` bytes takes when sealed.

    >>> sealed_size(0), sealed_size(1), sealed_size(CHUNK) - CHUNK, sealed_size(CHUNK + 1) - CHUNK
    (0, 29, 28, 57)
    """
    return size + OVERHEAD * -(-size // CHUNK)


def received(size: int, stored: int) -> int:
    """Return how much of a content of `size` bytes is whole in `stored` bytes of records.

    A torn record at the end counts for nothing.
    """
    return size if stored == sealed_size(size) else min(stored // RECORD * CHUNK, size)


def records_of(span: Span) -> Span:
    """Return the chunks that a span of the content touches: the first, and how many.

    >>> records_of(Span(CHUNK - 1, 2))
    Span(start=0, length=2)
    """
    first = span.start // CHUNK
    return Span(first, (span.start + span.length - 1) // CHUNK - first + 1)


def cut_out(chunks: Iterable[bytes], span: Span) -> Iterator[bytes]:
    """Return a span of the content from the chunks that `records_of` named."""
    skip, left = span.start % CHUNK, span.length
    for chunk in chunks:
        piece = chunk[skip : skip + left]
        skip, left = 0, left - len(piece)
        yield piece
