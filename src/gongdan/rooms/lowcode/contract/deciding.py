"""Asking a definition's decision tables while an order runs."""

from collections.abc import Callable, Mapping
from functools import cache

from msgspec import Struct

from gongdan.engines.feel.dmn.model import (
    Aggregator,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Rule,
)
from gongdan.engines.feel.dmn.tables import CompiledTable, Fault, compile_table
from gongdan.engines.feel.parser import parse_expression, parse_tests
from gongdan.engines.feel.program import known_names
from gongdan.engines.feel.types import FeelType, fits
from gongdan.engines.feel.values import Value
from gongdan.engines.flow.model import Context
from gongdan.rooms.lowcode.contract.bundle import Bundle
from gongdan.rooms.lowcode.contract.conditions import feeding, named_in
from gongdan.rooms.lowcode.contract.named import answer_type, fed
from gongdan.rooms.lowcode.contract.tables import Table

NO_NAMES = known_names(frozenset())
"""All names of a definition are single words; those of functions are not."""


class Answer(Struct, frozen=True):
    """What a table answers, which rules (from 1) held, and why parts of it are null."""

    value: Value
    rules: tuple[int, ...]
    warnings: tuple[str, ...] = ()


def decider(bundle: Bundle) -> Callable[[str, Context], Value]:
    """Return what answers for the tables of a definition; an unknown one answers null."""
    ask = asker(bundle)

    def decide(key: str, context: Context) -> Value:
        found = ask(key, context)
        return None if found is None else found.value

    return decide


def asker(bundle: Bundle) -> Callable[[str, Context], Answer | None]:
    """Return what tells also why: for test rows. None: there is no such table."""
    types = feeding(bundle)

    @cache
    def compiled(key: str) -> tuple[CompiledTable, tuple[str, ...], FeelType]:
        table = bundle.tables[key]
        return compile_table(as_dmn(table), NO_NAMES), names_of(table), answer_type(table)

    def ask(key: str, context: Context) -> Answer | None:
        if key not in bundle.tables:
            return None
        table, names, kind = compiled(key)
        values: Mapping[str, Value] = {
            name: fed(context.get(name), types.get(name)) for name in names
        }
        result = table.run(values)
        value = result.value if fits(result.value, kind) else None
        warned = tuple(each.code for each in result.warnings)
        return Answer(value, table.hit_numbers(values), warned)

    return ask


def as_dmn(table: Table) -> DecisionTable:
    """Return a table as the engine knows it."""
    return DecisionTable(
        tuple(InputClause(each.expression) for each in table.inputs),
        tuple(
            OutputClause(each.name, values=", ".join(each.values), default=each.default)
            for each in table.outputs
        ),
        tuple(Rule(each.inputs, each.outputs, each.note) for each in table.rules),
        HitPolicy(table.hit_policy),
        Aggregator(table.aggregator),
    )


def compile_faults(table: Table) -> tuple[Fault, ...]:
    """Return what can't be read in a table, with its place there."""
    faults: list[Fault] = []
    compile_table(as_dmn(table), NO_NAMES, faults=faults)
    return tuple(faults)


def names_of(table: Table) -> tuple[str, ...]:
    """Return the names that a table reads."""
    found = [named_in(parse_expression(each.expression, NO_NAMES)) for each in table.inputs]
    for rule in table.rules:
        found += [named_in(parse_tests(text, NO_NAMES)) for text in rule.inputs]
        found += [named_in(parse_expression(text, NO_NAMES)) for text in rule.outputs]
    found += [named_in(parse_expression(each.default, NO_NAMES)) for each in table.outputs]
    return tuple(sorted(frozenset[str]().union(*found)))
