"""A decision table of three inputs and ten rules, first hit: evaluations a CPU second."""

import json
import time
from collections.abc import Callable, Iterable
from random import Random

from gongdan.engines.feel.dmn.model import (
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Rule,
)
from gongdan.engines.feel.dmn.tables import compile_table
from gongdan.engines.feel.names import Names
from gongdan.engines.feel.values import Value, feel_value

INPUTS = ("kind", "urgency", "amount")
ROWS = (
    ('"leak","flood"', "1", "-", "crew"),
    ('"leak"', "[2..3]", "> 5000", "engineer"),
    ('"leak"', "-", "-", "plumber"),
    ('"fire"', "-", "-", "crew"),
    ('"noise"', "<= 2", "-", "engineer"),
    ('"noise"', "-", "< 100", "helper"),
    ('"power"', "[1..2]", "-", "electrician"),
    ('"power"', "-", ">= 10000", "engineer"),
    ("-", "4", "< 1000", "helper"),
    ("-", "-", "-", "technician"),
)
KINDS = ("leak", "flood", "fire", "noise", "power", "door")
"""Cells are written alike in FEEL and in zen, but for "-" (anything), which zen leaves empty."""


def inputs(count: int = 1_000) -> list[dict[str, str | int]]:
    """Return random inputs, always the same."""
    chance = Random(7)
    return [
        {
            "kind": chance.choice(KINDS),
            "urgency": chance.randint(1, 4),
            "amount": chance.randint(1, 20_000),
        }
        for _ in range(count)
    ]


def our_rate(given: list[dict[str, str | int]], rounds: int) -> tuple[float, float, list[Value]]:
    """Return evaluations a CPU second, of FEEL values and of Python data, and the answers."""
    table = compile_table(
        DecisionTable(
            tuple(InputClause(name) for name in INPUTS),
            (OutputClause("who"),),
            tuple(Rule(row[:3], (f'"{row[3]}"',)) for row in ROWS),
            HitPolicy.FIRST,
        ),
        Names.of(()),
    )
    ready = [_values(each) for each in given]
    answers = [table.run(each).value for each in ready]
    fast = _rate(lambda: [table.run(each) for each in ready], len(given), rounds)
    plain = _rate(lambda: [table.run(_values(each)) for each in given], len(given), rounds)
    return fast, plain, answers


def _values(given: dict[str, str | int]) -> dict[str, Value]:
    return {name: feel_value(value) for name, value in given.items()}


def _rate(run: Callable[[], Iterable[object]], count: int, rounds: int) -> float:
    best = 0.0
    for _ in range(rounds):
        begin = time.process_time()
        run()
        best = max(best, count / (time.process_time() - begin))
    return best


def zen_model() -> str:
    """Return the same table in the JSON decision model of zen-engine."""
    cells = [{"id": f"i{n}", "name": name, "field": name} for n, name in enumerate(INPUTS)]
    rules = [
        {"_id": f"r{n}", "o": f'"{row[3]}"'}
        | {f"i{m}": "" if cell == "-" else cell for m, cell in enumerate(row[:3])}
        for n, row in enumerate(ROWS)
    ]
    table = {
        "hitPolicy": "first",
        "inputs": cells,
        "outputs": [{"id": "o", "name": "who", "field": "who"}],
        "rules": rules,
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})
