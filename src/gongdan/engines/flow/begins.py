"""Where a flow or a sub-process begins."""

from gongdan.engines.flow.definition import FlowDefinition, Kind
from gongdan.engines.flow.graph import graph_of


def first_nodes(flow: FlowDefinition, parent: str) -> tuple[str, ...]:
    """Return where a token begins: at the start that nothing triggers, or else unled nodes."""
    plain = (key for key in starts(flow, parent) if flow.nodes[key].trigger is None)
    first = next(plain, None)
    return unled(flow, parent) if first is None else (first,)


def starts(flow: FlowDefinition, parent: str) -> tuple[str, ...]:
    """Return the start nodes inside a sub-process ("": of the flow), triggered ones among them."""
    inside = graph_of(flow).inside.get(parent, ())
    return tuple(key for key in inside if flow.nodes[key].kind is Kind.START)


def unled(flow: FlowDefinition, parent: str) -> tuple[str, ...]:
    """Return the nodes to which no edge leads: without a start BPMN begins at all of them."""
    graph = graph_of(flow)
    return tuple(
        key
        for key in graph.inside.get(parent, ())
        if key not in graph.into and flow.nodes[key].kind not in {Kind.BOUNDARY, Kind.START}
    )
