"""Are sub-processes and boundary events where they can be: parents, edges, borders, starts?"""

from collections.abc import Iterator

from gongdan.engines.flow.begins import starts
from gongdan.engines.flow.definition import FlowDefinition, Kind
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.graph import MOST_NESTED

ACTIVITIES = frozenset(
    {
        Kind.USER,
        Kind.MANUAL,
        Kind.SERVICE,
        Kind.RULE,
        Kind.RECEIVE,
        Kind.SUBPROCESS,
        Kind.CALL,
        Kind.CHILDREN,
    }
)
"""Kinds that do something: they may choose among their ways, and most of them hold a token."""

HOLDING = ACTIVITIES - {Kind.MANUAL, Kind.RULE}


def check_insides(definition: FlowDefinition) -> Iterator[Finding]:
    """Find what lies inside nothing, edges over a sub-process's border, borders of nothing."""
    nodes = definition.nodes
    for key, node in nodes.items():
        parent = nodes.get(node.parent)
        if node.parent and (parent is None or parent.kind is not Kind.SUBPROCESS):
            yield _finding("flow_parent_unknown", f"nodes/{key}/parent", key, node.parent)
        elif _too_deep(definition, key):
            yield _finding("flow_parents_too_deep", f"nodes/{key}/parent", key, node.parent)
        if node.kind is Kind.BOUNDARY or node.attached_to:
            yield from _border(definition, key)
    for edge in definition.edges:
        if nodes[edge.source].parent != nodes[edge.target].parent:
            yield _finding("flow_edge_crosses_scope", f"edges/{edge.key}", edge.source, edge.target)


def _border(definition: FlowDefinition, key: str) -> Iterator[Finding]:
    node = definition.nodes[key]
    host = definition.nodes.get(node.attached_to)
    fits = (
        node.kind is Kind.BOUNDARY
        and host is not None
        and host.kind in HOLDING
        and host.parent == node.parent
        and node.trigger is not None
    )
    if not fits:
        yield _finding("flow_border_misplaced", f"nodes/{key}/attached_to", key, node.attached_to)


def _too_deep(definition: FlowDefinition, key: str) -> bool:
    for _ in range(MOST_NESTED):
        node = definition.nodes.get(key)
        if node is None or not node.parent:
            return False
        key = node.parent
    return True


def check_begins(definition: FlowDefinition) -> Iterator[Finding]:
    """Find sub-processes that do not begin at exactly one place."""
    for key, node in definition.nodes.items():
        if node.kind is Kind.SUBPROCESS:
            count = len(starts(definition, key))
            if count != 1:
                facts: dict[str, str | int | list[str]] = {"node": key, "count": count}
                yield Finding("flow_inside_needs_one_start", f"nodes/{key}", facts)


def _finding(code: str, place: str, node: str, other: str) -> Finding:
    return Finding(code, place, {"node": node, "other": other[:80]})
