"""The bends of an edge between two boxes: level and upright pieces only."""

from collections.abc import Mapping

from gongdan.engines.flow.bpmn.layout import Box, Point
from gongdan.engines.flow.definition import Edge


def route(edge: Edge, boxes: Mapping[str, Box], low: float, *, down: bool) -> tuple[Point, ...]:
    """Return an edge's way; `low` is where ways back run, `down`: it leaves at the bottom."""
    source, target = boxes[edge.source], boxes[edge.target]
    if edge.back or target.x < source.x + source.width:
        return _around(source, target, low)
    return _below(source, target) if down else _across(source, target)


def _across(source: Box, target: Box) -> tuple[Point, ...]:
    begin = Point(source.x + source.width, source.middle[1])
    end = Point(target.x, target.middle[1])
    if begin.y == end.y:
        return begin, end
    turn = target.x - (target.x - begin.x) / 2 if target.x - begin.x < 60 else target.x - 30
    return begin, Point(turn, begin.y), Point(turn, end.y), end


def _below(source: Box, target: Box) -> tuple[Point, ...]:
    begin = Point(source.middle[0], source.y + source.height)
    end = Point(target.x, target.middle[1])
    if end.y > begin.y:
        return begin, Point(begin.x, end.y), end
    turn = target.x - 30
    level = begin.y + 20
    return begin, Point(begin.x, level), Point(turn, level), Point(turn, end.y), end


def _around(source: Box, target: Box, low: float) -> tuple[Point, ...]:
    begin = Point(source.middle[0], source.y + source.height)
    end = Point(target.middle[0], target.y + target.height)
    return begin, Point(begin.x, low), Point(end.x, low), end
