"""What ought to become of a running order, reckoned from the text of the two definitions alone.

It knows plain JSON and nothing of the engine's planner: written apart, so that a mistake of the
one does not stand in the other. It covers what the drawn process has.
"""

from collections.abc import Mapping
from typing import Any, Literal

STAGES = ("report", "accept", "execute", "verify", "archive")
_COUNTED = ("item", "weights", "collect", "into")

Json = Mapping[str, Any]


def expected(
    old: Json, new: Json, flow: Json, node_map: Mapping[str, str]
) -> Literal["moved", "needs_map", "blocked"]:
    """Return what ought to come of an order whose flow stands so."""
    before, after = old["flow"]["nodes"], new["flow"]["nodes"]
    there = {
        key: node_map.get(key, key if after.get(key, {}).get("kind") == node["kind"] else None)
        for key, node in before.items()
    }
    tokens, visited = flow["tokens"], flow["visited"]
    if any(there[token["node"]] is None for token in tokens) or there[visited[0]] is None:
        return "needs_map"
    seen = {after[there[key]].get("stage", "") for key in visited if there[key]}
    for token in tokens:
        to = after[there[token["node"]]]
        rank = _rank(to)
        if rank > _rank(before[token["node"]]):
            return "blocked"
        if not set(STAGES[: max(rank, 0)]) <= seen:
            return "needs_map"
        if "group" in token and not _counted_alike(before[token["node"]], to):
            return "blocked"
    standing = {token["node"] for token in tokens}
    for fork in (key for key, node in before.items() if node["kind"] == "parallel"):
        if standing & _inside(old, fork) and _ways(old, fork) != _ways(new, there[fork] or ""):
            return "blocked"
    return "moved"


def _rank(node: Json) -> int:
    return STAGES.index(node["stage"]) if node.get("stage") else -1


def _counted_alike(here: Json, there: Json) -> bool:
    one, two = here.get("many"), there.get("many")
    if (one is None) is not (two is None):
        return False
    return all((one or {}).get(part) == (two or {}).get(part) for part in _COUNTED)


def _ways(body: Json, fork: str) -> int:
    return sum(edge["source"] == fork for edge in body["flow"]["edges"])


def _inside(body: Json, fork: str) -> set[str]:
    """Return what lies between a fork and its join, the join itself among it."""
    nodes, edges = body["flow"]["nodes"], body["flow"]["edges"]
    found, todo = set[str](), [fork]
    while todo:
        at = todo.pop()
        for edge in edges:
            if edge["source"] == at and edge["target"] not in found:
                found.add(edge["target"])
                if nodes[edge["target"]].get("joins") != fork:
                    todo.append(edge["target"])
    return found
