"""Test rows of a table: what it must answer for which values; a row that fails is a finding."""

from collections.abc import Iterator, Mapping

from gongdan.engines.feel.dmn.tables import CompiledTable, compile_table
from gongdan.engines.feel.types import ANY
from gongdan.engines.feel.values import Value
from gongdan.rooms.lowcode.contract import Finding
from gongdan.rooms.lowcode.contract.conditions import run
from gongdan.rooms.lowcode.contract.deciding import NO_NAMES, as_dmn, names_of
from gongdan.rooms.lowcode.contract.tables import Table, TableTest
from gongdan.rooms.lowcode.domain.expressions import Judge

MOST_TESTS = 200
LISTS = frozenset("ROC")
"""Hit policies that give several answers, unless they are added up."""


def failing(judge: Judge, table: Table, place: str) -> Iterator[Finding]:
    """Find test rows that can't be read, and those whose table answers otherwise.

    Values and answers are FEEL, computed without any name; an answer left empty is not looked at.
    """
    facts: dict[str, str | int | list[str]] = {"count": len(table.tests), "limit": MOST_TESTS}
    if len(table.tests) > MOST_TESTS:
        yield Finding("table_size", f"{place}/tests", facts)
        return
    compiled, names = compile_table(as_dmn(table), NO_NAMES), names_of(table)
    for row, test in enumerate(table.tests):
        where = f"{place}/tests/{row}"
        if len(test.expected) != len(table.outputs):
            yield Finding("table_row_uneven", where, {"row": row + 1})
            continue
        unreadable = tuple(_unreadable(judge, test, where))
        yield from unreadable
        if not unreadable:
            given = {name: _value(test.given.get(name, "")) for name in names}
            yield from _failures(table, test, _answers(table, compiled, given), where)


def _unreadable(judge: Judge, test: TableTest, where: str) -> Iterator[Finding]:
    alone = Judge(judge.bundle, {})
    for name, text in test.given.items():
        if text.strip():
            known = judge.known.get(name)
            yield from alone.judged(
                text, f"{where}/given/{name[:80]}", known.type if known else ANY
            )
    for column, text in enumerate(test.expected):
        if text.strip():
            yield from alone.judged(text, f"{where}/expected/{column}")


def _failures(table: Table, test: TableTest, answers: list[Value], where: str) -> Iterator[Finding]:
    for column, (text, got) in enumerate(zip(test.expected, answers, strict=True)):
        if text.strip() and _value(text) != got:
            output = table.outputs[column]
            facts: dict[str, str | int | list[str]] = {
                "output": output.name[:40],
                "expected": text[:80],
                "got": _said(got)[:80],
            }
            yield Finding("table_test_fails", f"{where}/expected/{column}", facts)


def _answers(table: Table, compiled: CompiledTable, given: Mapping[str, Value]) -> list[Value]:
    """Return what a table answers, by output; a list for each where it gives several."""
    answer = compiled.run(given).value
    several = table.hit_policy in LISTS and not table.aggregator
    if len(table.outputs) == 1:
        return [answer if answer is not None or not several else []]
    names = [output.name for output in table.outputs]
    if several:
        rows = answer if isinstance(answer, list) else []
        return [[_member(row, name) for row in rows] for name in names]
    return [_member(answer, name) for name in names]


def _member(answer: Value, name: str) -> Value:
    return answer.get(name) if isinstance(answer, Mapping) else None


def _value(text: str) -> Value:
    return run(text, {}) if text.strip() else None


def _said(value: Value) -> str:
    """Return a value as FEEL writes it."""
    if isinstance(value, list):
        return f"[{', '.join(map(_said, value))}]"
    if isinstance(value, str):
        return f'"{value}"'
    said = run("string(value)", {"value": value})
    return said if isinstance(said, str) else "null"
