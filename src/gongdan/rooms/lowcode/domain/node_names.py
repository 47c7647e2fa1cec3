"""What nodes are called: by their titles, or by what they are and what stands beside them.

Gateways, starts and ends seldom have a title, and a key says nothing to people: "decision (after
‘Accept’)" does.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongdan.rooms.lowcode.contract.telling import Fact, Saying
from gongdan.rooms.lowcode.domain.told import name_of

Nodes = Mapping[str, Mapping[str, Any]]


def node_name(nodes: Nodes, edges: Iterable[Mapping[str, Any]], key: str) -> Fact:
    """Return what a node is called; one that nobody knows by its key.

    >>> nodes = {"a": {"kind": "user", "title": {"en": "Accept"}}, "g": {"kind": "exclusive"}}
    >>> found = node_name(nodes, [{"source": "a", "target": "g"}], "g")
    >>> found.code, found.facts["node"]
    ('node_after', {'en': 'Accept'})
    """
    node = nodes.get(key)
    named = name_of(key, node)
    if node is None or named != key:
        return named
    kind = Saying(f"kind_{node.get('kind', 'user')}")
    for code, around in _beside(nodes, [edge for edge in edges if not edge.get("back")], key):
        title = name_of(around, nodes.get(around))
        if title != around:
            return Saying(code, {"kind": kind, "node": title})
    return kind


def has_title(node: Any) -> bool:
    """Tell whether a node has a title in any language."""
    return name_of("", node) != ""


def _beside(nodes: Nodes, edges: list[Mapping[str, Any]], key: str) -> Iterator[tuple[str, str]]:
    """Yield what a node can be called by, the nearest first: its host, before it, after it."""
    if host := nodes[key].get("attached_to"):
        yield "node_on", host
    yield from (("node_after", each) for each in _along(edges, key, "target", "source"))
    if parent := nodes[key].get("parent"):
        yield "node_in", parent
    yield from (("node_before", each) for each in _along(edges, key, "source", "target"))


def _along(edges: list[Mapping[str, Any]], key: str, here: str, there: str) -> Iterator[str]:
    found, seen = [key], {key}
    for each in found:
        for edge in edges:
            if edge[here] == each and edge[there] not in seen:
                seen.add(edge[there])
                found.append(edge[there])
                yield edge[there]
