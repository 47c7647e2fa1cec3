"""Do forks and joins nest like brackets, so that no branch is lost and no join waits for ever?

Each node gets its branches: the fork edges around it. A fork opens one level per branch, its one
join closes it; every other node must have the same branches on all ways that lead to it. What a
boundary event that does not interrupt opens is a side way, which ends by itself.
"""

from collections.abc import Iterator

from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind, Node
from gongdan.engines.flow.finding import Finding
from gongdan.engines.flow.graph import Branches, forward, graph_of, in_order, opens_branch

MAX_DEPTH = 16
"""How deep parallel parts may nest."""


def check_forks(definition: FlowDefinition) -> Iterator[Finding]:
    """Find forks left open, joins that wait for ever, and ways in or out of a parallel part."""
    into: dict[str, list[Edge]] = {key: [] for key in definition.nodes}
    for edge in forward(definition):
        into[edge.target].append(edge)
    scopes: dict[str, Branches] = {}
    for key in in_order(definition):
        arriving = {_beyond(definition, edge, scopes) for edge in into[key]} or {()}
        if definition.nodes[key].kind is Kind.JOIN:
            found = _join(definition, key, arriving)
        else:
            found = _ordinary(definition, key, arriving)
        if found:
            yield found
            return
        scopes[key] = min(arriving)[:-1] if _closes(definition, key) else min(arriving)
    yield from _joined_once(definition)
    for key, node in definition.nodes.items():
        if node.gathers or (node.takes_all and len(graph_of(definition).out.get(key, ())) > 1):
            yield _finding("flow_unstructured", f"nodes/{key}", key)
    for edge in definition.edges:
        if edge.back and scopes[edge.source] != scopes[edge.target]:
            yield _finding("flow_back_edge_leaves_fork", f"edges/{edge.key}", edge.target)


def is_structured(definition: FlowDefinition) -> bool:
    """Tell whether forks and joins nest, and no gateway waits for edges instead of branches."""
    graph = graph_of(definition)
    if graph.structured is None:
        whole = len(in_order(definition)) == len(definition.nodes)
        graph.structured = whole and next(check_forks(definition), None) is None
    return graph.structured


def _beyond(definition: FlowDefinition, edge: Edge, scopes: dict[str, Branches]) -> Branches:
    around = scopes[edge.source]
    return (*around, edge.key) if opens_branch(definition, edge) else around


def _closes(definition: FlowDefinition, key: str) -> bool:
    return definition.nodes[key].kind is Kind.JOIN


def _join(definition: FlowDefinition, key: str, arriving: set[Branches]) -> Finding | None:
    fork = definition.nodes[key].joins
    branches = {edge.key for edge in definition.edges if edge.source == fork}
    outside = {scope[:-1] for scope in arriving}
    last = {scope[-1] if scope else "" for scope in arriving}
    if len(outside) > 1 or not last <= branches:
        return _finding("flow_join_of_foreign_branches", f"nodes/{key}", fork)
    if last != branches:
        missing = sorted(branches - last)
        facts: dict[str, str | int | list[str]] = {"node": key, "fork": fork, "missing": missing}
        return Finding("flow_join_misses_branches", f"nodes/{key}", facts)
    return None


def _ordinary(definition: FlowDefinition, key: str, arriving: set[Branches]) -> Finding | None:
    if len(arriving) > 1:
        return _finding("flow_branches_merge_without_join", f"nodes/{key}", key)
    scope = min(arriving)
    if len(scope) > MAX_DEPTH:
        return _finding("flow_forks_too_deep", f"nodes/{key}", key)
    if scope and ends_alone(definition.nodes[key]) and not scope[-1].startswith("!"):
        return _finding("flow_fork_not_joined", f"nodes/{key}", _fork_of(definition, scope[-1]))
    return None


def ends_alone(node: Node) -> bool:
    """Tell whether a node ends its own token only, not the branches beside it."""
    aborts = node.terminates or (node.trigger is not None and node.trigger.kind == "error")
    return node.kind is Kind.END and not aborts


def _joined_once(definition: FlowDefinition) -> Iterator[Finding]:
    seen: set[str] = set()
    for key, node in definition.nodes.items():
        if node.kind is Kind.JOIN and node.joins in seen:
            yield _finding("flow_fork_joined_twice", f"nodes/{key}", node.joins)
        seen.add(node.joins)


def _fork_of(definition: FlowDefinition, edge: str) -> str:
    return next(each.source for each in definition.edges if each.key == edge)


def _finding(code: str, place: str, node: str) -> Finding:
    return Finding(code, place, {"node": node})
