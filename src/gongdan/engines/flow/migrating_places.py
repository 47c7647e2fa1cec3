"""Where the nodes of one definition lie in another: by the node map, or by their own keys."""

from collections.abc import Iterator, Mapping

from gongdan.engines.flow.definition import STAGES, FlowDefinition, Kind, Stage
from gongdan.engines.flow.graph import Branches, branches_of, graph_of, reachable
from gongdan.engines.flow.stages import flattened
from gongdan.engines.flow.state import FlowState, Token


class Places:
    """Two definitions, a flow that stands in the old one, and which node is which.

    A node of the same key and kind is the same node, unless `node_map` says otherwise.
    """

    def __init__(
        self,
        old: FlowDefinition,
        new: FlowDefinition,
        state: FlowState,
        node_map: Mapping[str, str],
    ) -> None:
        self.old = old
        self.new = new
        self.state = state
        self._map = node_map
        self._tokens = {token.id: token for token in state.tokens}
        self.own = tuple(token for token in state.tokens if self._is_own(token))

    def to(self, node: str) -> str:
        """Return where a node lies in the new definition, "" where nobody knows."""
        if node in self._map:
            return self._map[node]
        here, there = self.old.nodes.get(node), self.new.nodes.get(node)
        return node if here and there and here.kind is there.kind else ""

    def renamed(self, path: str) -> str:
        """Return a visited node's path (`call/node`) in the new words; a lost one stays."""
        head, slash, rest = path.partition("/")
        return (self.to(head) or head) + slash + rest

    def around(self, token: Token) -> Token | None:
        """Return the token whose inside a token stands in."""
        return self._tokens.get(token.scope)

    def missing(self) -> tuple[str, ...]:
        """Return the nodes that tokens stand on, go home to or began at, and that are nowhere."""
        return tuple(dict.fromkeys(node for node in self._needed() if not self.to(node)))

    def _needed(self) -> Iterator[str]:
        for token in self.own:
            yield token.node
            for waypoint in token.return_to:
                yield waypoint.node
        # whoever is sent back to the reporter goes to the first
        yield from (key for key in self.state.visited[:1] if "/" not in key)

    def _is_own(self, token: Token) -> bool:
        """Tell whether a token stands on a node of this definition, not inside a call."""
        around = self.around(token)
        while around is not None:
            node = self.old.nodes.get(around.node)
            if around.group is None and node is not None and node.kind is Kind.CALL:
                return False
            around = self.around(around)
        return True

    def edge_there(self, marker: str, fork: str) -> str:
        """Return which branch of the new `fork` an old branch is, "" where none is.

        Known by where it leads, by what lies in it, or by its key, in this order.
        """
        edges = graph_of(self.new).out.get(fork, ())
        first = graph_of(self.old).edges[marker].target
        inside = (
            branches_of(self.new, to)
            for key in self.old.nodes
            if marker in branches_of(self.old, key) and (to := self.to(key))
        )
        found = (
            *(edge.key for edge in edges if edge.target == self.to(first)),
            *(edge.key for branches in inside for edge in edges if edge.key in branches),
            *(edge.key for edge in edges if edge.key == marker),
        )
        return found[0] if found else ""


def passed(definition: FlowDefinition, key: str) -> int:
    """Return how many of the five stages lie on every way to a node, its own not among them."""
    known: dict[str, int] | None = definition.__dict__.get("passed")
    if known is None:
        known = definition.__dict__["passed"] = _passed(definition)
    return known[key]


def _passed(definition: FlowDefinition) -> dict[str, int]:
    nodes, edges = definition.nodes, flattened(definition)
    begin = [k for k, node in nodes.items() if node.kind is Kind.START and not node.parent]
    counts = dict.fromkeys(nodes, 0)
    for stage in STAGES:
        held = frozenset(key for key, node in nodes.items() if node.stage is stage)
        around = reachable(edges, begin, without=held) if held else frozenset(nodes)
        for key in counts:
            counts[key] += key not in around | held
    return counts


def stages_seen(places: Places) -> frozenset[Stage]:
    """Return the stages of which, in the new definition's words, a step was entered."""
    nodes = places.new.nodes
    paths = map(places.renamed, places.state.visited)
    return frozenset(nodes[path].stage for path in paths if path in nodes)


def home_of(places: Places, token: Token) -> str:
    """Return the old node whose branches a token has: on loan, those of the step that sent it."""
    around = places.around(token)
    if around is not None and around.group is not None:
        return home_of(places, around)
    return token.return_to[0].node if token.return_to else token.node


def branches_there(places: Places, token: Token) -> Branches:
    """Return the branches that a token has in the new definition."""
    home = places.to(home_of(places, token))
    outside = branches_of(places.new, home)
    node = places.new.nodes[home]
    if node.kind is not Kind.JOIN or not token.branches:
        return outside
    return (*outside, places.edge_there(token.branches[-1], node.joins))
