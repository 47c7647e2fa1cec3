"""The 129 bytes: written as the format says, read back, and refused where they can not be."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.chain.header import (
    SIZE,
    ZERO,
    Header,
    decode,
    digest,
    encode,
    link,
    microseconds,
)

hashes = st.binary(min_size=32, max_size=32)
headers = st.builds(
    Header,
    st.uuids(),
    st.uuids(),
    st.integers(1, 2**63 - 1),
    st.uuids(),
    st.integers(0, 2**63 - 1),
    hashes,
)


SAMPLE = Header(
    UUID(int=0xAA), UUID(int=0xBB), 258, UUID(int=0xCC), 1_700_000_000_123_456, b"\x07" * 32
)
SPELLED = bytes.fromhex(
    "01"
    + "00" * 32
    + "000000000000000000000000000000aa"
    + "000000000000000000000000000000bb"
    + "0000000000000102"
    + "000000000000000000000000000000cc"
    + "00060a2418202240"
    + "07" * 32
)


def test_a_header_is_the_bytes_that_the_format_names() -> None:
    assert encode(ZERO, SAMPLE) == SPELLED
    assert link(ZERO, SAMPLE) == sha256(SPELLED).digest()


@given(hashes, headers)
def test_a_header_is_read_back_as_it_was_written(prev: bytes, header: Header) -> None:
    data = encode(prev, header)
    assert len(data) == SIZE
    assert decode(data) == (prev, header)


@given(hashes, headers, st.integers(0, SIZE * 8 - 1))
def test_each_bit_of_a_header_changes_its_hash(prev: bytes, header: Header, bit: int) -> None:
    data = bytearray(encode(prev, header))
    data[bit // 8] ^= 1 << bit % 8
    assert sha256(data).digest() != link(prev, header)


@pytest.mark.parametrize(
    ("prev", "header"),
    [
        (b"", SAMPLE),
        (ZERO, SAMPLE._replace(body_digest=b"short")),
        (ZERO, SAMPLE._replace(seq=0)),
        (ZERO, SAMPLE._replace(seq=2**63)),
        (ZERO, SAMPLE._replace(recorded_at_us=-1)),
    ],
)
def test_what_does_not_fit_is_refused(prev: bytes, header: Header) -> None:
    with pytest.raises(ValueError):
        encode(prev, header)


@pytest.mark.parametrize("data", [b"", bytes(SIZE), b"\x02" + bytes(SIZE - 1), b"\x01" * 130])
def test_bytes_of_another_format_are_not_read(data: bytes) -> None:
    with pytest.raises(ValueError):
        decode(data)


def test_microseconds_are_exact_where_floats_are_not() -> None:
    assert microseconds(datetime(2286, 11, 20, 17, 46, 39, 999_999, UTC)) == 9_999_999_999_999_999
    assert digest(b"") == sha256(b"").digest()
