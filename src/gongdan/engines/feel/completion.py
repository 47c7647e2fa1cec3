"""What may stand next in an expression that somebody is writing.

>>> names = {"kind": Known(TEXT, ("leak", "fire")), "urgency": Known(NUMBER)}
>>> [each.text for each in complete('urgency <= 2 and kind = "l', 26, names)]
['"leak"']
>>> [each.text for each in complete("urg", 3, names)]
['urgency']
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from gongdan.engines.feel.builtins.catalogue import BUILTINS
from gongdan.engines.feel.checking import Known
from gongdan.engines.feel.text import text_of
from gongdan.engines.feel.types import ContextType, FeelType, ListType, type_name

MOST = 50
_WORD = re.compile(r'[\w" ]*$')
_COMPARISON = re.compile(r'([^\W\d][\w ]*?)\s*(?:=|!=|\bin\s*\(?)\s*("?[\w ]*)$')
_MEMBER = re.compile(r"([^\W\d][\w ]*)\.([\w ]*)$")
_CONNECTIVES = ("and", "or", "in", "between", "then", "else", "instance of")


class Sort(StrEnum):
    """What a suggestion is."""

    NAME = "name"
    MEMBER = "member"
    VALUE = "value"
    FUNCTION = "function"
    KEYWORD = "keyword"


class Suggestion(Struct, frozen=True):
    """A text that may stand at the place, and from which character it replaces what is there."""

    text: str
    sort: Sort
    begin: int
    detail: str = ""


def complete(text: str, at: int, names: Mapping[str, Known]) -> tuple[Suggestion, ...]:
    """Return what may stand at a place (characters before it), the likeliest first."""
    before = text[:at]
    for find in (_values, _members):
        found = tuple(find(before, names))
        if found:
            return found[:MOST]
    return tuple(_words(before, names))[:MOST]


def _values(before: str, names: Mapping[str, Known]) -> Iterator[Suggestion]:
    found = _COMPARISON.search(before)
    known = names.get(_last_name(found.group(1), names)) if found else None
    if found is None or known is None:
        return
    for value in known.values:
        written = text_of(value, quoted=True)
        if written.lower().startswith(found.group(2).lower()):
            yield Suggestion(written, Sort.VALUE, found.start(2))


def _last_name(words: str, names: Mapping[str, Known]) -> str:
    """Return the longest known name with which some words end."""
    parts = words.split()
    endings = (" ".join(parts[begin:]) for begin in range(len(parts)))
    return next((ending for ending in endings if ending in names), "")


def _members(before: str, names: Mapping[str, Known]) -> Iterator[Suggestion]:
    found = _MEMBER.search(before)
    known = names.get(_last_name(found.group(1), names)) if found else None
    if found is None or known is None:
        return
    for member, kind in _members_of(known.type):
        if member.lower().startswith(found.group(2).lower()):
            yield Suggestion(member, Sort.MEMBER, found.start(2), type_name(kind))


def _members_of(kind: FeelType) -> tuple[tuple[str, FeelType], ...]:
    inner = kind.item if isinstance(kind, ListType) else kind
    return inner.members if isinstance(inner, ContextType) else ()


def _words(before: str, names: Mapping[str, Known]) -> Iterator[Suggestion]:
    found = _WORD.search(before)
    typed = found.group().split(" ") if found else [""]
    # a name may have several words: what fits the longest stretch of words comes first
    for begin in range(len(typed)):
        stretch = " ".join(typed[begin:])
        place = len(before) - len(stretch)
        if stretch.strip() or begin == len(typed) - 1:
            yield from _beginning_with(stretch, place, names)


def _beginning_with(stretch: str, place: int, names: Mapping[str, Known]) -> Iterator[Suggestion]:
    start = stretch.lower()
    for name, known in names.items():
        if name.lower().startswith(start):
            yield Suggestion(name, Sort.NAME, place, type_name(known.type))
    if not start:
        return
    for name, function in BUILTINS.items():
        if name.startswith(start):
            yield Suggestion(f"{name}(", Sort.FUNCTION, place, ", ".join(function.parameters))
    for word in _CONNECTIVES:
        if word.startswith(start):
            yield Suggestion(word, Sort.KEYWORD, place)
