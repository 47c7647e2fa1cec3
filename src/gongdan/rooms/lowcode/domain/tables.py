"""The tables section: decision tables whose every cell is judged before it ever decides."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongdan.engines.feel import syntax
from gongdan.engines.feel.checking import Known as Name
from gongdan.engines.feel.dmn.coverage import Coverage, Domain, coverage
from gongdan.engines.feel.inference import infer
from gongdan.engines.feel.parser import parse_expression, parse_tests
from gongdan.engines.feel.program import compile_expression
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.types import ANY, BOOLEAN, FeelType
from gongdan.engines.feel.values import feel_value
from gongdan.engines.flow.model import Kind
from gongdan.rooms.lowcode.contract import Bundle, Change, Finding, Known, changes_by_key
from gongdan.rooms.lowcode.contract.deciding import NO_NAMES, as_dmn
from gongdan.rooms.lowcode.contract.named import ORDER_RANGES, TYPES, known_in
from gongdan.rooms.lowcode.contract.tables import Table, TableInput, TableOutput
from gongdan.rooms.lowcode.domain.expressions import Judge, Names
from gongdan.rooms.lowcode.domain.table_tests import MOST_TESTS, failing
from gongdan.rooms.lowcode.domain.words import NAME, missing_words

MOST_COLUMNS = 20
MOST_RULES = 1_000
INPUT = "?"
"""FEEL's name for the value that a cell tests."""
_AMOUNT = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?", re.ASCII)


class TablesSection:
    """The rules that a definition decides by."""

    name = "tables"
    schema: dict[str, object] = {
        "type": "object",
        "propertyNames": {"pattern": f"^{NAME.pattern}$"},
        "additionalProperties": {
            "type": "object",
            "required": ["title", "inputs", "outputs", "rules"],
            "properties": {
                "title": {"type": "object"},
                "inputs": {"type": "array", "maxItems": MOST_COLUMNS},
                "outputs": {"type": "array", "minItems": 1, "maxItems": MOST_COLUMNS},
                "rules": {"type": "array", "maxItems": MOST_RULES},
                "hit_policy": {"enum": list("UAPFROC")},
                "aggregator": {"enum": ["", "+", "#", "<", ">"]},
                "tests": {"type": "array", "maxItems": MOST_TESTS},
            },
            "additionalProperties": False,
        },
    }

    def check(self, bundle: Bundle, known: Known) -> Iterator[Finding]:  # noqa: ARG002 - a Section
        """Find what keeps a table from deciding, and rules that ask for tables that are not."""
        judge = Judge(bundle, known_in(bundle) if bundle.tables else {})
        for key, table in bundle.tables.items():
            place = f"tables/{key[:80]}"
            if not NAME.fullmatch(key):
                yield Finding("table_key_malformed", place, {"key": key[:80]})
            shape = tuple(_shape(table, place))
            yield from shape
            contents = () if shape else tuple(_contents(judge, table, place))
            yield from contents
            # a table that can't be read answers nothing that a test could be held against
            if table.tests and not (shape or contents):
                yield from failing(judge, table, place)
        for key, node in bundle.flow.nodes.items():
            if node.kind is Kind.RULE and node.calls and node.calls not in bundle.tables:
                facts: dict[str, str | int | list[str]] = {"table": node.calls[:80]}
                yield Finding("flow_table_unknown", f"flow/nodes/{key[:80]}/calls", facts)

    def diff(self, before: Bundle, after: Bundle) -> tuple[Change, ...]:
        """Compare by table."""
        return changes_by_key(self.name, before.tables, after.tables)

    def explain(self, bundle: Bundle, locale: str) -> tuple[str, ...]:
        """Say each table as `title: inputs -> outputs (hit policy, number of rules)`."""
        return tuple(_sentence(key, table, locale) for key, table in bundle.tables.items())


def gaps_in(bundle: Bundle) -> Iterator[Finding]:
    """Find cases that no rule decides: to be looked at, for none may be meant."""
    for key, table in bundle.tables.items():
        place = f"tables/{key[:80]}"
        if any(output.default for output in table.outputs) or any(_shape(table, place)):
            continue
        for case in covered(bundle, table).gaps:
            said = ", ".join(
                f"{column.expression[:60]}: {test}"
                for column, test in zip(table.inputs, case, strict=True)
            )
            yield Finding("table_gap", place, {"case": said})


def covered(bundle: Bundle, table: Table) -> Coverage:
    """Return the gaps and overlaps of a table, as far as its cells are constant."""
    domains = [_domain(bundle, column) for column in table.inputs]
    return coverage(as_dmn(table), NO_NAMES, domains)


def _sentence(key: str, table: Table, locale: str) -> str:
    def said(titles: dict[str, str], otherwise: str) -> str:
        return titles.get(locale) or otherwise

    inputs = ", ".join(said(each.title, each.expression) for each in table.inputs)
    outputs = ", ".join(said(each.title, each.name) for each in table.outputs)
    policy = f"{table.hit_policy}{table.aggregator}"
    return f"{said(table.title, key)}: {inputs} -> {outputs} ({policy}, {len(table.rules)})"


