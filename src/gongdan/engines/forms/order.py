"""In which order rules speak: a rule that reads a field comes after what settles that field."""

from collections.abc import Callable, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from gongdan.engines.forms.model import FREE, Rules

NamesIn = Callable[[str], frozenset[str]]
"""Tells which names an expression reads."""


def order_of(
    names: Iterable[str],
    rules: Mapping[str, Rules],
    names_in: NamesIn,
    columns: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[str, ...] | list[str]:
    """Return the names so that each follows what its value depends on; a list is a circle.

    Fields that depend on nothing stay as they stood. A line's columns belong to their field.
    """
    known = tuple(names)
    graph: dict[str, list[str]] = {}
    for name in known:
        own = (columns or {}).get(name, ())
        read = set(_settling(rules.get(name, FREE), names_in))
        for column in own:
            # inside a line its own columns come before fields of the same name
            read |= _settling(rules.get(f"{name}.{column}", FREE), names_in) - set(own)
        graph[name] = [each for each in known if each in read]
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        return list(map(str, circle.args[1]))


def _settling(rules: Rules, names_in: NamesIn) -> frozenset[str]:
    """Return what the rules read that settle a value; the others speak when all are settled."""
    texts = (rules.visible, rules.read_only, rules.computed)
    return frozenset[str]().union(*(names_in(text) for text in texts if text))
