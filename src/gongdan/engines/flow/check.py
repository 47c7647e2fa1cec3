"""What is wrong with a definition, where, and so that it can be mended.

A definition without findings is sound: from every state that it can reach it can end, no token
is lost, and (`orders=True`) nobody gets past one of the five stages. The proof is by shape, not
by trying out states: forks and joins nest like brackets, the ways back stay inside their
bracket, and without the ways back there is no cycle. Time and memory are linear in the edges.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from gongdan.engines.flow.definition import FlowDefinition
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.forks import check_forks
from gongdan.engines.flow.nodes import check_nodes
from gongdan.engines.flow.orders import check_served
from gongdan.engines.flow.paths import check_paths
from gongdan.engines.flow.references import check_references
from gongdan.engines.flow.stages import check_no_stages, check_stages

MAX_NODES = 1_000
MAX_EDGES = 4_000
MAX_FINDINGS = 100


def check(definition: FlowDefinition, *, orders: bool = False) -> tuple[Finding, ...]:
    """Return what is wrong, at most `MAX_FINDINGS`; each group only if the ones before are clean.

    `orders` demands the five stages. Conditions are read by whoever knows their language.
    """
    if len(definition.nodes) > MAX_NODES:
        return (_too_many("nodes", len(definition.nodes), MAX_NODES),)
    if len(definition.edges) > MAX_EDGES:
        return (_too_many("edges", len(definition.edges), MAX_EDGES),)
    for group in _groups(definition, orders=orders):
        found = tuple(islice(group, MAX_FINDINGS))
        if found:
            return found
    return ()


def _too_many(what: str, count: int, limit: int) -> Finding:
    return Finding(f"flow_too_many_{what}", what, {"count": count, "limit": limit})


def _groups(definition: FlowDefinition, *, orders: bool) -> Iterator[Iterable[Finding]]:
    """Yield the groups of checks; each may rely on the ones before it."""
    yield check_references(definition)
    if orders:
        yield check_served(definition)
    yield check_nodes(definition)
    yield check_paths(definition)
    yield check_forks(definition)
    yield check_stages(definition) if orders else check_no_stages(definition)
