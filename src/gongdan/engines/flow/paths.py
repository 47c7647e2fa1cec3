"""Can every node be reached, can every node get to an end, and does every loop hold a step?"""

from collections.abc import Iterable, Iterator

from gongdan.engines.flow.begins import starts, unled
from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.graph import FORKS, forward, graph_of, in_order, reachable
from gongdan.engines.flow.insides import ACTIVITIES

_PASS = frozenset({Kind.EXCLUSIVE, *FORKS, Kind.JOIN, Kind.MANUAL, Kind.THROW})
_TURN = ACTIVITIES | {Kind.EXCLUSIVE, Kind.BOUNDARY}


def check_paths(definition: FlowDefinition) -> Iterator[Finding]:
    """Find cycles without a marked way back, unreachable nodes, traps, loops of gateways only."""
    order = in_order(definition)
    if len(order) < len(definition.nodes):
        yield _cycle(definition, frozenset(definition.nodes) - frozenset(order))
        return
    edges = forward(definition)
    starts = _of_kind(definition, Kind.START)
    ends = _of_kind(definition, Kind.END)
    reached = reachable(edges, starts)
    # a boundary event may lead nowhere but back: whether its time comes is nobody's choice
    turning = [e for e in definition.edges if e.back and _kind(definition, e) is Kind.BOUNDARY]
    escaping = reachable((_turned(edge) for edge in (*edges, *turning)), ends)
    for key in definition.nodes:
        if key not in reached:
            yield Finding("flow_unreachable", f"nodes/{key}", {"node": key})
        elif key not in escaping:
            yield Finding("flow_dead_end", f"nodes/{key}", {"node": key})
    place = {key: index for index, key in enumerate(order)}
    for edge in definition.edges:
        if edge.back:
            yield from _way_back(definition, edge, place)
    yield from check_idle_loops(definition)


def check_reached(definition: FlowDefinition) -> Iterator[Finding]:
    """Find nodes that nothing leads to."""
    first = [
        key
        for parent in {node.parent for node in definition.nodes.values()}
        for key in starts(definition, parent) or unled(definition, parent)
    ]
    reached = reachable(graph_of(definition).all_edges, first)
    for key in definition.nodes:
        if key not in reached:
            yield Finding("flow_unreachable", f"nodes/{key}", {"node": key})


def _cycle(definition: FlowDefinition, left: frozenset[str]) -> Finding:
    # nodes beyond a cycle are left over too: those that reach no other leftover go first
    inner = set(left)
    edges = [edge for edge in forward(definition) if edge.source in left and edge.target in left]
    reverse = in_order(FlowDefinition({k: definition.nodes[k] for k in left}, _turn(edges)))
    inner -= set(reverse)
    edge = next(edge for edge in edges if edge.source in inner and edge.target in inner)
    facts: dict[str, str | int | list[str]] = {"nodes": sorted(inner)[:20]}
    return Finding("flow_cycle_without_back_edge", f"edges/{edge.key}", facts)


def _way_back(definition: FlowDefinition, edge: Edge, place: dict[str, int]) -> Iterator[Finding]:
    facts: dict[str, str | int | list[str]] = {"source": edge.source, "target": edge.target}
    kinds = definition.nodes[edge.source].kind, definition.nodes[edge.target].kind
    if kinds[0] not in _TURN or kinds[1] is Kind.JOIN:
        yield Finding("flow_back_edge_misplaced", f"edges/{edge.key}", facts)
    elif place[edge.target] > place[edge.source]:
        yield Finding("flow_back_edge_goes_forward", f"edges/{edge.key}", facts)


def check_idle_loops(definition: FlowDefinition) -> Iterator[Finding]:
    """Find loops in which nothing waits and nothing changes: once in, a token never gets out."""
    gateways = {
        key: node
        for key, node in definition.nodes.items()
        if node.kind in _PASS and not (node.gathers or node.outputs)
    }
    edges = tuple(
        Edge(edge.key, edge.source, edge.target)
        for edge in definition.edges
        if edge.source in gateways and edge.target in gateways
    )
    left = frozenset(gateways) - frozenset(in_order(FlowDefinition(gateways, edges)))
    if left:
        edge = next(edge for edge in edges if edge.source in left and edge.target in left)
        yield Finding("flow_loop_without_step", f"edges/{edge.key}", {"nodes": sorted(left)[:20]})


def _kind(definition: FlowDefinition, edge: Edge) -> Kind:
    return definition.nodes[edge.source].kind


def _of_kind(definition: FlowDefinition, kind: Kind) -> tuple[str, ...]:
    return tuple(key for key, node in definition.nodes.items() if node.kind is kind)


def _turned(edge: Edge) -> Edge:
    return Edge(edge.key, edge.target, edge.source)


def _turn(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(_turned(edge) for edge in edges)
