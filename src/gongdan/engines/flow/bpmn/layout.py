"""How a flow is drawn: BPMN diagram interchange (BPMN 2.0, clause 12), by node and edge."""

from collections.abc import Mapping

from msgspec import Struct

from gongdan.engines.flow.bpmn.markup import Part


class Box(Struct, frozen=True, omit_defaults=True):
    """Where a shape or label stands, in the diagram's units, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.x + self.width / 2, self.y + self.height / 2)


class Point(Struct, frozen=True):
    """A bend or an end of an edge."""

    x: float
    y: float


class Layout(Struct, frozen=True, omit_defaults=True):
    """Boxes of nodes, ways of edges, and their labels, all by key."""

    shapes: dict[str, Box] = {}
    ways: dict[str, tuple[Point, ...]] = {}
    labels: dict[str, Box] = {}
    closed: tuple[str, ...] = ()  # sub-processes that are drawn without their inside


def drawn_in(root: Part) -> dict[str, Part]:
    """Return the shapes and edges of a document's diagrams by the element that each draws."""
    found: dict[str, Part] = {}
    for diagram in root.all("BPMNDiagram"):
        for part in diagram.walk():
            if part.kind in {"BPMNShape", "BPMNEdge"}:
                found.setdefault(part.get("bpmnElement").rpartition(":")[2], part)
    return found


def layout_of(drawn: Mapping[str, Part], ids: Mapping[str, str]) -> Layout:
    """Return how nodes and edges are drawn whose elements are `ids`, by key."""
    shapes: dict[str, Box] = {}
    ways: dict[str, tuple[Point, ...]] = {}
    labels: dict[str, Box] = {}
    closed: list[str] = []
    for key, element in ids.items():
        part = drawn.get(element)
        if part is None:
            continue
        label = part.one("BPMNLabel")
        if label is not None and (box := _box(label)) is not None:
            labels[key] = box
        if part.kind == "BPMNEdge":
            ways[key] = tuple(point for each in part.all("waypoint") if (point := _point(each)))
        elif (box := _box(part)) is not None:
            shapes[key] = box
            if part.get("isExpanded") == "false":
                closed.append(key)
    return Layout(shapes, ways, labels, tuple(closed))


def _box(part: Part) -> Box | None:
    bounds = part.one("Bounds")
    if bounds is None:
        return None
    sizes = [number(bounds.get(name)) for name in ("x", "y", "width", "height")]
    return None if None in sizes else Box(*(size or 0.0 for size in sizes))


def _point(part: Part) -> Point | None:
    x, y = number(part.get("x")), number(part.get("y"))
    return None if x is None or y is None else Point(x, y)


def number(text: str) -> float | None:
    """Return a finite number of a drawing, or nothing."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e9 else None
