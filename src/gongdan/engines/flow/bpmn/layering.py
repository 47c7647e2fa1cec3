"""A drawing for a flow that has none: layers from left to right, main line in the middle.

A node stands one layer after the last of those that lead to it (ways back left aside); within
a layer nodes stand as those before them do (Sugiyama, Tagawa, Toda 1981: layers and
barycentres). Sub-processes are drawn around their inside. Time is linear in nodes and edges
but for the sorting of layers.
"""

from msgspec.structs import replace

from gongdan.engines.flow.bpmn.flows import ways_back
from gongdan.engines.flow.bpmn.layout import Box, Layout, Point
from gongdan.engines.flow.bpmn.routing import route
from gongdan.engines.flow.definition import Edge, FlowDefinition, Kind

_ROUND = frozenset({Kind.START, Kind.END, Kind.CATCH, Kind.THROW, Kind.BOUNDARY})
_DIAMOND = frozenset({Kind.EXCLUSIVE, Kind.PARALLEL, Kind.INCLUSIVE, Kind.JOIN})
ACROSS, DOWN, MARGIN = 60.0, 40.0, 40.0
EVENT = 36.0


def arrange(definition: FlowDefinition, stored: Layout | None = None) -> Layout:
    """Return the stored drawing if it shows every node and edge, else a new one."""
    if stored is not None and _whole(definition, stored):
        return stored
    return _Arranging(ways_back(definition)).whole()


def _whole(definition: FlowDefinition, stored: Layout) -> bool:
    ways = all(edge.key in stored.ways for edge in definition.edges)
    return ways and definition.nodes.keys() <= stored.shapes.keys()


class _Arranging:
    """Arranges scope by scope, innermost first; boxes are relative to their scope until the end."""

    def __init__(self, definition: FlowDefinition) -> None:
        self._definition = definition
        self._inside: dict[str, list[str]] = {"": []}
        self._borders: dict[str, list[str]] = {}
        for key, node in definition.nodes.items():
            if node.attached_to:
                self._borders.setdefault(node.attached_to, []).append(key)
            else:
                self._inside.setdefault(node.parent, []).append(key)
        self._edges: dict[str, list[Edge]] = {}
        for edge in definition.edges:
            parent = definition.nodes[edge.source].parent
            self._edges.setdefault(parent, []).append(edge)
        self._sizes: dict[str, tuple[float, float]] = {}
        self._boxes: dict[str, Box] = {}

    def whole(self) -> Layout:
        for parent in self._outermost_last():
            self._sizes[parent] = self._scope(parent)
        shapes: dict[str, Box] = {}
        self._moved("", 0.0, 0.0, shapes)
        ways: dict[str, tuple[Point, ...]] = {}
        for parent, edges in self._edges.items():
            low = max(shapes[key].y + shapes[key].height for key in self._inside[parent])
            for edge in edges:
                border = self._definition.nodes[edge.source].kind is Kind.BOUNDARY
                ways[edge.key] = route(edge, shapes, low + DOWN / 2, down=border)
        return Layout(shapes, ways)

    def _outermost_last(self) -> list[str]:
        order = [""]
        for parent in order:
            order.extend(key for key in self._inside.get(parent, ()) if key in self._inside)
        return order[::-1]

    def _scope(self, parent: str) -> tuple[float, float]:
        keys = self._inside[parent]
        layers = self._layers(keys, self._edges.get(parent, []))
        heights = [sum(self._size(key)[1] + DOWN for key in layer) - DOWN for layer in layers]
        middle = max(heights) / 2 + MARGIN
        x = MARGIN
        for layer, height in zip(layers, heights, strict=True):
            width = max(self._size(key)[0] for key in layer)
            y = middle - height / 2
            for key in layer:
                own = self._size(key)
                self._boxes[key] = Box(x + (width - own[0]) / 2, y, *own)
                y += own[1] + DOWN
            x += width + ACROSS
        return x - ACROSS + MARGIN, max(heights) + 2 * MARGIN + DOWN

    def _size(self, key: str) -> tuple[float, float]:
        kind = self._definition.nodes[key].kind
        if key in self._sizes:
            return self._sizes[key]
        if kind in _ROUND:
            return EVENT, EVENT
        return (50.0, 50.0) if kind in _DIAMOND else (100.0, 80.0)

    def _layers(self, keys: list[str], edges: list[Edge]) -> list[list[str]]:
        ways: dict[str, list[str]] = {key: [] for key in keys}
        before: dict[str, list[str]] = {key: [] for key in keys}
        for edge in edges:
            source = self._definition.nodes[edge.source].attached_to or edge.source
            if not edge.back and source != edge.target:
                ways[source].append(edge.target)
                before[edge.target].append(source)
        depth = _depths(ways)
        layers: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
        for key in keys:
            layers[depth[key]].append(key)
        place: dict[str, float] = {}
        for layer in layers:
            layer.sort(key=lambda key: _mean([place[each] for each in before[key]]))
            size = len(layer)
            place.update({key: (index + 0.5) / size for index, key in enumerate(layer)})
        return layers

    def _moved(self, parent: str, x: float, y: float, shapes: dict[str, Box]) -> None:
        for key in self._inside[parent]:
            box = self._boxes[key]
            shapes[key] = replace(box, x=box.x + x, y=box.y + y)
            self._on_border(key, shapes)
            if key in self._inside:
                self._moved(key, shapes[key].x, shapes[key].y, shapes)

    def _on_border(self, host: str, shapes: dict[str, Box]) -> None:
        """Events on a border sit on its lower side, from the right."""
        box = shapes[host]
        for index, key in enumerate(self._borders.get(host, ())):
            x = box.x + box.width - (index + 1) * (EVENT + 8)
            shapes[key] = Box(x, box.y + box.height - EVENT / 2, EVENT, EVENT)


def _depths(ways: dict[str, list[str]]) -> dict[str, int]:
    """Return each node's layer: the longest way to it (what is left on a cycle stands at 0)."""
    waiting = dict.fromkeys(ways, 0)
    for targets in ways.values():
        for target in targets:
            waiting[target] += 1
    depth = dict.fromkeys(ways, 0)
    ready = [key for key, count in waiting.items() if count == 0]
    for key in ready:
        for target in ways[key]:
            depth[target] = max(depth[target], depth[key] + 1)
            waiting[target] -= 1
            if waiting[target] == 0:
                ready.append(target)
    return depth


def _mean(places: list[float]) -> float:
    return sum(places) / len(places) if places else 0.5
