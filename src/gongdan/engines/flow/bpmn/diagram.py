"""Diagram interchange of a flow (BPMN 2.0, clause 12): one plane, shapes, then edges."""

from collections.abc import Iterable

from gongdan.engines.flow.bpmn.layout import Box, Layout, Point
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.namespaces import DC, DI, WAY
from gongdan.engines.flow.definition import FlowDefinition, Kind, Node


def diagram(definition: FlowDefinition, key: str, layout: Layout) -> Part:
    """Return the diagram of a flow whose layout shows every node and edge."""
    shapes = (_shape(each, node, layout) for each, node in definition.nodes.items())
    edges = (_edge(edge.key, layout) for edge in definition.edges)
    plane = Part(f"{DI}BPMNPlane", {"id": f"{key}-plane", "bpmnElement": key}, (*shapes, *edges))
    return Part(f"{DI}BPMNDiagram", {"id": f"{key}-diagram"}, (plane,))


def _shape(key: str, node: Node, layout: Layout) -> Part:
    attributes = {"id": f"{key}-shape", "bpmnElement": key}
    if node.kind is Kind.SUBPROCESS:
        attributes["isExpanded"] = "false" if key in layout.closed else "true"
    if node.kind is Kind.EXCLUSIVE:
        attributes["isMarkerVisible"] = "true"
    parts = (_bounds(layout.shapes[key]), *_label(key, layout))
    return Part(f"{DI}BPMNShape", attributes, parts)


def _edge(key: str, layout: Layout) -> Part:
    ways = _waypoints(layout.ways[key])
    return Part(
        f"{DI}BPMNEdge", {"id": f"{key}-edge", "bpmnElement": key}, (*ways, *_label(key, layout))
    )


def _label(key: str, layout: Layout) -> tuple[Part, ...]:
    box = layout.labels.get(key)
    return (Part(f"{DI}BPMNLabel", parts=(_bounds(box),)),) if box else ()


def _bounds(box: Box) -> Part:
    sizes = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return Part(f"{DC}Bounds", {name: _number(size) for name, size in sizes.items()})


def _waypoints(points: Iterable[Point]) -> Iterable[Part]:
    return (
        Part(f"{WAY}waypoint", {"x": _number(point.x), "y": _number(point.y)}) for point in points
    )


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
