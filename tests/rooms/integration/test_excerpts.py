"""What is kept of a receiver's answer: short, readable, and without secrets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.rooms.integration.domain.excerpts import LONGEST, excerpt


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("", ""),
        ("no such order", "no such order"),
        ('{"error":"bad"}\r\n', '{"error":"bad"}'),
        ("key whsec_c2VjcmV0 wrong", "key *** wrong"),
        ("Authorization: Bearer abc.def", "Authorization: ***"),
        ("v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4= differs", "*** differs"),
        ("\x00\x1b[31mred\u202etxt", "[31mred txt"),
    ],
)
def test_an_answer_is_kept_without_what_looks_like_a_secret(said: str, kept: str) -> None:
    assert excerpt(said) == kept


@given(st.text(max_size=900))
def test_every_answer_fits_into_one_line(said: str) -> None:
    kept = excerpt(said)
    assert len(kept) <= LONGEST
    assert len(kept.splitlines()) <= 1
    assert "\x00" not in kept
