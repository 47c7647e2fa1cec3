"""No text that a person enters can hang a server or fill its memory, and none raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.feel.program import Result, compile_expression, compile_tests, evaluate
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.values import feel_value

BOMBS = [
    "for a in 1..1000000000 return a",
    "for a in 1..1000, b in 1..1000, c in 1..1000 return a",
    "{f: function(n) f(n)}.f(1)",
    "count(for a in 1..99999 return for b in 1..99999 return b)",
    "some x in 1..1000000000 satisfies x < 0",
    "{g: function(l) g(concatenate(l, l))}.g([1, 2, 3])",
    "sort(for i in 1..90000 return 90000 - i, function(a, b) count(for z in 1..1000 return z) > 0)",
    "distinct values(for i in 1..90000 return i)",
]


@pytest.mark.parametrize("expression", BOMBS)
def test_a_bomb_ends_with_null_and_a_warning(expression: str) -> None:
    found = evaluate(expression)
    assert found.value is None
    assert [warning.code for warning in found.warnings] in (
        ["feel_too_costly"],
        ["feel_no_function"],
    )


@pytest.mark.parametrize(
    "expression",
    [
        "9 ** 9 ** 9 ** 9",
        "10 ** 9999",
        'replace("' + "a" * 5_000 + '", "(a*)*b", "x")',
        'matches("' + "a" * 5_000 + '!", "^(a+)+$")',
        'matches("abab", "(ab)\\1")',
        "exp(99999999999)",
        "decimal(1, 6176)",
        'date("999999999-12-31") + duration("P99999999999D")',
        'duration("P1D") * 10 ** 6000',
    ],
)
def test_extreme_arguments_are_answered(expression: str) -> None:
    assert isinstance(evaluate(expression), Result)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 5_000 + "1" + ")" * 5_000, "feel_too_deep"),
        ("-" * 5_000 + "1", "feel_too_deep"),
        ("[" * 5_000, "feel_too_deep"),
        ("1" * 20_001, "feel_too_long"),
        ("+".join("1" * 6_000), "feel_too_large"),
        ("if " * 2_000 + "1", "feel_too_deep"),
        ("x instance of " + "list<" * 200 + "number" + ">" * 200, "feel_too_deep"),
    ],
)
def test_a_monstrous_text_is_refused_at_once(text: str, code: str) -> None:
    found = compile_expression(text)
    assert isinstance(found, Unreadable)
    assert found.code == code


@given(
    st.text(alphabet='ab1."()[]{}<>=!-+*/,:@? \nifthenelsforinreturnandotPTD\\x00泵', max_size=60)
)
def test_any_text_is_read_or_refused_and_nothing_is_raised(text: str) -> None:
    evaluate(text, {"a": 1, "b": [1, {"a": None}]})
    compile_tests(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
SIGNS = "+ - * / ** = != < <= > >= and or".split()


@given(left=JSON, sign=st.sampled_from(SIGNS), right=JSON)
def test_every_operator_takes_every_value(left: object, sign: str, right: object) -> None:
    assert isinstance(evaluate(f"x {sign} y", {"x": left, "y": right}), Result)


def test_data_that_nests_without_end_is_cut() -> None:
    endless: list[object] = []
    endless.append(endless)
    value = feel_value(endless)
    assert isinstance(value, list)
