"""The nodes of a flow in the order in which an order comes to them."""

from gongdan.engines.flow.model import FlowDefinition, Kind


def steps_in_order(flow: FlowDefinition) -> tuple[str, ...]:
    """Return the keys of nodes: each after the nodes that lead to it, unreachable ones last.

    Edges that are marked as ways back are not followed (Kahn's topological order over the rest).
    """
    ahead = [edge for edge in flow.edges if not edge.back and edge.source in flow.nodes]
    waits = {key: sum(edge.target == key for edge in ahead) for key in flow.nodes}
    starts = [key for key, node in flow.nodes.items() if node.kind is Kind.START]
    ready = [*starts, *(key for key in flow.nodes if waits[key] == 0 and key not in starts)]
    found: dict[str, None] = {}
    while ready:
        key = ready.pop(0)
        if key in found:
            continue
        found[key] = None
        for edge in ahead:
            if edge.source == key and edge.target in waits:
                waits[edge.target] -= 1
                if waits[edge.target] == 0:
                    ready.append(edge.target)
    return (*found, *(key for key in flow.nodes if key not in found))
