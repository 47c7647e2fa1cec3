"""How points and ranges lie to each other (DMN 1.3, table 78; after J. F. Allen, 1983)."""

from collections.abc import Callable

from gongdan.engines.feel.builtins.signature import builtin
from gongdan.engines.feel.comparison import equals, less
from gongdan.engines.feel.evaluation import Function, Run
from gongdan.engines.feel.range_text import read_range
from gongdan.engines.feel.values import Range, RangeSort, Value

Relation = Callable[[Range, Range], bool | None]


def _point(value: Value) -> Range:
    return Range(value, value)


def _both(*verdicts: bool | None) -> bool | None:
    if any(verdict is False for verdict in verdicts):
        return False
    return None if None in verdicts else True


def _either(*verdicts: bool | None) -> bool | None:
    if any(verdict is True for verdict in verdicts):
        return True
    return None if None in verdicts else False


def _before(a: Range, b: Range) -> bool | None:
    touching = equals(a.high, b.low)
    apart = not (a.high_closed and b.low_closed)
    return _either(less(a.high, b.low), _both(touching, apart))


def _after(a: Range, b: Range) -> bool | None:
    return _before(b, a)


def _meets(a: Range, b: Range) -> bool | None:
    return _both(a.high_closed and b.low_closed, equals(a.high, b.low))


def _met_by(a: Range, b: Range) -> bool | None:
    return _meets(b, a)


def _overlaps(a: Range, b: Range) -> bool | None:
    return _both(_negated(_before(a, b)), _negated(_before(b, a)))


def _negated(verdict: bool | None) -> bool | None:  # noqa: FBT001  # a verdict, no switch
    return None if verdict is None else not verdict


def _begins_before(a: Range, b: Range) -> bool | None:
    earlier = _both(equals(a.low, b.low), a.low_closed and not b.low_closed)
    return _either(less(a.low, b.low), earlier)


def _ends_before(a: Range, b: Range) -> bool | None:
    earlier = _both(equals(a.high, b.high), not a.high_closed and b.high_closed)
    return _either(less(a.high, b.high), earlier)


def _overlaps_before(a: Range, b: Range) -> bool | None:
    ends = _either(
        _ends_before(a, b), _both(equals(a.high, b.high), a.high_closed == b.high_closed)
    )
    return _both(_begins_before(a, b), ends, _overlaps(a, b))


def _overlaps_after(a: Range, b: Range) -> bool | None:
    begins = _either(
        _begins_before(b, a), _both(equals(a.low, b.low), a.low_closed == b.low_closed)
    )
    return _both(begins, _ends_before(b, a), _overlaps(a, b))


def _finishes(a: Range, b: Range) -> bool | None:
    same_end = _both(equals(a.high, b.high), a.high_closed == b.high_closed)
    return _both(same_end, _negated(_begins_before(a, b)))


def _finished_by(a: Range, b: Range) -> bool | None:
    return _finishes(b, a)


def _includes(a: Range, b: Range) -> bool | None:
    return _both(_negated(_begins_before(b, a)), _negated(_ends_before(a, b)))


def _during(a: Range, b: Range) -> bool | None:
    return _includes(b, a)


def _starts(a: Range, b: Range) -> bool | None:
    same_begin = _both(equals(a.low, b.low), a.low_closed == b.low_closed)
    return _both(same_begin, _negated(_ends_before(b, a)))


def _started_by(a: Range, b: Range) -> bool | None:
    return _starts(b, a)


def _coincides(a: Range, b: Range) -> bool | None:
    closed = (a.low_closed, a.high_closed) == (b.low_closed, b.high_closed)
    return _both(equals(a.low, b.low), equals(a.high, b.high), closed)


def _point_during(a: Range, b: Range) -> bool | None:
    return _includes(b, a)


def _point_finishes(a: Range, b: Range) -> bool | None:
    return _both(b.high_closed, equals(a.high, b.high))


def _point_starts(a: Range, b: Range) -> bool | None:
    return _both(b.low_closed, equals(a.low, b.low))


def _relation(name: str, relation: Relation, **ways: Relation) -> Function:
    """Return a function of two ranges; `ways` (point_range, range_point, points) say which
    arguments may be points as well, and what holds for them.
    """
    two = f"{'range1'}: range, {'range2'}: range"
    lines = [(two, _computing(relation))]
    if "point_range" in ways:
        lines.append(("point: Any, range: range", _computing(ways["point_range"])))
    if "range_point" in ways:
        lines.append(("range: range, point: Any", _computing(ways["range_point"])))
    if "points" in ways:
        lines.append(("point1: Any, point2: Any", _computing(ways["points"])))
    return builtin(name, *lines)


def _computing(relation: Relation) -> Callable[[Run, Value, Value], Value]:
    def compute(_run: Run, left: Value, right: Value) -> Value:
        if left is None or right is None:
            return None
        a, b = (each if isinstance(each, Range) else _point(each) for each in (left, right))
        ends = (RangeSort.ENDS, RangeSort.EQUAL)
        if a.sort not in ends or b.sort not in ends:
            return None
        return relation(a, b)

    return compute


def _range(_run: Run, text: str) -> Value:
    return read_range(text)


RANGES = (
    builtin("range", ("from: string", _range)),
    _relation("before", _before, point_range=_before, range_point=_before, points=_before),
    _relation("after", _after, point_range=_after, range_point=_after, points=_after),
    _relation("meets", _meets),
    _relation("met by", _met_by),
    _relation("overlaps", _overlaps),
    _relation("overlaps before", _overlaps_before),
    _relation("overlaps after", _overlaps_after),
    _relation("finishes", _finishes, point_range=_point_finishes),
    _relation("finished by", _finished_by, range_point=lambda a, b: _point_finishes(b, a)),
    _relation("includes", _includes, range_point=_includes),
    _relation("during", _during, point_range=_point_during),
    _relation("starts", _starts, point_range=_point_starts),
    _relation("started by", _started_by, range_point=lambda a, b: _point_starts(b, a)),
    _relation("coincides", _coincides, points=_coincides),
)
