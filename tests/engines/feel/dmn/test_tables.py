"""Decision tables: which rules count, by each hit policy, and what a table says when none does."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.feel.dmn.model import (
    Aggregator,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Rule,
)
from gongdan.engines.feel.dmn.tables import Fault, compile_table
from gongdan.engines.feel.names import Names
from gongdan.engines.feel.program import compile_tests
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.text import text_of

NO_NAMES = Names.of(())


def table(
    policy: HitPolicy, aggregator: Aggregator = Aggregator.LIST, default: str = ""
) -> DecisionTable:
    rules = (
        Rule(("[1..5]",), ("10",)),
        Rule(("[4..8]",), ("30",)),
        Rule(("< 6",), ("20",)),
        Rule(("100",), ("10",)),
        Rule(("> 99",), ("10",)),
    )
    output = OutputClause(values="30, 20, 10", default=default)
    return DecisionTable((InputClause("x"),), (output,), rules, policy, aggregator)


@pytest.mark.parametrize(
    ("policy", "x", "value", "warned"),
    [
        ("U", 7, "30", None),
        ("U", 5, "null", "dmn_several_rules_match"),
        ("A", 100, "10", None),
        ("A", 5, "null", "dmn_rules_disagree"),
        ("F", 5, "10", None),
        ("P", 5, "30", None),
        ("R", 5, "[10, 30, 20]", None),
        ("O", 5, "[30, 20, 10]", None),
        ("C", 5, "[10, 30, 20]", None),
        ("F", 9, "null", "dmn_no_rule_matches"),
    ],
)
def test_the_hit_policy_says_which_rules_count(
    policy: str, x: int, value: str, warned: str | None
) -> None:
    found = compile_table(table(HitPolicy(policy)), NO_NAMES).run({"x": Decimal(x)})
    assert text_of(found.value) == value
    assert [warning.code for warning in found.warnings] == ([warned] if warned else [])


@pytest.mark.parametrize(
    ("aggregator", "value"), [("+", "60"), ("#", "3"), ("<", "10"), (">", "30")]
)
def test_collected_hits_are_summed_counted_or_compared(aggregator: str, value: str) -> None:
    compiled = compile_table(table(HitPolicy.COLLECT, Aggregator(aggregator)), NO_NAMES)
    assert text_of(compiled.run({"x": Decimal(5)}).value) == value


def test_the_default_counts_where_no_rule_does() -> None:
    compiled = compile_table(table(HitPolicy.UNIQUE, default="-1"), NO_NAMES)
    assert compiled.run({"x": Decimal(9)}).value == Decimal(-1)


def test_several_outputs_are_a_context_and_the_grid_sees_which_rules_matched() -> None:
    outputs = (OutputClause("who"), OutputClause("hours"))
    rules = (Rule(('"leak"', "-"), ('"plumber"', "4")), Rule(("-", ">= 3"), ('"anybody"', "24")))
    made = DecisionTable(
        (InputClause("kind"), InputClause("urgency")), outputs, rules, HitPolicy.FIRST
    )
    compiled = compile_table(made, NO_NAMES)
    context = {"kind": "leak", "urgency": Decimal(4)}
    assert compiled.run(context).value == {"who": "plumber", "hours": Decimal(4)}
    assert compiled.hit_numbers(context) == (1,)


def test_a_value_that_is_not_allowed_is_no_hit_but_a_warning() -> None:
    made = DecisionTable(
        (InputClause("x", values="[1..3]"),), (OutputClause(),), (Rule(("-",), ("1",)),)
    )
    found = compile_table(made, NO_NAMES).run({"x": Decimal(4)})
    assert (found.value, found.warnings[0].code) == (None, "dmn_input_not_allowed")


def test_what_cannot_be_read_is_named_by_its_place_in_the_grid() -> None:
    faults: list[Fault] = []
    made = DecisionTable((InputClause("x"),), (OutputClause(),), (Rule(("> >",), ("1 +",)),))
    compile_table(made, NO_NAMES, faults=faults)
    assert [fault.place for fault in faults] == ["rules/0/inputs/0", "rules/0/outputs/0"]


CELLS = st.sampled_from(
    ['"a"', '"a", "b"', "1", "-1", "[1..3]", "]1..3[", "< 2", ">= 2.5", "not(1)", "null", "true",
     '!= "a"', "1, [3..4]", 'date("2026-01-01")', '< date("2026-01-01")', "[1, 2]", "-", 'not("a", null)']
)  # fmt: skip
VALUES = st.sampled_from(
    [None, True, False, "a", "b", "c", *(Decimal(n) / 2 for n in range(-4, 9))]
)


@given(cell=CELLS, value=VALUES)
def test_a_quick_cell_judges_as_the_written_tests_do(cell: str, value: object) -> None:
    program = compile_tests(cell)
    assert not isinstance(program, Unreadable)
    quick = compile_table(
        DecisionTable((InputClause("x"),), (OutputClause(),), (Rule((cell,), ("1",)),)), NO_NAMES
    )
    assert (quick.run({"x": value}).value == Decimal(1)) is program.test(value)
