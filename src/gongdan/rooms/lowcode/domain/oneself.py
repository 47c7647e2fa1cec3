"""Whether a version names the very person who publishes it, where the one before did not.

Whoever a rule names reads the order and does the step, as far as his roles let him do what is
assigned to him. So nobody gives that to himself alone: somebody else publishes, or has agreed.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from gongdan.rooms.lowcode.contract import Bundle
from gongdan.rooms.lowcode.domain.told import plain


def names_oneself(before: Bundle | None, after: Bundle, person: UUID | None) -> tuple[str, ...]:
    """Return the places that newly name a person, in rules as in any text (FEEL, tables)."""
    if person is None:
        return ()
    was = set(_places(plain(before), person)) if before else set()
    return tuple(place for place, text in _places(plain(after), person) if (place, text) not in was)


def _places(value: Any, person: UUID, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _places(each, person, f"{place}/{key}" if place else str(key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _places(each, person, f"{place}/{at}")
    elif isinstance(value, str) and _holds(value, person):
        yield place, value


def _holds(text: str, person: UUID) -> bool:
    lowered = text.lower()
    return str(person) in lowered or person.hex in lowered
