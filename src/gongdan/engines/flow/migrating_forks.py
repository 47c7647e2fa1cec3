"""May the tokens of open parallel parts stand in the new definition's parallel parts?

In an open fork each branch has its token, at work or waiting at the join. So the branches of the
old fork must be those of the new one, each with its own: one more would be waited for for ever,
one less would let the join go on before its time.
"""

from gongdan.engines.flow.definition import Kind
from gongdan.engines.flow.forks import is_structured
from gongdan.engines.flow.graph import Branches, graph_of
from gongdan.engines.flow.migrating_places import Places, branches_there
from gongdan.engines.flow.state import Token


def matched(places: Places) -> dict[int, Branches] | Token:
    """Return the new branches of each token, or the token for which there are none."""
    if is_structured(places.old) != is_structured(places.new):
        return places.own[0]
    found: dict[int, Branches] = {}
    pairs = _Pairs(places)
    for token in places.own:
        there = branches_there(places, token) if is_structured(places.new) else ()
        if not (_gathers_alike(places, token) and pairs.take(token, there)):
            return token
        found[token.id] = there
    return found


class _Pairs:
    """Which old branch is which new one; no two are the same."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._edges: dict[str, str] = {}
        self._forks: dict[str, str] = {}

    def take(self, token: Token, there: Branches) -> bool:
        """Take what a token's branches say; tell whether it agrees with the others."""
        return len(there) == len(token.branches) and all(
            self._agrees(one, other) for one, other in zip(token.branches, there, strict=True)
        )

    def _agrees(self, one: str, other: str) -> bool:
        if one.startswith("!") or other.startswith("!"):  # a side way hangs on its boundary event
            return other == f"!{self._places.to(one[1:])}"
        return bool(other) and _same(self._edges, one, other) and self._same_fork(one, other)

    def _same_fork(self, one: str, other: str) -> bool:
        old, new = graph_of(self._places.old), graph_of(self._places.new)
        here, there = old.edges[one].source, new.edges[other].source
        kind = self._places.old.nodes[here].kind
        if kind is not self._places.new.nodes[there].kind or not _same(self._forks, here, there):
            return False
        return kind is not Kind.PARALLEL or len(old.out[here]) == len(new.out[there])


def _same(pairs: dict[str, str], one: str, other: str) -> bool:
    """Pair two keys; tell whether each of them has no other partner."""
    known = pairs.setdefault(one, other) == other
    return known and sum(each == other for each in pairs.values()) == 1


def _gathers_alike(places: Places, token: Token) -> bool:
    """Tell whether a token that waits at a gathering gateway would be waited for there as well."""
    if not token.edge:
        return True
    to = places.to(token.node)
    here = {edge.key for edge in graph_of(places.old).into.get(token.node, ())}
    return here == {edge.key for edge in graph_of(places.new).into.get(to, ())}
