"""Expressions of other tools: they come out in FEEL as they did there, or are refused by name."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.feel.program import evaluate
from gongdan.engines.flow.bpmn.juel import NotTranslated, Translated, translate


def feel(expression: str) -> str:
    found = translate(expression)
    assert isinstance(found, Translated), found
    return found.feel


@pytest.mark.parametrize(
    ("expression", "context", "value"),
    [
        ("input == 1 || input == 3", {"input": 3}, True),
        ("a && !b and not c", {"a": True, "b": False, "c": False}, True),
        ("order.price >= 100 && order.price < 250", {"order": {"price": 250}}, False),
        ("orders[1].price", {"orders": [{"price": 1}, {"price": 2}]}, Decimal(2)),
        ("orders[i].price", {"orders": [{"price": 1}, {"price": 2}], "i": 1}, Decimal(2)),
        ("map['a key']", {"map": {"a key": 5}}, Decimal(5)),
        ("done / all ge 0.6", {"done": 3, "all": 5}, True),
        ("7 mod 4 + 2 * -1", {}, Decimal(1)),
        ("x == null", {}, True),
        ("empty x", {"x": []}, True),
        ("not empty x", {"x": [0]}, True),
        ("!empty x", {"x": "text"}, True),
        ("ok ? 'yes' : 'no'", {"ok": False}, "no"),
        ("status == '200'", {"status": 200}, True),
        ("passed == 'true'", {"passed": True}, True),
        ("name != 'left'", {"name": "right"}, True),
        ("list.size() > 1", {"list": [1, 2]}, True),
        ('name.startsWith("O\'")', {"name": "O'Hara"}, True),
        ("execution.getVariable('var1') != null", {"var1": 1}, True),
        ("vars:equals(decision, 'up')", {"decision": "up"}, True),
        ("var:gt('input', 2)", {"input": 3}, True),
        ("var:containsAny(list, 7, 2)", {"list": [1, 2]}, True),
        ("var:isNotEmpty(list)", {"list": [1]}, True),
    ],
)
def test_it_says_the_same(expression: str, context: dict[str, object], value: object) -> None:
    assert evaluate(feel(expression), context).value == value


@pytest.mark.parametrize(
    ("expression", "code", "at"),
    [
        ("bean.run(x)", "expression_calls", 6),
        ("T(java.lang.Runtime).exec('x')", "expression_calls", 1),
        ("date:format(start)", "expression_calls", 1),
        ("a ==", "expression_unreadable", 5),
        ("'open", "expression_unreadable", 1),
        ("a b", "expression_unreadable", 3),
        ("", "expression_unreadable", 1),
        ("between > 1", "expression_name_taken", 1),
        ("(" * 3_000, "expression_too_deep", 41),
        ("a" * 5_000, "expression_too_long", 4_000),
    ],
)
def test_what_feel_cannot_say_is_refused_with_its_place(
    expression: str, code: str, at: int
) -> None:
    found = translate(expression)
    assert isinstance(found, NotTranslated)
    assert (found.code, found.at) == (code, at)


def test_names_are_told_and_may_be_changed() -> None:
    found = translate("nrOfInstances > n", {"nrOfInstances": "numberOfInstances"})
    assert found == Translated("numberOfInstances > n", ("numberOfInstances", "n"))


@given(st.text(st.sampled_from("ab1.0'\"()[]!&|=<>+-*/%?:, {}$#\\"), max_size=60))
def test_whatever_is_written_never_raises(expression: str) -> None:
    found = translate(expression)
    if isinstance(found, Translated):
        evaluate(found.feel, {})
