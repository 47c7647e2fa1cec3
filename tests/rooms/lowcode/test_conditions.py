"""Conditions are FEEL over a definition's fields, whose values come in as their schemas say."""

from decimal import Decimal

import pytest

from gongdan.engines.flow.model import FlowDefinition
from gongdan.rooms.lowcode.contract import Bundle, Field, evaluate, evaluator
from gongdan.rooms.lowcode.contract.conditions import LONGEST, faults_in, names_in

CONTEXT = {"n": 2, "d": Decimal("0.1"), "s": "漏水", "t": True, "x": None, "list": [1]}


def field(**schema: object) -> Field:
    return Field({"en": "A field"}, schema)


BUNDLE = Bundle(
    "k",
    {},
    FlowDefinition({}, ()),
    fields={
        "amount": field(type="string", format="decimal"),
        "day": field(type="string", format="date"),
        "kind": field(type="string", enum=["leak", "fire"]),
        "parts": field(type="array", items={"type": "string"}),
    },
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("n = 2", True),
        ("n = 2.0", True),
        ("n < 3 and n >= 2", True),
        ('n > 3 or s = "漏水"', True),
        ("d < 0.1000000000000000000001", True),
        ("n > -1", True),
        ("n = 1 or n = 2 and t = false", False),
        ("x = null", True),
        ("missing = null", True),
        ("x < 1", None),
        ('n = "2"', None),
        ("x < 1 and n = 1", False),
        ("x < 1 or n = 2", True),
        ("list = null", False),
        ("n in [1..3]", True),
        ("not(n = 1)", True),
        ("some i in list satisfies i = 1", True),
        ("n = ", None),
    ],
)
def test_a_condition_has_three_values(text: str, value: bool | None) -> None:
    assert evaluate(text, CONTEXT) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("amount > 99.5", True),
        ("amount = 100", True),
        ('day + duration("P1D") = date("2026-03-01")', True),
        ("urgency <= 2 and amount > 99", True),
        ('list contains(parts, "seal")', True),
        ('day > today + duration("P3D")', True),
        ('day < today - duration("P1D")', False),
    ],
)
def test_values_come_in_as_their_schema_says(text: str, value: bool) -> None:
    context = {"amount": "100.00", "day": "2026-02-28", "urgency": 1, "parts": ["seal"]}
    context["today"] = "2026-02-24"
    assert evaluator(BUNDLE)(text, context) is value


def test_a_value_that_is_no_decimal_is_null() -> None:
    assert evaluator(BUNDLE)("amount > 1", {"amount": "a lot"}) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("amount > 100", None),
        ('day < date("2026-01-01")', None),
        ("urgency <= 2", None),
        ('day > today + duration("P3D")', None),
        ("colour = 1", "feel_name_unknown"),
        ('amount = "100"', "feel_kinds_differ"),
        ('kind = "flood"', "feel_value_never_there"),
        ("amount", "feel_result_of_other_kind"),
        ("amount >", "feel_unfinished"),
        ("price(1) = 2", "feel_function_unknown"),
        ("(" * 400, "feel_too_deep"),
        ("amount = 1 and " * 500 + "true", "feel_too_long"),
    ],
)
def test_what_is_not_sensible_is_told_before_it_is_published(text: str, code: str | None) -> None:
    assert [fault.code for fault in faults_in(text, BUNDLE)] == ([code] if code else [])


def test_the_names_of_a_condition_are_known() -> None:
    assert names_in("amount > 1 and urgency in [1, 2]") == {"amount", "urgency"}
    assert names_in("x" * LONGEST + "y") == frozenset()
