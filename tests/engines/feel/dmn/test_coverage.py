"""Gaps and overlaps of decision tables: what no rule decides, and what two rules do."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.engines.feel.dmn.coverage import Domain, coverage
from gongdan.engines.feel.dmn.model import DecisionTable, InputClause, OutputClause, Rule
from gongdan.engines.feel.dmn.tables import compile_table
from gongdan.engines.feel.names import Names

NO_NAMES = Names.of(())
ANYTHING = Domain()
URGENCY = Domain(whole=True, least=Decimal(1), most=Decimal(4))
DAY = 'date("2026-01-01")'
KIND = Domain(values=("leak", "fire"))


def table(*rows: tuple[str, ...]) -> DecisionTable:
    names = "nm"[: len(rows[0])]
    rules = tuple(Rule(row, ("1",)) for row in rows)
    return DecisionTable(tuple(InputClause(n) for n in names), (OutputClause(),), rules)


@pytest.mark.parametrize(
    ("rows", "domain", "gaps"),
    [
        ((("< 5",), ("> 5",)), ANYTHING, (("5",),)),
        ((("< 5",), (">= 5",)), ANYTHING, ()),
        ((("[1..2]",), ("4",)), URGENCY, (("(2..4)",),)),
        ((("[1..2]",), ("[3..4]",)), URGENCY, ()),
        ((("1, 2",), ("not(1, 2)",)), URGENCY, ()),
        ((('"leak"',),), KIND, (('"fire"',),)),
        ((('"leak"',), ('"fire"',)), KIND, ()),
        ((('"leak"',),), ANYTHING, (('not("leak")',),)),
        ((("true",),), ANYTHING, (("false",),)),
        ((("-",),), ANYTHING, ()),
        ((("< other",),), ANYTHING, ()),
        (((f"< {DAY}",),), ANYTHING, (("2026-01-01",), ("> 2026-01-01",))),
    ],
)
def test_a_case_without_a_rule_is_named(
    rows: tuple[tuple[str, ...], ...], domain: Domain, gaps: tuple[tuple[str, ...], ...]
) -> None:
    assert coverage(table(*rows), NO_NAMES, (domain,)).gaps == gaps


def test_rules_that_meet_in_every_column_overlap() -> None:
    rows = (("< 5", '"leak"'), ("[4..9]", '"leak", "fire"'), ("> 4", '"fire"'))
    assert coverage(table(*rows), NO_NAMES, (ANYTHING, KIND)).overlaps == ((1, 2), (2, 3))


CELLS = st.sampled_from(("-", "2", "< 2", ">= 3", "[1..3)", "not(2)", "1, 4", "(1..4)"))


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_gaps_and_overlaps_are_those_that_trying_every_value_finds(
    rows: list[tuple[str, str]],
) -> None:
    drawn = table(*rows)
    compiled = compile_table(drawn, NO_NAMES)
    tried = [
        compiled.hit_numbers({"n": Decimal(n), "m": Decimal(m)})
        for n, m in product(range(1, 5), repeat=2)
    ]
    found = coverage(drawn, NO_NAMES, (URGENCY, URGENCY))
    assert bool(found.gaps) == any(not hits for hits in tried)
    assert bool(found.overlaps) == any(len(hits) > 1 for hits in tried)
