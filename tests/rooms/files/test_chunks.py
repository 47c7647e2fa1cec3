"""Sealed chunks: any range is the slice, and any tampering is found."""

import os
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongdan.rooms.files.domain import chunks as sealed
from gongdan.rooms.files.domain.chunks import (
    BlobBrokenError,
    BlobCipher,
    Span,
    cut_out,
    received,
    records_of,
    sealed_size,
)
from tests.examples import tries

TENANT, BLOB, OTHER = (UUID(int=n) for n in range(1, 4))
KEY = bytes(range(32))
SMALL = 64
SIZES = st.integers(1, SMALL * 5)


@pytest.fixture(autouse=True, scope="module")
def small_chunks() -> object:
    """Chunks of 64 bytes, so that a few hundred bytes have many."""
    patch = pytest.MonkeyPatch()
    patch.setattr(sealed, "CHUNK", SMALL)
    patch.setattr(sealed, "RECORD", SMALL + sealed.OVERHEAD)
    yield
    patch.undo()


def cipher(size: int, *, blob: UUID = BLOB, part: str = "original") -> BlobCipher:
    return BlobCipher(KEY, tenant=TENANT, blob=blob, part=part, size=size)


def records(data: bytes) -> list[bytes]:
    whole = cipher(len(data))
    pieces = (data[n * SMALL : (n + 1) * SMALL] for n in range(whole.chunks))
    return [whole.seal(n, piece, os.urandom(12)) for n, piece in enumerate(pieces)]


def opened(stored: list[bytes], size: int) -> bytes:
    whole = cipher(size)
    assert len(stored) == whole.chunks
    return b"".join(whole.open(number, record) for number, record in enumerate(stored))


@given(st.binary(min_size=1, max_size=SMALL * 5), st.data())
def test_any_range_is_the_slice(data: bytes, draw: st.DataObject) -> None:
    start = draw.draw(st.integers(0, len(data) - 1))
    length = draw.draw(st.integers(1, len(data) - start))
    span, stored = Span(start, length), records(data)
    wanted = records_of(span)
    touched = b"".join(stored[wanted.start : wanted.start + wanted.length])
    pieces = cipher(len(data)).open_many(wanted.start, touched)
    assert b"".join(cut_out(pieces, span)) == data[start : start + length]


@given(st.binary(min_size=1, max_size=SMALL * 4), st.data())
def test_a_flipped_bit_anywhere_is_found(data: bytes, draw: st.DataObject) -> None:
    stored = records(data)
    which = draw.draw(st.integers(0, len(stored) - 1))
    at = draw.draw(st.integers(0, len(stored[which]) * 8 - 1))
    broken = bytearray(stored[which])
    broken[at // 8] ^= 1 << at % 8
    stored[which] = bytes(broken)
    with pytest.raises(BlobBrokenError):
        opened(stored, len(data))


@given(st.binary(min_size=SMALL + 1, max_size=SMALL * 5), st.data())
def test_swapped_chunks_are_found(data: bytes, draw: st.DataObject) -> None:
    stored = records(data)
    one, two = (draw.draw(st.integers(0, len(stored) - 1)) for _ in range(2))
    assume(one != two)
    stored[one], stored[two] = stored[two], stored[one]
    with pytest.raises(BlobBrokenError):
        opened(stored, len(data))


@given(st.binary(min_size=SMALL * 2, max_size=SMALL * 5).filter(lambda d: len(d) % SMALL == 0))
def test_a_content_that_was_cut_off_at_a_chunk_is_found(data: bytes) -> None:
    stored = records(data)[:-1]
    with pytest.raises(BlobBrokenError):
        opened(stored, len(data) - SMALL)


@given(st.binary(min_size=1, max_size=SMALL))
@settings(max_examples=tries(20))
def test_a_chunk_of_another_blob_or_part_does_not_open(data: bytes) -> None:
    (record,) = records(data)
    for stranger in (cipher(len(data), blob=OTHER), cipher(len(data), part="display")):
        with pytest.raises(BlobBrokenError):
            stranger.open(0, record)


@given(SIZES, st.data())
def test_what_counts_as_received_is_whole_chunks(size: int, draw: st.DataObject) -> None:
    stored = draw.draw(st.integers(0, sealed_size(size)))
    whole = received(size, stored)
    assert whole <= size
    assert whole == size or whole % SMALL == 0
    assert (whole == size) == (stored == sealed_size(size)) or whole == size // SMALL * SMALL
    assert sealed_size(whole) <= stored
