"""An expression is judged against a form, and completed while somebody writes it."""

import pytest

from gongdan.engines.feel.checking import Known, check
from gongdan.engines.feel.completion import complete
from gongdan.engines.feel.types import (
    BOOLEAN,
    DATE_TIME,
    NUMBER,
    TEXT,
    ContextType,
    ListType,
)

NAMES = {
    "urgency": Known(NUMBER),
    "kind": Known(TEXT, ("leak", "fire")),
    "Monthly Salary": Known(NUMBER),
    "order": Known(ContextType((("priority", NUMBER), ("title", TEXT)))),
    "parts": Known(ListType(ContextType((("price", NUMBER),)))),
    "due": Known(DATE_TIME),
}


@pytest.mark.parametrize(
    "text",
    [
        'urgency <= 2 and kind = "leak"',
        "sum(parts.price) > 100",
        "count(parts[price > 3]) > 1",
        "due < now()",
        'due + duration("P1D") > @"2026-01-01"',
        "every p in parts satisfies p.price > 10",
        "if urgency = 1 then true else false",
        "kind = null",
        "Monthly Salary * 12 > 100000",
        "order.priority in [1..2]",
    ],
)  # fmt: skip
def test_a_sensible_expression_has_no_fault(text: str) -> None:
    assert check(text, NAMES, BOOLEAN) == ()


@pytest.mark.parametrize(
    ("text", "code", "at", "fact"),
    [
        ("urgency = kind", "feel_kinds_differ", 8, ("right", "string")),
        ('kind = "leek"', "feel_value_never_there", 7, ("nearest", "leak")),
        ('kind in ("leak", "flood")', "feel_value_never_there", 17, ("value", "flood")),
        ("urgncy > 2", "feel_name_unknown", 0, ("nearest", "urgency")),
        ("urgency + kind > 1", "feel_operands_unfit", 8, ("sign", "+")),
        ("if urgency then true else false", "feel_operand_unfit", 3, ("sign", "if")),
        ("order.prio > 1", "feel_member_unknown", 5, ("members", "priority, title")),
        ("foo(1) = 1", "feel_function_unknown", 3, ("name", "foo")),
        ('every p in parts satisfies p.price > "x"', "feel_kinds_differ", 35, ("left", "number")),
        ("urgency", "feel_result_of_other_kind", 0, ("wanted", "boolean")),
        ("urgency >", "feel_unfinished", 9, ("text", "")),
    ],
)
def test_what_is_not_sensible_is_told_with_its_place(
    text: str, code: str, at: int, fact: tuple[str, str]
) -> None:
    (found,) = check(text, NAMES, BOOLEAN)
    assert (found.code, found.at, found.facts[fact[0]]) == (code, at, fact[1])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('kind = "l', '"leak"'),
        ("kind = ", '"leak"'),
        ("urgency > 1 and Mon", "Monthly Salary"),
        ("order.p", "priority"),
        ("parts.", "price"),
        ("string l", "string length("),
        ("", "urgency"),
    ],
)
def test_what_may_stand_next_is_offered(text: str, first: str) -> None:
    offered = complete(text, len(text), NAMES)
    assert offered[0].text == first
    assert text[offered[0].begin :].lower() == first[: len(text) - offered[0].begin].lower()
