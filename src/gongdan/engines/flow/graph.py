"""Questions to the graph of a definition: ways out, what lies behind, which fork is around.

Without its back edges a checked definition has no cycle, and its forks and joins nest like
brackets. Therefore every node has fixed branches: the fork edges around it, outermost first.
A boundary event hangs on its node by an edge of its own, whose key is its key after a `!`.
"""

from collections.abc import Iterable, Iterator

from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind

Branches = tuple[str, ...]
"""Keys of the fork edges around a node, outermost first."""

FORKS = frozenset({Kind.PARALLEL, Kind.INCLUSIVE})
GATEWAYS = frozenset({Kind.EXCLUSIVE, *FORKS})
MOST_NESTED = 16
"""How deep sub-processes may lie in each other."""
_NONE: tuple[Edge, ...] = ()


class Graph:
    """The index of one definition, made once."""

    def __init__(self, definition: FlowDefinition) -> None:
        self.out: dict[str, tuple[Edge, ...]] = {}
        self.into: dict[str, tuple[Edge, ...]] = {}
        self.edges = {edge.key: edge for edge in definition.edges}
        self.borders: dict[str, tuple[str, ...]] = {}
        self.inside: dict[str, tuple[str, ...]] = {}
        self.joins: dict[str, str] = {}
        self.branches: dict[str, Branches] = {}
        # looked up for each token that moves: sets of keys are quicker than kinds of nodes
        self.gathers = frozenset(
            key for key, node in definition.nodes.items() if node.kind is Kind.JOIN or node.gathers
        )
        self.gateways = frozenset(
            key
            for key, node in definition.nodes.items()
            if node.kind in GATEWAYS and not node.gathers
        )
        self.forks = frozenset(k for k, node in definition.nodes.items() if node.kind in FORKS)
        self.fit = _is_fit(definition)
        self.structured: bool | None = None
        self._reach: dict[str, frozenset[str]] = {}
        self._ahead: dict[str, frozenset[str]] = {}
        nodes = definition.nodes
        # an edge to nowhere, in a definition that was never checked, leads nowhere
        edges = tuple(e for e in definition.edges if e.source in nodes and e.target in nodes)
        for edge in edges:
            self.out[edge.source] = (*self.out.get(edge.source, ()), edge)
            self.into[edge.target] = (*self.into.get(edge.target, ()), edge)
        for key, node in nodes.items():
            self.inside[node.parent] = (*self.inside.get(node.parent, ()), key)
            if node.joins:
                self.joins.setdefault(node.joins, key)
            if node.attached_to:
                host = node.attached_to
                self.borders[host] = (*self.borders.get(host, ()), key)
        borders = border_edges(definition)
        self.forward = (*(edge for edge in edges if not edge.back), *borders)
        self.all_edges = (*edges, *borders)

    def can_reach(self, node: str) -> frozenset[str]:
        """Return what sequence flow leads to from a node (itself only over a cycle)."""
        if node not in self._reach:
            first = [edge.target for edge in self.out.get(node, _NONE)]
            edges = (edge for edges in self.out.values() for edge in edges)
            self._reach[node] = reachable(edges, first)
        return self._reach[node]

    def ahead(self, node: str) -> frozenset[str]:
        """Return what forward ways lead to from a node, itself among it."""
        if node not in self._ahead:
            self._ahead[node] = reachable(self.forward, (node,))
        return self._ahead[node]


def _is_fit(definition: FlowDefinition) -> bool:
    """Tell whether each join has its fork, and each node lies in sub-processes, not too deep."""
    nodes = definition.nodes
    forked = all(node.joins in nodes for node in nodes.values() if node.kind is Kind.JOIN)
    return forked and all(_lies_somewhere(definition, key) for key in nodes)


def _lies_somewhere(definition: FlowDefinition, key: str) -> bool:
    for _ in range(MOST_NESTED + 1):
        key = definition.nodes[key].parent
        if not key:
            return True
        if key not in definition.nodes or definition.nodes[key].kind is not Kind.SUBPROCESS:
            return False
    return False


def graph_of(definition: FlowDefinition) -> Graph:
    """Return the index of a definition: made at the first question, gone with the definition."""
    known: Graph | None = definition.__dict__.get("graph")
    if known is None:
        known = definition.__dict__["graph"] = Graph(definition)
    return known


def border_edges(definition: FlowDefinition) -> tuple[Edge, ...]:
    """Return the edges by which boundary events hang on their nodes."""
    return tuple(
        Edge(f"!{key}", node.attached_to, key)
        for key, node in definition.nodes.items()
        if node.attached_to in definition.nodes
    )


def outgoing(definition: FlowDefinition, node: str) -> tuple[Edge, ...]:
    """Return the edges that leave a node, in the definition's order."""
    return graph_of(definition).out.get(node, _NONE)


def forward(definition: FlowDefinition) -> tuple[Edge, ...]:
    """Return the edges that are no designed way back, those of boundary events among them."""
    return graph_of(definition).forward


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
    return earlier != later and later in graph_of(definition).ahead(earlier)


def may_go_back(definition: FlowDefinition, to: str, at: str) -> bool:
    """Tell whether a step at `at` can be sent back to `to`, in a flow that calls no other one.

    Where `to` lies in a sub-process that `at` is not in, that sub-process must lie behind.
    """
    nodes = definition.nodes
    if to not in nodes or at not in nodes:
        return False
    around = {nodes[each].parent: each for each in _with_parents(definition, at)}
    for target in _with_parents(definition, to):
        if nodes[target].parent in around:
            return lies_behind(definition, target, around[nodes[target].parent])
        if nodes[nodes[target].parent].many:  # into which of the members?
            return False
    return False


def _with_parents(definition: FlowDefinition, key: str) -> Iterator[str]:
    while key:
        yield key
        key = definition.nodes[key].parent


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


def branches_of(definition: FlowDefinition, node: str) -> Branches:
    """Return the fork edges around a node of a checked definition."""
    known = graph_of(definition).branches
    if node not in known:
        known[node] = _branches(definition, node)
    return known[node]


def _branches(definition: FlowDefinition, node: str) -> Branches:
    into = {edge.target: edge for edge in forward(definition)}
    branches: list[str] = []
    depth = 0
    for _ in definition.nodes:  # no way up is longer, were the definition never checked
        # any one way up is enough: all ways into a node have the same branches
        if (edge := into.get(node)) is None:
            break
        if definition.nodes[node].kind is Kind.JOIN:
            depth += 1
        if opens_branch(definition, edge):
            if depth == 0:
                branches.append(edge.key)
            else:
                depth -= 1
        node = edge.source
    return tuple(reversed(branches))


def opens_branch(definition: FlowDefinition, edge: Edge) -> bool:
    """Tell whether beyond an edge there is one token more: after a fork, on a side way."""
    if edge.key.startswith("!"):
        return not definition.nodes[edge.target].interrupting
    return definition.nodes[edge.source].kind in FORKS


def common(one: Branches, other: Branches) -> Branches:
    """Return the branches around both."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return one[:shared]


def join_of(definition: FlowDefinition, fork: str) -> str:
    """Return the join that closes a fork ("" if the definition was never checked)."""
    return graph_of(definition).joins.get(fork, "")
