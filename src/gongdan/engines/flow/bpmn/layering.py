"""A drawing for a flow that has none: layers from left to right, main line in the middle.

A node stands one layer after the last of those that lead to it (ways back left aside); within
a layer nodes stand as those before them do; an edge that passes layers by has its place in
them (Sugiyama, Tagawa, Toda 1981). Sub-processes are drawn around their inside.
"""

from msgspec.structs import replace

from gongdan.engines.flow.bpmn.flows import ways_back
from gongdan.engines.flow.bpmn.layout import Box, Layout, Point
from gongdan.engines.flow.bpmn.ranks import ranks
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
        self._hosts: dict[str, str] = {}
        for key, node in definition.nodes.items():
            if node.attached_to:
                self._borders.setdefault(node.attached_to, []).append(key)
                self._hosts[key] = node.attached_to
            else:
                self._inside.setdefault(node.parent, []).append(key)
        self._edges: dict[str, list[Edge]] = {}
        for edge in definition.edges:
            parent = definition.nodes[edge.source].parent
            self._edges.setdefault(parent, []).append(edge)
        self._sizes: dict[str, tuple[float, float]] = {}
        self._boxes: dict[str, Box] = {}
        self._passing: dict[str, list[str]] = {}
        self._between: dict[str, list[str]] = {}
        self._places: dict[str, Box] = {}

    def whole(self) -> Layout:
        for parent in self._outermost_last():
            self._sizes[parent] = self._scope(parent)
        self._moved("", 0.0, 0.0)
        shapes = {key: box for key, box in self._places.items() if key in self._definition.nodes}
        ways: dict[str, tuple[Point, ...]] = {}
        for parent, edges in self._edges.items():
            low = max(shapes[key].y + shapes[key].height for key in self._inside[parent])
            for edge in edges:
                border = self._definition.nodes[edge.source].kind is Kind.BOUNDARY
                bends = [self._places[key] for key in self._passing.get(edge.key, ())]
                ways[edge.key] = route(edge, shapes, bends, low + DOWN / 2, down=border)
        return Layout(shapes, ways)

    def _outermost_last(self) -> list[str]:
        order = [""]
        for parent in order:
            order.extend(key for key in self._inside.get(parent, ()) if key in self._inside)
        return order[::-1]

    def _scope(self, parent: str) -> tuple[float, float]:
        edges = self._edges.get(parent, [])
        ranked = ranks(self._inside[parent], edges, self._hosts)
        layers = ranked.layers
        self._passing.update(ranked.passing)
        heights = [sum(self._size(key)[1] + DOWN for key in layer) - DOWN for layer in layers]
        middle = max(heights) / 2 + MARGIN
        x = MARGIN
        for layer, height in zip(layers, heights, strict=True):
            width = max(self._size(key)[0] for key in layer)
            y = middle - height / 2
            for key in layer:
                own = self._size(key)
                size = own if key in self._definition.nodes else (width, own[1])
                self._boxes[key] = Box(x + (width - size[0]) / 2, y, *size)
                y += own[1] + DOWN
            x += width + ACROSS
        self._between[parent] = [key for keys in ranked.passing.values() for key in keys]
        below = DOWN if any(edge.back for edge in edges) else 0.0
        return x - ACROSS + MARGIN, max(heights) + 2 * MARGIN + below

    def _size(self, key: str) -> tuple[float, float]:
        if key in self._sizes:
            return self._sizes[key]
        if key not in self._definition.nodes:
            return 1.0, 20.0  # the place of an edge
        kind = self._definition.nodes[key].kind
        if kind in _ROUND:
            return EVENT, EVENT
        return (50.0, 50.0) if kind in _DIAMOND else (100.0, 80.0)

    def _moved(self, parent: str, x: float, y: float) -> None:
        """Place what was arranged within its scope, which begins at x, y."""
        for key in (*self._between[parent], *self._inside[parent]):
            box = self._boxes[key]
            self._places[key] = replace(box, x=box.x + x, y=box.y + y)
            self._on_border(key)
            if key in self._inside:
                self._moved(key, self._places[key].x, self._places[key].y)

    def _on_border(self, host: str) -> None:
        """Events on a border sit on its lower side, from the right."""
        box = self._places[host]
        for index, key in enumerate(self._borders.get(host, ())):
            x = box.x + box.width - (index + 1) * (EVENT + 8)
            self._places[key] = Box(x, box.y + box.height - EVENT / 2, EVENT, EVENT)
