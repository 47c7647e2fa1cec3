"""Nodes of one scope in layers from left to right, with room for edges that pass layers by."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from gongdan.engines.flow.definition import Edge

_BELOW: Final = 1e-3
"""How much lower than its fellows something stands that comes from an event on a border."""


class Ranks(Struct, frozen=True):
    """Layers of keys, each from top to bottom; `passing` are an edge's places in them."""

    layers: list[list[str]]
    passing: dict[str, list[str]]


def ranks(keys: list[str], edges: Iterable[Edge], hosts: Mapping[str, str]) -> Ranks:
    """Rank nodes by the longest way to them; `hosts` are the nodes of events on borders.

    An edge over several layers gets a place of its own in those between, named `edge/layer`.
    """
    onward = [
        (hosts.get(edge.source, edge.source), edge)
        for edge in edges
        if not edge.back and hosts.get(edge.source, edge.source) != edge.target
    ]
    depth = _depths(keys, [(source, edge.target) for source, edge in onward])
    layers: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for key in keys:
        layers[depth[key]].append(key)
    before: dict[str, list[tuple[str, float]]] = {key: [] for key in keys}
    passing: dict[str, list[str]] = {}
    for source, edge in onward:
        lower = _BELOW if edge.source in hosts else 0.0
        between = [f"{edge.key}/{layer}" for layer in range(depth[source] + 1, depth[edge.target])]
        for key in between:
            before[key] = [(source, lower)]
            layers[int(key.rpartition("/")[2])].append(key)
            source = key  # noqa: PLW2901  # the next place stands behind this one
        before[edge.target].append((source, lower))
        passing[edge.key] = between
    _sort(layers, before)
    return Ranks(layers, passing)


def _depths(keys: list[str], ways: list[tuple[str, str]]) -> dict[str, int]:
    """Return each node's layer: the longest way to it (what is left on a cycle stands at 0)."""
    targets: dict[str, list[str]] = {key: [] for key in keys}
    waiting = dict.fromkeys(keys, 0)
    for source, target in ways:
        targets[source].append(target)
        waiting[target] += 1
    depth = dict.fromkeys(keys, 0)
    ready = [key for key, count in waiting.items() if count == 0]
    for key in ready:
        for target in targets[key]:
            depth[target] = max(depth[target], depth[key] + 1)
            waiting[target] -= 1
            if waiting[target] == 0:
                ready.append(target)
    return depth


def _sort(layers: list[list[str]], before: Mapping[str, list[tuple[str, float]]]) -> None:
    place: dict[str, float] = {}
    for layer in layers:
        layer.sort(key=lambda key: _mean([place[each] + lower for each, lower in before[key]]))
        size = len(layer)
        place.update({key: (index + 0.5) / size for index, key in enumerate(layer)})


def _mean(places: list[float]) -> float:
    return sum(places) / len(places) if places else 0.5
