"""Questions to the graph of a definition: ways out, what lies behind, which fork is around.

Without its back edges a checked definition has no cycle, and its forks and joins nest like
brackets. Therefore every node has one fixed scope: the fork edges around it, outermost first.
"""

from collections.abc import Iterable

from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind

Scope = tuple[str, ...]
"""Keys of the fork edges around a node, outermost first."""


def outgoing(definition: FlowDefinition, node: str) -> tuple[Edge, ...]:
    """Return the edges that leave a node, in the definition's order."""
    return tuple(edge for edge in definition.edges if edge.source == node)


def forward(definition: FlowDefinition) -> tuple[Edge, ...]:
    """Return the edges that are no designed way back."""
    return tuple(edge for edge in definition.edges if not edge.back)


def reachable(
    edges: Iterable[Edge], sources: Iterable[str], *, without: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Return the nodes to be reached from `sources` (themselves among them), none in `without`."""
    ways: dict[str, list[str]] = {}
    for edge in edges:
        ways.setdefault(edge.source, []).append(edge.target)
    found = {node for node in sources if node not in without}
    todo = list(found)
    while todo:
        for target in ways.get(todo.pop(), ()):
            if target not in found and target not in without:
                found.add(target)
                todo.append(target)
    return frozenset(found)


def lies_behind(definition: FlowDefinition, earlier: str, later: str) -> bool:
    """Tell whether a forward way leads from `earlier` to `later` (two different nodes)."""
    return earlier != later and later in reachable(forward(definition), (earlier,))


def in_order(definition: FlowDefinition) -> list[str]:
    """Return the nodes so that each forward edge points onward; nodes on cycles are missing."""
    ways: dict[str, list[str]] = {}
    waiting = dict.fromkeys(definition.nodes, 0)
    for edge in forward(definition):
        ways.setdefault(edge.source, []).append(edge.target)
        waiting[edge.target] += 1
    order = [node for node, count in waiting.items() if count == 0]
    for node in order:
        for target in ways.get(node, ()):
            waiting[target] -= 1
            if waiting[target] == 0:
                order.append(target)
    return order


def scope_of(definition: FlowDefinition, node: str) -> Scope:
    """Return the fork edges around a node of a checked definition."""
    into = {edge.target: edge for edge in forward(definition)}
    scope: list[str] = []
    depth = 0
    for _ in definition.nodes:  # no way up is longer, were the definition never checked
        # any one way up is enough: all ways into a node have the same scope
        if (edge := into.get(node)) is None:
            break
        if definition.nodes[node].kind is Kind.JOIN:
            depth += 1
        if definition.nodes[edge.source].kind is Kind.PARALLEL:
            if depth == 0:
                scope.append(edge.key)
            else:
                depth -= 1
        node = edge.source
    return tuple(reversed(scope))


def common(one: Scope, other: Scope) -> Scope:
    """Return the scope around both."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return one[:shared]


def join_of(definition: FlowDefinition, fork: str) -> str:
    """Return the join that closes a fork ("" if the definition was never checked)."""
    return next((key for key, node in definition.nodes.items() if node.joins == fork), "")
