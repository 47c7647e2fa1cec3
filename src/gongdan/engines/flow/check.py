"""What is wrong with a definition, where, and so that it can be mended.

A definition without findings is sound: from every state that it can reach it can end, no token
is lost, and (`orders=True`) nobody gets past one of the five stages. The proof is by shape, not
by trying out states: forks and joins nest like brackets, the ways back stay inside their
bracket, and without the ways back there is no cycle. Time and memory are linear in the edges.

A flow that is not for orders may have any shape that BPMN allows. Then the proof does not hold,
and a warning says where it breaks: such a flow runs, but only trying tells whether it ends.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from msgspec.structs import replace

from gongdan.engines.flow.contents import check_contents
from gongdan.engines.flow.definition import FlowDefinition
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.forks import check_forks
from gongdan.engines.flow.insides import check_begins, check_insides
from gongdan.engines.flow.nodes import check_nodes, check_ways
from gongdan.engines.flow.orders import SERVED, Served, check_caught, check_served
from gongdan.engines.flow.paths import check_idle_loops, check_paths, check_reached
from gongdan.engines.flow.references import check_one_start, check_references
from gongdan.engines.flow.stages import check_no_stages, check_stages

MAX_NODES = 1_000
MAX_EDGES = 4_000
MAX_FINDINGS = 100


def check(
    definition: FlowDefinition, *, orders: bool = False, served: Served = SERVED
) -> tuple[Finding, ...]:
    """Return what is wrong, at most `MAX_FINDINGS`; each group only if the ones before are clean.

    `orders` demands the five stages, the proof, and no more than what is `served`. Expressions
    are read by whoever knows their language (`expressions.expressions_of` lists them).
    """
    if len(definition.nodes) > MAX_NODES:
        return (_too_many("nodes", len(definition.nodes), MAX_NODES),)
    if len(definition.edges) > MAX_EDGES:
        return (_too_many("edges", len(definition.edges), MAX_EDGES),)
    groups = _for_orders(definition, served) if orders else _for_any(definition)
    for group in groups:
        found = tuple(islice(group, MAX_FINDINGS))
        if found:
            return found
    return ()


def _too_many(what: str, count: int, limit: int) -> Finding:
    return Finding(f"flow_too_many_{what}", what, {"count": count, "limit": limit})


def _for_orders(definition: FlowDefinition, served: Served) -> Iterator[Iterable[Finding]]:
    """Yield the groups of checks; each may rely on the ones before it."""
    yield check_references(definition)
    yield check_served(definition, served)
    yield chain(check_one_start(definition), check_insides(definition), check_contents(definition))
    yield chain(check_nodes(definition), check_ways(definition), check_begins(definition))
    yield check_paths(definition)
    yield check_forks(definition)
    yield chain(check_caught(definition), check_stages(definition))


def _for_any(definition: FlowDefinition) -> Iterator[Iterable[Finding]]:
    """Yield the groups of checks for a flow of any shape: what must hold, then what would prove."""
    yield check_references(definition)
    yield chain(check_insides(definition), check_contents(definition))
    yield chain(check_nodes(definition), check_no_stages(definition))
    yield chain(check_reached(definition), check_idle_loops(definition))
    for proof in (check_one_start, check_ways, check_begins, check_paths, check_forks):
        yield (_warning(found) for found in proof(definition))


def _warning(found: Finding) -> Finding:
    """Say what the proof lacks: nothing is wrong, but nothing is promised either."""
    facts: dict[str, str | int | list[str]] = {"because": found.code}
    return replace(found, code="flow_unstructured", facts=facts, level="warning")
