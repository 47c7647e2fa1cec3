"""The bends of an edge between two boxes: level and upright pieces only."""

from collections.abc import Mapping, Sequence

from gongdan.engines.flow.bpmn.layout import Box, Point
from gongdan.engines.flow.definition import Edge


def route(
    edge: Edge,
    boxes: Mapping[str, Box],
    places: Sequence[Box],
    low: float,
    *,
    down: bool,
) -> tuple[Point, ...]:
    """Return an edge's way through its places in the layers between.

    `low` is where ways back run, `down`: it leaves at the bottom.
    """
    source, target = boxes[edge.source], boxes[edge.target]
    if edge.back or target.x < source.x + source.width:
        return _around(source, target, low)
    way = [_out_below(source)] if down else [Point(source.x + source.width, source.middle[1])]
    if down:
        way.insert(0, Point(source.middle[0], source.y + source.height))
    for box in (*places, target):
        level = box.middle[1]
        if way[-1].y != level:
            way += [Point(box.x - 30, way[-1].y), Point(box.x - 30, level)]
    return (*way, Point(target.x, target.middle[1]))


def _out_below(source: Box) -> Point:
    return Point(source.middle[0], source.y + source.height + 20)


def _around(source: Box, target: Box, low: float) -> tuple[Point, ...]:
    """Out on the right, below everything, and in from the left, between the layers."""
    out, into = source.middle[0] + _aside(source), target.middle[0] - _aside(target)
    begin = Point(source.x + source.width, source.middle[1])
    end = Point(target.x, target.middle[1])
    return (
        begin,
        Point(out, begin.y),
        Point(out, low),
        Point(into, low),
        Point(into, end.y),
        end,
    )


def _aside(box: Box) -> float:
    """How far from a box's middle the gap beside it is, tasks above and below it included."""
    return max(box.width / 2 + 15, 58)
