"""The proof that no order gets past one of its five stages, by graph dominance.

For each stage: with its nodes taken away, nothing later (no node of a later stage, no end) can
be reached from the start or from any earlier stage, over no edge whatever, ways back included.
So every path passes report, accept, execute, verify, archive in this order, and whoever goes
back to a stage passes all the following ones again.

A sub-process is looked at as if its inside stood in its place, and a boundary event as a way
that begins before its node: what is interrupted has not been done.
"""

from collections.abc import Iterator

from gongdan.engines.flow.begins import starts
from gongdan.engines.flow.definition import STAGES, Edge, FlowDefinition, Kind, Stage
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.forks import ends_alone
from gongdan.engines.flow.graph import branches_of, graph_of, reachable

_STAGED = frozenset({Kind.USER, Kind.SERVICE, Kind.RECEIVE, Kind.CALL, Kind.CHILDREN})


def check_stages(definition: FlowDefinition) -> Iterator[Finding]:
    """Find steps without a stage, stages without a step, and ways around a stage."""
    for key, node in definition.nodes.items():
        if node.kind is Kind.USER and node.stage is Stage.NONE:
            yield Finding("flow_stage_missing", f"nodes/{key}/stage", {"node": key})
        if node.kind not in _STAGED and node.stage is not Stage.NONE:
            yield Finding("flow_stage_on_other_kind", f"nodes/{key}/stage", {"node": key})
    edges = flattened(definition)
    for index, stage in enumerate(STAGES):
        held = _nodes(definition, STAGES[index : index + 1])
        if not held:
            yield Finding("flow_stage_absent", "nodes", {"stage": stage.value})
        else:
            yield from _ways_around(definition, edges, index, held)


def _ways_around(
    definition: FlowDefinition, edges: tuple[Edge, ...], index: int, held: frozenset[str]
) -> Iterator[Finding]:
    start = frozenset(key for key in _of_kind(definition, Kind.START) if _outside(definition, key))
    earlier = start | _nodes(definition, STAGES[:index])
    ends = frozenset(key for key in _of_kind(definition, Kind.END) if _ends_flow(definition, key))
    later = _nodes(definition, STAGES[index + 1 :]) | ends
    beyond = reachable(edges, earlier, without=held)
    for edge in edges:
        if edge.source in beyond - later and edge.target in beyond & later:
            facts: dict[str, str | int | list[str]] = {
                "stage": STAGES[index].value,
                "source": edge.source,
                "target": edge.target,
            }
            yield Finding("flow_stage_skipped", f"edges/{edge.key}", facts)


def flattened(definition: FlowDefinition) -> tuple[Edge, ...]:
    """Return the edges as tokens go: through the insides of sub-processes, onto borders."""
    nodes, graph = definition.nodes, graph_of(definition)

    def entrances(key: str) -> tuple[str, ...]:
        node = nodes[key]
        if node.kind is not Kind.SUBPROCESS:
            return (key,)
        first = starts(definition, key)
        # without a member the inside is never entered
        return (*first, key) if node.many or not first else first

    edges: list[Edge] = []
    for edge in definition.edges:
        edges += [Edge(edge.key, edge.source, target) for target in entrances(edge.target)]
    for key, node in nodes.items():
        if node.parent and node.kind is Kind.END:
            edges.append(Edge(key, key, node.parent))
        if node.kind is Kind.BOUNDARY:
            before = graph.into.get(node.attached_to, ())
            edges += [Edge(key, edge.source, key) for edge in before]
    return tuple(edges)


def _ends_flow(definition: FlowDefinition, key: str) -> bool:
    """Tell whether an end can end the flow: on a side way it ends that alone."""
    beside = any(marker.startswith("!") for marker in branches_of(definition, key))
    return _outside(definition, key) and not (beside and ends_alone(definition.nodes[key]))


def _outside(definition: FlowDefinition, key: str) -> bool:
    return not definition.nodes[key].parent


def check_no_stages(definition: FlowDefinition) -> Iterator[Finding]:
    """Find stages in a flow that is not for orders: they would promise what nobody proved."""
    for key, node in definition.nodes.items():
        if node.stage is not Stage.NONE:
            yield Finding("flow_stage_on_other_kind", f"nodes/{key}/stage", {"node": key})


def _nodes(definition: FlowDefinition, stages: tuple[Stage, ...]) -> frozenset[str]:
    return frozenset(key for key, node in definition.nodes.items() if node.stage in stages)


def _of_kind(definition: FlowDefinition, kind: Kind) -> frozenset[str]:
    return frozenset(key for key, node in definition.nodes.items() if node.kind is kind)
