"""The nodes of a flow in the order in which an order comes to them."""

from gongdan.engines.flow.model import FlowDefinition, Kind


def steps_in_order(flow: FlowDefinition) -> tuple[str, ...]:
    """Return the keys of nodes: each after the nodes that lead to it, unreachable ones last.

    A branch is told to its end before the next one begins; what starts on a node's border comes
    after the node. Edges that are marked as ways back are not followed (the reverse of a
    depth-first search's finishing order over the rest).
    """
    finished: dict[str, None] = {}
    begun = set[str]()
    starts = [key for key in flow.nodes if _begins(flow, key, "")]
    ways = [(key, iter(_ahead(flow, key)[::-1])) for key in starts[::-1]]
    while ways:
        key, onward = ways[-1]
        begun.add(key)
        following = next((each for each in onward if each not in begun), None)
        if following is None:
            finished.setdefault(key)
            ways.pop()
        else:
            ways.append((following, iter(_ahead(flow, following)[::-1])))
    found = [*finished][::-1]
    return (*found, *(key for key in flow.nodes if key not in finished))


def _ahead(flow: FlowDefinition, key: str) -> list[str]:
    """Return what begins inside a node, where it leads, as drawn, and what sits on its border."""
    inside = [name for name in flow.nodes if _begins(flow, name, key)]
    edges = [edge.target for edge in flow.edges if edge.source == key and not edge.back]
    border = [name for name, node in flow.nodes.items() if node.attached_to == key]
    return [each for each in (*inside, *edges, *border) if each in flow.nodes]


def _begins(flow: FlowDefinition, key: str, parent: str) -> bool:
    node = flow.nodes[key]
    return node.kind is Kind.START and node.parent == parent
