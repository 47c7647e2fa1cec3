"""Where a token goes from a node: through gateways to the next steps, joins or ends."""

from msgspec import Struct

from gongdan.engines.flow.decision import Context, Facts, FlowCode, FlowRefusal
from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind
from gongdan.engines.flow.graph import Scope, outgoing


class Stop(Struct, frozen=True):
    """A node at which a token comes to rest, and the fork edges around it."""

    node: str
    branches: Scope


class Route(Struct, frozen=True):
    """The edges taken, in order, and where they lead; `back` if one of them is a way back."""

    edges: tuple[str, ...]
    stops: tuple[Stop, ...]
    back: bool


class Ways(Struct, frozen=True):
    """What choosing an edge depends on."""

    definition: FlowDefinition
    facts: Facts
    context: Context
    outcome: str


def find_route(ways: Ways, node: str, branches: Scope) -> Route | FlowRefusal:
    """Follow the edges from `node` up to the nodes that hold a token."""
    edges: list[str] = []
    stops: list[Stop] = []
    back = False
    passing = [(node, branches)]
    for key, around in passing:
        chosen = _chosen(ways, key)
        if isinstance(chosen, FlowRefusal):
            return chosen
        forks = ways.definition.nodes[key].kind is Kind.PARALLEL
        for edge in chosen:
            edges.append(edge.key)
            back = back or edge.back
            inner = (*around, edge.key) if forks else around
            if ways.definition.nodes[edge.target].kind in {Kind.EXCLUSIVE, Kind.PARALLEL}:
                passing.append((edge.target, inner))
            else:
                stops.append(Stop(edge.target, inner))
        if len(edges) > len(ways.definition.edges):  # gateways in a circle
            return FlowRefusal(FlowCode.DEFINITION_UNFIT, {"node": key})
    return Route(tuple(edges), tuple(stops), back)


def _chosen(ways: Ways, node: str) -> tuple[Edge, ...] | FlowRefusal:
    edges = outgoing(ways.definition, node)
    if ways.definition.nodes[node].kind is Kind.PARALLEL:
        return edges
    for edge in edges:
        if edge.default or (edge.outcome and edge.outcome != ways.outcome):
            continue
        if not edge.condition:
            return (edge,)
        value = ways.facts.evaluate(edge.condition, ways.context)
        if value is True:
            return (edge,)
        if value is not None and value is not False:
            return FlowRefusal(FlowCode.CONDITION_NOT_BOOLEAN, {"node": node, "edge": edge.key})
    default = next((edge for edge in edges if edge.default), None)
    return (default,) if default else FlowRefusal(FlowCode.NO_BRANCH, {"node": node})
