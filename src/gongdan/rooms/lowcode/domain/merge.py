"""Two people edited one draft: what both did, or the places where they did different things.

A three-way merge of plain JSON by keys, as Mens describes it for version control (IEEE TSE 28/5,
2002, "structural merging"): a place that one side left as it was takes the other side's value;
a place that both changed to the same stays so; anything else is a clash, and nothing is guessed.
Lists of names and lists of things with a `key` are sets with an order; every other list is one
value. How deep keys are looked at is stated for each part (`_DEPTHS`), so that two members of
one step may be changed by two people, and the schema of one field may not.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

import msgspec
from msgspec import Struct

from gongdan.rooms.lowcode.domain.weave import woven

Plain: TypeAlias = Any
"""A decoded JSON value."""

Side: TypeAlias = Literal["theirs", "mine"]

_DEPTHS: Final[Mapping[str, int]] = {"flow": 3, "fields": 2, "forms": 4}
_ELSEWHERE: Final = 1
_DRAWING: Final = "canvas"
"""Where things stand on the canvas is no part of the process: mine stays where both moved it."""


class _Missing:
    """Stands for a member that a side does not have."""

    def __repr__(self) -> str:
        return "missing"


MISSING: Final = _Missing()


class Clash(Struct, frozen=True):
    """A place that both changed, each otherwise; None where a side does not have it (any more)."""

    place: str
    base: Plain
    theirs: Plain
    mine: Plain


class Merged(Struct, frozen=True):
    """What both did, and the places that came from each side."""

    body: dict[str, Plain]
    from_theirs: tuple[str, ...]
    from_mine: tuple[str, ...]


class Overlapping(Struct, frozen=True):
    """The places that somebody has to decide."""

    clashes: tuple[Clash, ...]


def merge(
    base: dict[str, Plain],
    theirs: dict[str, Plain],
    mine: dict[str, Plain],
    choices: Mapping[str, Side] | None = None,
) -> Merged | Overlapping:
    """Merge two bodies that come from one; `choices` decide clashes by their place.

    >>> merge({"a": {"x": 1}}, {"a": {"x": 2}}, {"a": {"x": 1, "y": 3}})
    Merged(body={'a': {'x': 2, 'y': 3}}, from_theirs=('a/x',), from_mine=('a/y',))
    """
    work = _Merging(choices or {})
    body = {
        name: value
        for name in dict.fromkeys((*theirs, *mine, *base))
        if (value := work.part(name, *(_part(side, name) for side in (base, theirs, mine))))
        is not MISSING
    }
    if work.clashes:
        return Overlapping(tuple(work.clashes))
    return Merged(body, tuple(work.of["theirs"]), tuple(work.of["mine"]))


def _part(body: dict[str, Plain], name: str) -> Plain:
    return body.get(name, MISSING)


class _Merging:
    """Walks three bodies at once, and remembers what came from whom."""

    def __init__(self, choices: Mapping[str, Side]) -> None:
        self._choices = choices
        self.clashes: list[Clash] = []
        self.of: dict[Side, list[str]] = {"theirs": [], "mine": []}

    def part(self, name: str, base: Plain, theirs: Plain, mine: Plain) -> Plain:
        """Merge one part of the bundle; a part that is left out is an empty one."""
        sides = [base, theirs, mine]
        if any(isinstance(side, dict) for side in sides):
            sides = [{} if side is MISSING else side for side in sides]
        merged = self.value(name, *sides, depth=_DEPTHS.get(name, _ELSEWHERE))
        left_out = MISSING in (theirs, mine) and {} not in (theirs, mine)
        return MISSING if merged == {} and left_out else merged

    def value(self, place: str, base: Plain, theirs: Plain, mine: Plain, *, depth: int) -> Plain:
        """Merge what stands at one place."""
        sides = (base, theirs, mine)
        if depth and all(isinstance(side, dict) for side in sides):
            return self.keys(place, base, theirs, mine, depth=depth)
        if depth and all(_is_keyed(side) for side in sides):
            return self.listed(place, base, theirs, mine, depth=depth)
        if depth and all(_is_names(side) for side in sides):
            found = woven(base, theirs, mine)
            if found is not None:
                self.note(place, base, theirs, mine)
                return found
        return self.leaf(place, base, theirs, mine)

    def keys(
        self, place: str, base: Plain, theirs: Plain, mine: Plain, *, depth: int
    ) -> dict[str, Plain]:
        """Merge member by member."""
        found: dict[str, Plain] = {}
        for key in dict.fromkeys((*theirs, *mine, *base)):
            sides = (side.get(key, MISSING) for side in (base, theirs, mine))
            value = self.value(f"{place}/{key}", *sides, depth=depth - 1)
            if value is not MISSING:
                found[key] = value
        return found

    def listed(
        self, place: str, base: Plain, theirs: Plain, mine: Plain, *, depth: int
    ) -> list[Plain]:
        """Merge a list of things with keys: each by its key, their order as a list of names."""
        by_key = [{item["key"]: item for item in side} for side in (base, theirs, mine)]
        merged = self.keys(place, *by_key, depth=depth)
        orders = [[*side] for side in by_key]
        order = woven(*orders, kept=set(merged))
        if order is None:
            wished = self.clash(place, *orders)
            order = list(merged) if wished is MISSING else [*dict.fromkeys((*wished, *merged))]
        return [merged[key] for key in order if key in merged]

    def leaf(self, place: str, base: Plain, theirs: Plain, mine: Plain) -> Plain:
        """Take the side that changed it."""
        if _same(theirs, mine) or _same(base, mine):
            self.note(place, base, theirs, mine)
            return theirs
        if _same(base, theirs) or place.startswith(_DRAWING):
            self.note(place, base, theirs, mine)
            return mine
        return self.clash(place, base, theirs, mine)

    def note(self, place: str, base: Plain, theirs: Plain, mine: Plain) -> None:
        """Remember who changed a place."""
        if not _same(base, theirs):
            self.of["theirs"].append(place)
        if not _same(base, mine):
            self.of["mine"].append(place)

    def clash(self, place: str, base: Plain, theirs: Plain, mine: Plain) -> Plain:
        """Take the side that was chosen, or remember the clash."""
        match self._choices.get(place):
            case "theirs":
                self.of["theirs"].append(place)
                return theirs
            case "mine":
                self.of["mine"].append(place)
                return mine
            case _:
                self.clashes.append(Clash(place, *(_shown(s) for s in (base, theirs, mine))))
                return MISSING


def _same(one: Plain, other: Plain) -> bool:
    if MISSING in (one, other):
        return one is other
    # as JSON, where 1 and true are two values
    return _bytes(one) == _bytes(other)


def _bytes(value: Plain) -> bytes:
    return msgspec.json.encode(value, order="sorted")


def _shown(value: Plain) -> Plain:
    return None if value is MISSING else value


def _is_keyed(value: Plain) -> bool:
    if not (isinstance(value, list) and value):
        return False
    keys = list(_keys(value))
    return len(keys) == len(value) == len(set(keys))


def _keys(items: list[Plain]) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict) and isinstance(item.get("key"), str):
            yield item["key"]


def _is_names(value: Plain) -> bool:
    return (
        isinstance(value, list)
        and all(isinstance(item, str) for item in value)
        and len(set(value)) == len(value)
    )
