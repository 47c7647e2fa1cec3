"""What FEEL expressions come out as, in its own words: each line an expression and its value."""

from decimal import Decimal

import pytest

from gongdan.engines.feel.program import compile_expression, evaluate
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.text import text_of

CONTEXT = {
    "urgency": 2,
    "kind": "leak",
    "Monthly Salary": 10_000,
    "loan": {"principal": 600_000, "term in months": 360},
    "parts": [{"name": "seal", "price": 12.5}, {"name": "pump", "price": 980}],
    "泵": {"振动": 7.1},
    "a+b": 3,
}


def text(expression: str) -> str:
    return text_of(evaluate(expression, CONTEXT).value, quoted=True)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.3333333333333333333333333333333333"),
        ("2 ** 3 ** 2", "64"),
        ("-2 ** 2", "4"),
        ("1 + 2 * 3 - 4 / 2", "5"),
        ("12 * Monthly Salary", "120000"),
        ("loan.principal / loan.term in months", "1666.666666666666666666666666666667"),
        ("a+b * 2", "6"),
        ("泵.振动 > 7", "true"),
        ('string length("泵振动😀")', "4"),
        ('parts[name = "pump"].price', "[980]"),
        ("parts.name", '["seal", "pump"]'),
        ("parts[1].name", '"seal"'),
        ("parts[-1].name", '"pump"'),
        ("sum(parts.price)", "992.5"),
        ("[1, 2, 3, 4][item > 2]", "[3, 4]"),
        ("some p in parts satisfies p.price > 900", "true"),
        ("every p in parts satisfies p.price > 900", "false"),
        ("for i in 3..1 return i", "[3, 2, 1]"),
        ("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24]"),
        ("if urgency <= 2 then 1 else 2", "1"),
        ("if null then 1 else 2", "2"),
        ('urgency between 1 and 2 and kind in ("leak", "fire")', "true"),
        ("5 in (<= 5)", "true"),
        ("5 in [1..5[", "false"),
        ("5 in ]5..6]", "false"),
        ("{a: 1, b: a + 1}.b", "2"),
        ("{f: function(x, y) x - y}.f(y: 1, x: 3)", "2"),
        ("(function(n: number) n + 1)([4])", "5"),
        ("true or null", "true"),
        ("false or null", "null"),
        ("false and null", "false"),
        ('not("yes")', "null"),
        ('1 = "1"', "null"),
        ("null = null", "true"),
        ("1 != null", "true"),
        ("[1, [2, 3]] = [1, [2, 3]]", "true"),
        ("3 instance of number", "true"),
        ("[1, 2] instance of list<number>", "true"),
        ("null instance of Any", "false"),
        ('date("2024-01-31") + duration("P1M")', "2024-02-29"),
        ('@"2024-03-30T12:00:00@Europe/Berlin" + @"P1D"', "2024-03-31T13:00:00@Europe/Berlin"),
        ('@"2024-01-01" - @"2023-12-25"', "P7D"),
        ('@"10:00:00+08:00" = @"02:00:00Z"', "true"),
        ('years and months duration(@"2020-02-29", @"2024-02-28")', "P3Y11M"),
        ('day of week(@"2026-11-26")', '"Thursday"'),
        ('week of year(@"2021-01-03")', "53"),
        ('replace("0123456789", "(\\d{3})(\\d{3})(\\d{4})", "($1) $2-$3")', '"(012) 345-6789"'),
        ('split("a;b;;c", ";")', '["a", "b", "", "c"]'),
        ('string join(["a", null, "c"], "-")', '"a-c"'),
        ('number("1 234,5", " ", ",")', "1234.5"),
        ("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"),
        ("list replace([1, 2, 3], function(item, new) item = 2, 9)", "[1, 9, 3]"),
        ('context put({a: {b: 1}}, ["a", "c"], 2)', "{a: {b: 1, c: 2}}"),
        ("modulo(-12, 5)", "3"),
        ("round half up(5.5, 0)", "6"),
        ("decimal(2.5, 0)", "2"),
        ("median([4, 1, 3, 2])", "2.5"),
        ("overlaps([1..5], [5..8])", "true"),
        ("before([1..5[, [5..8])", "true"),
        ("count([1, 2][item > 5])", "0"),
        ('"😀" = "\\U01F600"', "true"),
        ("// what is asked\n1 /* and */ + 1", "2"),
    ],
)  # fmt: skip
def test_an_expression_comes_out_as_the_standard_says(expression: str, value: str) -> None:
    assert text(expression) == value


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("1 + null", "feel_operands_unfit"),
        ("nobody", "feel_name_unknown"),
        ("kind.length", "feel_member_unknown"),
        ('substring("abc", "x")', "feel_arguments_unfit"),
        ("nothing(1)", "feel_no_function"),
        ("if 1 then 2 else 3", "feel_test_not_boolean"),
        ("{a: 1, a: 2}", "feel_key_doubled"),
    ],
)
def test_what_cannot_be_computed_is_null_and_a_warning_says_why(expression: str, code: str) -> None:
    found = evaluate(expression, CONTEXT)
    assert code in [warning.code for warning in found.warnings]


@pytest.mark.parametrize(
    ("expression", "code", "at"),
    [
        ("1 +", "feel_unfinished", 3),
        ("(1", "feel_unfinished", 2),
        ('"open', "feel_text_unended", 0),
        ("1 2", "feel_unexpected", 2),
        ("f(1, x: 2)", "feel_arguments_mixed", 1),
        ("if a then b", "feel_unfinished", 11),
        ("a = = b", "feel_unexpected", 4),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(expression: str, code: str, at: int) -> None:
    found = compile_expression(expression)
    assert isinstance(found, Unreadable)
    assert (found.code, found.at) == (code, at)


def test_python_numbers_come_in_as_decimals() -> None:
    assert evaluate("x", {"x": 0.1}).value == Decimal("0.1")
    assert evaluate("x + y", {"x": 2**70, "y": 1}).value == Decimal(2**70 + 1)
    assert evaluate("x", {"x": float("nan")}).value is None
