"""Which ways a token takes from a node: over gateways, up to nodes that do something."""

from collections.abc import Callable

from msgspec import Struct

from gongdan.engines.flow.decision import Context, FlowCode, FlowRefusal, Value
from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind, Node
from gongdan.engines.flow.graph import Branches, graph_of

MOST_PASSED = 1_000
"""How many gateways a token (and those it forks into) may pass on one way."""


class Stop(Struct, frozen=True):
    """A node at which a token arrives, the branches and scope around it, the edge it came by."""

    node: str
    branches: Branches
    scope: int = 0
    edge: str = ""


class Route(Struct, frozen=True):
    """The edges taken, in order, and where they lead; `back` if one of them is a way back."""

    edges: tuple[str, ...]
    stops: tuple[Stop, ...]
    back: bool


class Ways(Struct, frozen=True):
    """What choosing an edge depends on; `context` is only made where a condition asks for it."""

    definition: FlowDefinition
    evaluate: Callable[[str, Context], Value]
    context: Callable[[], Context]
    outcome: str
    structured: bool
    scope: int = 0


def find_route(ways: Ways, node: str, branches: Branches) -> Route | FlowRefusal:
    """Follow the edges from `node` up to the nodes that hold a token or do something."""
    graph = graph_of(ways.definition)
    edges: list[str] = []
    stops: list[Stop] = []
    back = False
    passing = [(node, branches)]
    for key, around in passing:
        chosen = _chosen(ways, key, graph.out.get(key, ()))
        if isinstance(chosen, FlowRefusal):
            return chosen
        forks = ways.structured and key in graph.forks
        for edge in chosen:
            edges.append(edge.key)
            back = back or edge.back
            inner = (*around, edge.key) if forks else around
            if edge.target in graph.gateways:
                passing.append((edge.target, inner))
            else:
                stops.append(Stop(edge.target, inner, ways.scope, edge.key))
        if len(passing) > MOST_PASSED:  # gateways in a circle
            return FlowRefusal(FlowCode.ENDLESS, {"node": key})
    return Route(tuple(edges), tuple(stops), back)


def _chosen(ways: Ways, key: str, edges: tuple[Edge, ...]) -> tuple[Edge, ...] | FlowRefusal:
    node = ways.definition.nodes[key]
    if node.kind is Kind.PARALLEL:
        return edges
    chosen: list[Edge] = []
    for edge in edges:
        holds = _holds(ways, edge)
        if isinstance(holds, FlowRefusal):
            return holds
        if holds:
            chosen.append(edge)
            if not _takes_all(node):
                break
    if chosen or not edges:
        return tuple(chosen)
    default = next((edge for edge in edges if edge.default), None)
    return (default,) if default else FlowRefusal(FlowCode.NO_BRANCH, {"node": key})


def _takes_all(node: Node) -> bool:
    return node.takes_all or node.kind is Kind.INCLUSIVE


def _holds(ways: Ways, edge: Edge) -> bool | FlowRefusal:
    if edge.default or (edge.outcome and edge.outcome != ways.outcome):
        return False
    if not edge.condition:
        return True
    value = ways.evaluate(edge.condition, ways.context())
    if value is not None and value is not True and value is not False:
        facts: dict[str, str | int | list[str]] = {"node": edge.source, "edge": edge.key}
        return FlowRefusal(FlowCode.CONDITION_NOT_BOOLEAN, facts)
    return value is True
