"""Canonical bytes: equal to RFC 8785 within the subset, refused outside it."""

from decimal import Decimal

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from gongdan.kernel.canonical import SAFE_INTEGER, NotCanonicalError, canonical, decimal_text

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-SAFE_INTEGER, SAFE_INTEGER)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
keys = st.text(st.characters(max_codepoint=127))
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=30
)


@given(values)
def test_canonical_bytes_are_those_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        {"a": 0.0},
        [SAFE_INTEGER + 1],
        -SAFE_INTEGER - 1,
        {"名": 1},
        "\ud800",
        {"a": ["\udfff"]},
    ],
)
def test_what_readers_disagree_about_has_no_canonical_form(value: object) -> None:
    with pytest.raises(NotCanonicalError):
        canonical(value)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_survives_as_text(number: Decimal) -> None:
    assert Decimal(decimal_text(number)) == number
    assert "E" not in decimal_text(number)
