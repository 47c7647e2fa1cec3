"""Two versions compared, part by part, each difference as a sentence to be said.

Things (fields, forms, steps, edges, tables ...) are compared by their keys, then member by
member; members that are mappings themselves once more by theirs, so that a line says what was
changed and not that something was.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from gongdan.rooms.lowcode.contract import Bundle, Sections
from gongdan.rooms.lowcode.contract.telling import Fact, Saying, Tells, Told
from gongdan.rooms.lowcode.domain.phrases import phrase
from gongdan.rooms.lowcode.domain.words import LANGUAGES

Thing = Mapping[str, Any]

_UNTOLD: Final = frozenset({"bundle", "key", "canvas", "template"})
"""Not told: what is the same by nature, where things stand on the canvas, the first origin."""

_MOVES: Final = frozenset({"stage", "parent", "source", "target", "attached_to"})
"""Members that say where a step or an edge stands in the flow."""


class ToldPart(Struct, frozen=True):
    """The changes of one part of the bundle."""

    part: str
    lines: tuple[Told, ...]


def tell(before: Bundle, after: Bundle, sections: Sections) -> tuple[ToldPart, ...]:
    """Return what changed from one bundle to another; a part without changes is left out."""
    telling: dict[str, object] = {section.name: section for section in sections}
    old, new = plain(before), plain(after)
    found = []
    for part in dict.fromkeys((*Bundle.__struct_fields__, *telling)):
        if part in _UNTOLD:
            continue
        section = telling.get(part)
        if isinstance(section, Tells):
            lines = tuple(section.tell(before, after))
        else:
            lines = tuple(told_part(part, old.get(part), new.get(part)))
        if lines:
            found.append(ToldPart(part, lines))
    return tuple(found)


def plain(value: object) -> dict[str, Any]:
    """Return a struct as plain data, without what has its default."""
    found: dict[str, Any] = msgspec.to_builtins(value)
    return found


def told_part(part: str, before: Any, after: Any) -> Iterator[Told]:
    """Compare a part of which nobody tells more: by the keys of its things, or as one value."""
    if before == after:
        return
    old, new = before or {}, after or {}
    if _holds_things(old) and _holds_things(new):
        yield from told_things(part, f"sort_{part}", old, new)
    else:
        facts = {"part": Saying(f"part_{part}"), **values(before, after)}
        yield Told("changed", part, Saying("part_changed", facts))


def told_things(part: str, sort: str, before: Thing, after: Thing) -> Iterator[Told]:
    """Compare things by key; a thing is called by its title."""
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        called = name_of(key, new if new is not None else old)
        yield from told_thing(f"{part}/{key}", Called(sort, called), old, new)


class Called(Struct, frozen=True):
    """A thing in a sentence: what sort of thing it is, and its name."""

    sort: str
    name: Fact

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts of every sentence about it."""
        return {"sort": Saying(self.sort), "thing": self.name}


def told_thing(place: str, called: Called, old: Any, new: Any) -> Iterator[Told]:
    """Say that a thing is new or gone, or which of its members changed."""
    if old is None:
        yield Told("added", place, Saying("thing_added", called.facts))
    elif new is None:
        yield Told("removed", place, Saying("thing_removed", called.facts))
    elif isinstance(old, dict) and isinstance(new, dict):
        for member in dict.fromkeys((*old, *new)):
            yield from told_member(f"{place}/{member}", called, old.get(member), new.get(member))
    elif old != new:
        facts = {**called.facts, **values(old, new)}
        yield Told("changed", place, Saying("thing_changed", facts))


def told_member(place: str, called: Called, old: Any, new: Any) -> Iterator[Told]:
    """Say how one member of a thing changed; a mapping's members one by one."""
    if old == new:
        return
    member = place.rsplit("/", 1)[1]
    about = {**called.facts, "member": Saying(f"member_{member}")}
    if member == "title" and old and new:
        yield Told("changed", place, Saying("thing_renamed", {**about, **values(old, new)}))
    elif _is_inner(old) and _is_inner(new):
        for key in dict.fromkeys((*(old or {}), *(new or {}))):
            before, after = (old or {}).get(key), (new or {}).get(key)
            if before != after:
                inner = {**about, "inner": inner_name(key, after or before)}
                saying = Saying("inner_changed", {**inner, **values(before, after)})
                yield Told("changed", f"{place}/{key}", saying)
    else:
        saying = Saying("member_changed", {**about, **values(old, new)})
        yield Told("moved" if member in _MOVES else "changed", place, saying)


def values(before: Any, after: Any) -> dict[str, Fact]:
    """Return the facts of what was and what is."""
    return {"before": phrase(before), "after": phrase(after)}


def name_of(key: str, thing: Any) -> Fact:
    """Return what a thing is called: its title, else its key."""
    title = thing.get("title") if isinstance(thing, dict) else None
    return {**title} if isinstance(title, dict) and any(title.values()) else key


def inner_name(key: str, value: Any) -> Fact:
    """Return what a member of a member is called: its title, its own word, else its key."""
    named = name_of(key, value)
    return Saying(f"member_{key}") if named == key else named


def _holds_things(value: Any) -> bool:
    return (isinstance(value, dict) and not set(value) <= set(LANGUAGES)) or value == {}


def _is_inner(value: Any) -> bool:
    if value is None:
        return True
    if not isinstance(value, dict) or set(value) <= set(LANGUAGES):
        return False
    return not {"role", "any", "field", "reporter", "else"} & set(value)
