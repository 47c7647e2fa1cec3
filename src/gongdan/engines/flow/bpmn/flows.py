"""Sequence flows: what they may join, which of them lead back, what BPMN leaves unsaid."""

from collections.abc import Iterator

from msgspec.structs import replace

from gongdan.engines.flow.bpmn.activities import ACTIVITIES
from gongdan.engines.flow.bpmn.events import EVENTS
from gongdan.engines.flow.bpmn.listed import Code, RefusedError
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.scopes import Scope
from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind, Node

Implied = tuple[str, Node, list[tuple[str, str]]]
"""A wish for a key, the node, and its ways as element ids ("" is the node itself)."""


def check_flows(scope: Scope, nodes: dict[str, Node]) -> None:
    """Refuse flows that lead nowhere, leave their scope, enter a start, or come out of an end."""
    here = {part.id for part in scope.nodes}
    for flow in scope.flows:
        for side in ("sourceRef", "targetRef"):
            if flow.get(side) not in here:
                raise RefusedError(flow, Code.FLOW_END_UNKNOWN, f"{side} {flow.get(side)}")
        source, target = nodes.get(flow.get("sourceRef")), nodes.get(flow.get("targetRef"))
        if source and source.kind is Kind.END:
            raise RefusedError(flow, Code.FLOW_MISPLACED, flow.get("sourceRef"))
        if target and target.kind in {Kind.START, Kind.BOUNDARY}:
            raise RefusedError(flow, Code.FLOW_MISPLACED, flow.get("targetRef"))
    for part in scope.nodes:
        host = part.get("attachedToRef")
        if part.kind == "boundaryEvent" and host not in here:
            raise RefusedError(part, Code.HOST_UNKNOWN, host)
    starts = [key for key, node in nodes.items() if node.kind is Kind.START and not node.trigger]
    if len(starts) > 1:
        raise RefusedError(scope.part, Code.STARTS_MANY, " ".join(starts))


def moving(part: Part, node: Node, scope: Scope) -> Node:
    """Return a node as its flows make it: which it takes, and whether it waits for them.

    A gateway into which several flows lead waits for them; a node that is no gateway takes all
    flows that hold (BPMN 2.0, 13.3.1 and 13.4).
    """
    out = scope.out[part.id]
    if part.kind in ACTIVITIES or part.kind in EVENTS:
        forks = len(out) > 1 or any(flow.one("conditionExpression") is not None for flow in out)
        return replace(node, takes_all=forks)
    several = scope.into.get(part.id, 0) > 1
    return replace(node, gathers=several and node.kind in {Kind.PARALLEL, Kind.INCLUSIVE})


def implied_ends(scope: Scope, nodes: dict[str, Node]) -> Iterator[Implied]:
    """Yield the start of a scope that says none, and the end of whatever leads no further."""
    kept = [flow for flow in scope.flows if {*_ends(flow)} <= nodes.keys()]
    targets = {flow.get("targetRef") for flow in kept}
    sources = {flow.get("sourceRef") for flow in kept}
    if not any(node.kind is Kind.START for node in nodes.values()):
        first = [key for key, node in nodes.items() if key not in targets and _entered(node)]
        if not first:
            raise RefusedError(scope.part, Code.NOTHING_TO_RUN)
        start = Node(kind=Kind.START, takes_all=len(first) > 1)
        yield "start", start, [("", key) for key in first]
    last = [key for key, node in nodes.items() if key not in sources and node.kind is not Kind.END]
    last = [key for key in last if not _throws_link(scope, key)]
    if last:
        yield "end", Node(kind=Kind.END), [(key, "") for key in last]


def _ends(flow: Part) -> tuple[str, str]:
    return flow.get("sourceRef"), flow.get("targetRef")


def _entered(node: Node) -> bool:
    return node.kind is not Kind.BOUNDARY


def _throws_link(scope: Scope, element: str) -> bool:
    part = scope.by_id[element]
    return part.kind == "intermediateThrowEvent" and part.one("linkEventDefinition") is not None


def ways_back(definition: FlowDefinition) -> FlowDefinition:
    """Mark the edges that close a loop: those that lead to a node on the way to them."""
    ways: dict[str, list[tuple[str, str]]] = {key: [] for key in definition.nodes}
    for edge in definition.edges:
        ways[edge.source].append((edge.target, edge.key))
    for key, node in definition.nodes.items():
        if node.attached_to:
            ways[node.attached_to].append((key, ""))
    back = _closing(
        ways, [key for key, node in definition.nodes.items() if node.kind is Kind.START]
    )
    edges = tuple(_marked(edge, back) for edge in definition.edges)
    return replace(definition, edges=edges)


def _closing(ways: dict[str, list[tuple[str, str]]], starts: list[str]) -> set[str]:
    back: set[str] = set()
    seen: set[str] = set()
    for root in [*starts, *ways]:
        if root in seen:
            continue
        seen.add(root)
        path = {root: iter(ways[root])}
        while path:
            node, rest = next(reversed(path.items()))
            target, key = next(rest, ("", ""))
            if not target:
                del path[node]
            elif target in path:
                back.add(key)
            elif target not in seen:
                seen.add(target)
                path[target] = iter(ways[target])
    return back


def _marked(edge: Edge, back: set[str]) -> Edge:
    return replace(edge, back=True) if edge.key in back else edge
