"""The FEEL subset means what FEEL means, and refuses what it does not know."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.rooms.lowcode.contract.conditions import Unreadable, evaluate, parse

CONTEXT = {"n": 2, "d": Decimal("0.1"), "s": "漏水", "t": True, "x": None, "list": [1]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("n = 2", True),
        ("n = 2.0", True),
        ("n != 2", False),
        ("n < 3 and n >= 2", True),
        ('n > 3 or s = "漏水"', True),
        ("d = 0.1", True),
        ("d < 0.1000000000000000000001", True),
        ("n > -1", True),
        ("(n = 1 or n = 2) and t = true", True),
        ("n = 1 or n = 2 and t = false", False),
        ("x = null", True),
        ("missing = null", True),
        ("n != null", True),
        ("x < 1", None),
        ('n = "2"', None),
        ('n < "2"', None),
        ("t < true", None),
        ("x < 1 and n = 1", False),
        ("x < 1 and n = 2", None),
        ("x < 1 or n = 2", True),
        ("x < 1 or n = 1", None),
        ("list = 1", None),
        ("list = null", False),
        ('s = "a \\"b\\" \\\\c"', False),
    ],
)  # fmt: skip
def test_a_condition_has_three_values(text: str, value: bool | None) -> None:
    assert evaluate(text, CONTEXT) is value


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 0),
        ("n", 1),
        ("n = ", 4),
        ("n = m", 4),
        ("1 = n", 0),
        ("n = 1 and", 9),
        ("n = 1 xor n = 2", 6),
        ("(n = 1", 6),
        ("n = 1)", 5),
        ("n + 1 = 2", 2),
        ("not(n = 1)", 0),
        ("n in [1..3]", 2),
        ('n = "open', 4),
        ("n = 1 // x", 6),
        ('__import__("os") = 1', 10),
        ("n = 1e5", 4),
    ],
)  # fmt: skip
def test_what_is_not_supported_is_refused_with_its_place(text: str, at: int) -> None:
    found = parse(text)
    assert isinstance(found, Unreadable)
    assert (found.code, found.at) == ("condition_not_supported", at)
    assert evaluate(text, CONTEXT) is None


def test_bombs_are_refused_before_they_are_read() -> None:
    assert parse("(" * 400) == Unreadable("condition_too_deep", 10, "(")
    long = parse(" and ".join(["n = 1"] * 200))
    assert isinstance(long, Unreadable)
    assert long.code == "condition_too_long"


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    assert evaluate(text, CONTEXT) in {True, False, None}
