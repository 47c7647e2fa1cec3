"""Decision tables (DMN 1.3, chapter 8): compiled once, then a walk over the rules.

>>> table = DecisionTable(
...     (InputClause("urgency"),), (OutputClause(),), (Rule(("<= 2",), ('"now"',)),)
... )
>>> compile_table(table, Names.of(())).run({"urgency": Decimal(1)}).value
'now'
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from msgspec import Struct

from gongdan.engines.feel.arithmetic import add
from gongdan.engines.feel.comparison import equals, less
from gongdan.engines.feel.dmn.cells import Test, compile_cell
from gongdan.engines.feel.dmn.model import (
    Aggregator,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Rule,
)
from gongdan.engines.feel.evaluation import (
    NOTHING,
    Env,
    Meaning,
    Moment,
    Run,
    TooCostlyError,
)
from gongdan.engines.feel.meaning.compiling import compile_part
from gongdan.engines.feel.names import Names
from gongdan.engines.feel.parser import parse_expression, parse_tests
from gongdan.engines.feel.program import NO_MOMENT, Result
from gongdan.engines.feel.reader import Unreadable
from gongdan.engines.feel.values import Value

__all__ = ["CompiledTable", "DecisionTable", "InputClause", "OutputClause", "Rule", "compile_table"]

MOST_RULES = 10_000
_ONE_HIT = frozenset({HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST})


class Fault(Struct, frozen=True):
    """What can't be read in a table: where (`rules/3/inputs/0`), and why."""

    place: str
    unreadable: Unreadable


class CompiledRule(Struct, frozen=True, eq=False):
    """A rule: the tests of the inputs that it looks at, and what its outputs compute."""

    tests: tuple[tuple[int, Test], ...]
    outputs: tuple[Meaning, ...]
    number: int


Policy: TypeAlias = "Callable[[CompiledTable, list[CompiledRule], Env], Value]"
"""What a table makes of the rules that match (one at least)."""


class CompiledTable(Struct, frozen=True, eq=False):
    """A table ready to be asked; `ranks` are the outputs' values in the order of priority."""

    table: DecisionTable
    inputs: tuple[Meaning, ...]
    allowed: tuple[tuple[int, Test], ...]
    rules: tuple[CompiledRule, ...]
    defaults: tuple[Meaning | None, ...]
    ranks: tuple[tuple[Value, ...], ...]
    policy: Policy
    first_only: bool

    def run(self, context: Mapping[str, Value] = NOTHING, *, moment: Moment = NO_MOMENT) -> Result:
        """Ask the table with FEEL values by name; never raises."""
        account = Run(moment)
        try:
            value = self.decide(Env(context, account))
        except (TooCostlyError, RecursionError):
            account.warn("feel_too_costly", 0)
            return Result(None, tuple(account.warnings))
        return Result(value, tuple(account.warnings)) if account.warnings else Result(value)

    def decide(self, env: Env) -> Value:
        """Ask the table within a scope."""
        values = [meaning(env) for meaning in self.inputs]
        for place, test in self.allowed:
            if test(values[place], env) is not True:
                env.run.warn("dmn_input_not_allowed", 0, input=self.table.inputs[place].expression)
                return None
        hits = self._hits(values, env)
        if not hits:
            return self._default(env)
        return self.policy(self, hits, env)

    def hit_numbers(self, context: Mapping[str, Value]) -> tuple[int, ...]:
        """Return which rules (from 1) match: for the grid that shows why."""
        env = Env(context, Run(NO_MOMENT))
        return tuple(rule.number for rule in self._hits([each(env) for each in self.inputs], env))

    def _hits(self, values: Sequence[Value], env: Env) -> list[CompiledRule]:
        hits: list[CompiledRule] = []
        for rule in self.rules:
            for place, test in rule.tests:
                if test(values[place], env) is not True:
                    break
            else:
                hits.append(rule)
                if self.first_only:
                    break
        return hits

    def result(self, rule: CompiledRule, env: Env) -> Value:
        """Return what a rule gives: its value, or a context where there are several outputs."""
        if len(rule.outputs) == 1:
            return rule.outputs[0](env)
        return {
            clause.name: meaning(env)
            for clause, meaning in zip(self.table.outputs, rule.outputs, strict=True)
        }

    def _default(self, env: Env) -> Value:
        values = [meaning(env) if meaning else None for meaning in self.defaults]
        if all(meaning is None for meaning in self.defaults):
            if self.table.aggregator is Aggregator.COUNT:
                return Decimal(0)
            env.run.warn("dmn_no_rule_matches", 0)
            return None
        if len(values) == 1:
            value = values[0]
        else:
            names = [clause.name for clause in self.table.outputs]
            value = dict(zip(names, values, strict=True))
        several = self.table.hit_policy not in _ONE_HIT and self.table.aggregator is Aggregator.LIST
        return [value] if several and not isinstance(value, list) else value