def _shape(table: Table, place: str) -> Iterator[Finding]:
    yield from missing_words(table.title, f"{place}/title")
    for part, count, limit in (
        ("inputs", len(table.inputs), MOST_COLUMNS),
        ("outputs", len(table.outputs), MOST_COLUMNS),
        ("rules", len(table.rules), MOST_RULES),
    ):
        if not 1 <= count <= limit:
            facts: dict[str, str | int | list[str]] = {"count": count, "limit": limit}
            yield Finding("table_size", f"{place}/{part}", facts)
    for row, rule in enumerate(table.rules):
        if (len(rule.inputs), len(rule.outputs)) != (len(table.inputs), len(table.outputs)):
            yield Finding("table_row_uneven", f"{place}/rules/{row}", {"row": row + 1})
    yield from _names(table, place)
    adds = table.aggregator in {"+", "<", ">"}
    one_number = len(table.outputs) == 1 and table.outputs[0].type == "number"
    if (table.aggregator and table.hit_policy != "C") or (adds and not one_number):
        yield Finding("table_aggregator_unfit", f"{place}/aggregator", {})
    if table.hit_policy in {"P", "O"} and not any(each.values for each in table.outputs):
        yield Finding("table_priority_missing", f"{place}/outputs", {})


def _names(table: Table, place: str) -> Iterator[Finding]:
    seen = set[str]()
    for column, output in enumerate(table.outputs):
        where = f"{place}/outputs/{column}"
        if not NAME.fullmatch(output.name) or output.name in seen:
            yield Finding("table_output_name", f"{where}/name", {"name": output.name[:80]})
        seen.add(output.name)
        for part, text in (("least", output.least), ("most", output.most)):
            if text and (output.type != "number" or not _AMOUNT.fullmatch(text)):
                yield Finding("table_range_unreadable", f"{where}/{part}", {"text": text[:40]})


def _contents(judge: Judge, table: Table, place: str) -> Iterator[Finding]:
    for column, clause in enumerate(table.inputs):
        yield from judge.judged(clause.expression, f"{place}/inputs/{column}")
    for column, output in enumerate(table.outputs):
        where = f"{place}/outputs/{column}"
        for at, text in enumerate(output.values):
            yield from _result(judge, output, text, f"{where}/values/{at}")
        if output.default:
            yield from _result(judge, output, output.default, f"{where}/default")
    for row, rule in enumerate(table.rules):
        where = f"{place}/rules/{row}"
        for column, text in enumerate(rule.inputs):
            yield from _cell(judge, table.inputs[column], text, f"{where}/inputs/{column}")
        for column, text in enumerate(rule.outputs):
            yield from _result(judge, table.outputs[column], text, f"{where}/outputs/{column}")
    if table.hit_policy == "U":
        for first, second in covered(judge.bundle, table).overlaps:
            facts: dict[str, str | int | list[str]] = {"first": first, "second": second}
            yield Finding("table_rules_overlap", f"{place}/rules/{second - 1}", facts)


def _cell(judge: Judge, column: TableInput, text: str, place: str) -> Iterator[Finding]:
    """Judge a cell as the condition `input in (tests)` that it stands for."""
    tests = parse_tests(text, NO_NAMES)
    if isinstance(tests, Unreadable):
        yield Finding(tests.code, place, {"text": tests.text, "at": tests.at + 1})
        return
    kind = _kind(column.expression, judge.known)
    yield from _foreign_kind(tests, text, kind, place)
    if tests.tests and not tests.negated:
        tested = judge.beside({INPUT: Name(kind)})
        before = len(column.expression) + len(" in (")
        for found in tested.judged(f"{column.expression} in ({text})", place, BOOLEAN):
            at = found.facts.get("at", 0)
            inner = max(at - before, 1) if isinstance(at, int) else 1
            yield Finding(found.code, place, {**found.facts, "at": inner})


def _foreign_kind(tests: syntax.Tests, text: str, kind: FeelType, place: str) -> Iterator[Finding]:
    """Find constants of another kind than the column: they would never hold."""
    for test in tests.tests if kind != ANY else ():
        is_value = isinstance(test, syntax.Literal) and test.value is not None
        if is_value and infer(test, {}).type != kind:
            yield Finding("table_cell_of_other_kind", place, {"text": text[:80]})


def _result(judge: Judge, output: TableOutput, text: str, place: str) -> Iterator[Finding]:
    found = tuple(judge.judged(text, place, TYPES[output.type]))
    yield from found
    program = None if found else compile_expression(text)
    if program is None or isinstance(program, Unreadable):
        return
    value = program.run().value
    if isinstance(value, Decimal) and not _in_range(output, value):
        facts: dict[str, str | int | list[str]] = {
            "value": str(value),
            "least": output.least or "…",
            "most": output.most or "…",
        }
        yield Finding("table_value_out_of_range", place, facts)


def _in_range(output: TableOutput, value: Decimal) -> bool:
    least, most = (Decimal(text) if text else value for text in (output.least, output.most))
    return least <= value <= most


def _kind(expression: str, names: Names) -> FeelType:
    part = parse_expression(expression, NO_NAMES)
    if isinstance(part, Unreadable):
        return ANY
    return infer(part, {name: each.type for name, each in names.items()}).type


def _domain(bundle: Bundle, column: TableInput) -> Domain:
    """Return what a column's values can be, where it is one field or a fact of the order."""
    name = column.expression.strip()
    if name in ORDER_RANGES:
        least, most = map(Decimal, ORDER_RANGES[name])
        return Domain(whole=True, least=least, most=most)
    field = bundle.fields.get(name)
    if field is None:
        return Domain()
    listed = field.schema.get("enum")
    values = tuple(map(feel_value, listed)) if isinstance(listed, list) else ()
    low, high = (field.schema.get(part) for part in ("minimum", "maximum"))
    return Domain(
        whole=field.schema.get("type") == "integer",
        least=Decimal(low) if isinstance(low, int) else None,
        most=Decimal(high) if isinstance(high, int) else None,
        values=values,
    )
