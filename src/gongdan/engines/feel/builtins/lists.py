"""Functions of lists; places are counted from 1, or from -1 at the end."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cmp_to_key

from gongdan.engines.feel.builtins.signature import builtin
from gongdan.engines.feel.comparison import equals, less
from gongdan.engines.feel.evaluation import Function, Run
from gongdan.engines.feel.values import Value

Items = list[Value]


def _is_same(left: Value, right: Value) -> bool:
    return equals(left, right) is True


def _contains(run: Run, items: Items, element: Value) -> Value:
    run.step(len(items))
    return any(_is_same(item, element) for item in items)


def _count(_run: Run, items: Items) -> Value:
    return Decimal(len(items))


def _sublist(_run: Run, items: Items, start: Decimal, length: Decimal | None = None) -> Value:
    place = _index(items, start)
    if place is None or (length is not None and length < 0):
        return None
    if length is None:
        return items[place:]
    return items[place : place + int(length)] if place + length <= len(items) else None


def _index(items: Items, position: Decimal) -> int | None:
    """Return the place in Python's counting, or None outside of the list."""
    place = int(position)
    index = place - 1 if place > 0 else len(items) + place
    return index if place and 0 <= index < len(items) else None


def _concatenate(run: Run, lists: list[Items]) -> Value:
    return run.hold([item for items in lists for item in _listed(items)])


def _listed(value: Value) -> Items:
    return value if isinstance(value, list) else [value]


def _insert(run: Run, items: Items, position: Decimal, item: Value) -> Value:
    index = _index(items, position)
    return None if index is None else run.hold([*items[:index], item, *items[index:]])


def _remove(_run: Run, items: Items, position: Decimal) -> Value:
    index = _index(items, position)
    return None if index is None else [*items[:index], *items[index + 1 :]]


def _replace_at(_run: Run, items: Items, position: Decimal, item: Value) -> Value:
    index = _index(items, position)
    return None if index is None else [*items[:index], item, *items[index + 1 :]]


def _replace_where(run: Run, items: Items, match: Function, item: Value) -> Value:
    if len(match.parameters) != 2:
        return None
    verdicts = [match.call(run, [each, item]) for each in items]
    if any(not isinstance(verdict, bool) for verdict in verdicts):
        return None
    return [item if hit else each for each, hit in zip(items, verdicts, strict=True)]


def _reverse(_run: Run, items: Items) -> Value:
    return items[::-1]


def _index_of(run: Run, items: Items, match: Value) -> Value:
    run.step(len(items))
    return [Decimal(place) for place, item in enumerate(items, 1) if _is_same(item, match)]


def _distinct(run: Run, items: Items) -> Value:
    kept: Items = []
    for item in items:
        run.step(1 + len(kept) // 16)
        if not any(_is_same(item, other) for other in kept):
            kept.append(item)
    return kept


def _union(run: Run, lists: list[Items]) -> Value:
    together = _concatenate(run, lists)
    return _distinct(run, together) if isinstance(together, list) else None


def _flatten(run: Run, items: Items) -> Value:
    flat: Items = []
    waiting = items[::-1]
    while waiting:
        run.step()
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item[::-1])
        else:
            flat.append(item)
    return run.hold(flat)


def _sort(run: Run, items: Items, precedes: Function | None = None) -> Value:
    if precedes is not None and len(precedes.parameters) != 2:
        return None
    unordered = False

    def order(left: Value, right: Value) -> int:
        nonlocal unordered
        run.step()
        before = precedes.call(run, [left, right]) if precedes else less(left, right)
        after = precedes.call(run, [right, left]) if precedes else less(right, left)
        unordered = unordered or not (isinstance(before, bool) and isinstance(after, bool))
        return (after is True) - (before is True)

    made = sorted(items, key=cmp_to_key(order))
    return None if unordered else made


def _append(run: Run, values: Sequence[Value]) -> Value:
    if not values or values[0] is None:
        return None
    return run.hold([*_listed(values[0]), *values[1:]])


def append_function() -> Function:
    """Return `append(list, item, ...)`: the one function with a list first and loose items."""

    def call(run: Run, values: Sequence[Value]) -> Value:
        return _append(run, values) if len(values) > 1 else None

    return Function(("list", "item"), call, None, "append")


def _gathering(name: str, compute: object) -> Function:
    """Return a function of any number of lists."""

    def call(run: Run, values: Sequence[Value]) -> Value:
        if not values or any(value is None for value in values):
            return None
        return compute(run, list(values))  # type: ignore[operator]

    return Function(("list",), call, None, name)


_LIST = "list: list"
LISTS = (
    builtin("list contains", ("list: list, element: Any", _contains)),
    builtin("count", (_LIST, _count)),
    builtin("sublist", ("list: list, start position: number, length?: number", _sublist)),
    append_function(),
    _gathering("concatenate", _concatenate),
    builtin("insert before", ("list: list, position: number, newItem: Any", _insert)),
    builtin("remove", ("list: list, position: number", _remove)),
    builtin(
        "list replace",
        ("list: list, position: number, newItem: Any", _replace_at),
        ("list: list, match: function, newItem: Any", _replace_where),
    ),
    builtin("reverse", (_LIST, _reverse)),
    builtin("index of", ("list: list, match: Any", _index_of)),
    _gathering("union", _union),
    builtin("distinct values", (_LIST, _distinct)),
    builtin("flatten", (_LIST, _flatten)),
    builtin("sort", ("list: list, precedes?: function", _sort)),
)