def compile_table(
    table: DecisionTable, names: Names, *, faults: list[Fault] | None = None
) -> CompiledTable:
    """Compile a table; what can't be read is told in `faults`, and gives null (a cell: no hit)."""
    told = faults if faults is not None else []
    inputs = tuple(
        _expression(clause.expression, names, f"inputs/{place}", told)
        for place, clause in enumerate(table.inputs)
    )
    allowed = tuple(
        (place, test)
        for place, clause in enumerate(table.inputs)
        if (test := _cell(clause.values, names, f"inputs/{place}/values", told))
    )
    rules = tuple(
        CompiledRule(
            tuple(
                (column, test)
                for column, text in enumerate(rule.inputs)
                if (test := _cell(text, names, f"rules/{place}/inputs/{column}", told))
            ),
            tuple(
                _expression(text, names, f"rules/{place}/outputs/{column}", told)
                for column, text in enumerate(rule.outputs)
            ),
            place + 1,
        )
        for place, rule in enumerate(table.rules[:MOST_RULES])
    )
    return CompiledTable(
        table,
        inputs,
        allowed,
        rules,
        tuple(
            _expression(clause.default, names, f"outputs/{place}/default", told)
            if clause.default
            else None
            for place, clause in enumerate(table.outputs)
        ),
        tuple(_ranks(clause, names) for clause in table.outputs),
        _POLICIES[table.hit_policy],
        table.hit_policy is HitPolicy.FIRST,
    )


def _expression(text: str, names: Names, place: str, faults: list[Fault]) -> Meaning:
    part = parse_expression(text, names)
    if isinstance(part, Unreadable):
        faults.append(Fault(place, part))
        return _nothing
    return compile_part(part)


def _nothing(env: Env) -> Value:
    env.run.warn("feel_unreadable", 0)
    return None


def _cell(text: str, names: Names, place: str, faults: list[Fault]) -> Test | None:
    part = parse_tests(text, names)
    if isinstance(part, Unreadable):
        faults.append(Fault(place, part))
        return lambda _value, _env: None
    return compile_cell(part)


def _ranks(clause: OutputClause, names: Names) -> tuple[Value, ...]:
    part = parse_tests(clause.values, names)
    if isinstance(part, Unreadable):
        return ()
    env = Env(NOTHING, Run(NO_MOMENT))
    return tuple(compile_part(test)(env) for test in part.tests)


def _unique(table: CompiledTable, hits: list[CompiledRule], env: Env) -> Value:
    if len(hits) > 1:
        numbers = ", ".join(str(hit.number) for hit in hits)
        env.run.warn("dmn_several_rules_match", 0, rules=numbers)
        return None
    return table.result(hits[0], env)


def _any(table: CompiledTable, hits: list[CompiledRule], env: Env) -> Value:
    first, *others = [table.result(hit, env) for hit in hits]
    if any(equals(first, other) is not True for other in others):
        env.run.warn("dmn_rules_disagree", 0, rules=", ".join(str(hit.number) for hit in hits))
        return None
    return first


def _first(table: CompiledTable, hits: list[CompiledRule], env: Env) -> Value:
    return table.result(hits[0], env)


def _priority(table: CompiledTable, hits: list[CompiledRule], env: Env) -> Value:
    return table.result(_by_priority(table, hits, env)[0], env)


def _output_order(table: CompiledTable, hits: list[CompiledRule], env: Env) -> Value:
    return [table.result(hit, env) for hit in _by_priority(table, hits, env)]


def _rule_order(table: CompiledTable, hits: list[CompiledRule], env: Env) -> Value:
    return [table.result(hit, env) for hit in hits]


def _by_priority(table: CompiledTable, hits: list[CompiledRule], env: Env) -> list[CompiledRule]:
    def rank(hit: CompiledRule) -> tuple[int, ...]:
        return tuple(
            next(
                (at for at, each in enumerate(ranks) if equals(each, output(env)) is True),
                len(ranks),
            )
            for ranks, output in zip(table.ranks, hit.outputs, strict=True)
        )

    return sorted(hits, key=rank)


def _collect(table: CompiledTable, hits: list[CompiledRule], env: Env) -> Value:
    values = [table.result(hit, env) for hit in hits]
    match table.table.aggregator:
        case Aggregator.LIST:
            return values
        case Aggregator.COUNT:
            return Decimal(len({repr(value) for value in values}))
        case Aggregator.SUM:
            total = values[0]
            for value in values[1:]:
                total = add(total, value)
            return total
        case Aggregator.MIN:
            return _extreme(values, wanted=True)
        case Aggregator.MAX:
            return _extreme(values, wanted=False)


def _extreme(values: list[Value], *, wanted: bool) -> Value:
    best = values[0]
    for value in values[1:]:
        before = less(value, best)
        if before is None:
            return None
        best = value if before is wanted else best
    return best


_POLICIES: Final[Mapping[HitPolicy, Policy]] = {
    HitPolicy.UNIQUE: _unique,
    HitPolicy.ANY: _any,
    HitPolicy.PRIORITY: _priority,
    HitPolicy.FIRST: _first,
    HitPolicy.RULE_ORDER: _rule_order,
    HitPolicy.OUTPUT_ORDER: _output_order,
    HitPolicy.COLLECT: _collect,
}
