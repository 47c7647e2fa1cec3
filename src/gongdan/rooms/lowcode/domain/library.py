"""Fields of a definition beside those of the tenant's library: where they depart."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from gongdan.rooms.lowcode.contract import Bundle, Field, Finding

_REFERENCE = re.compile(r"(?P<name>[a-z][a-z0-9_]{0,39})@(?P<version>[1-9]\d{0,8})", re.ASCII)
_OWN: Final = frozenset({"library", "filter"})
"""Members in which a definition is free: whether its lists are searched by the field."""


class LibraryField(Struct, frozen=True):
    """A field of the library, as its newest version is; `removed`: no new use of it."""

    name: str
    version: int
    field: Field
    removed: bool = False


def reference(text: str) -> tuple[str, int] | None:
    """Read `name@version` (None: it is none)."""
    found = _REFERENCE.fullmatch(text)
    return (found["name"], int(found["version"])) if found else None


def departures(
    bundle: Bundle, versions: Mapping[tuple[str, int], Field], newest: Mapping[str, int]
) -> Iterator[Finding]:
    """Find fields that say to be of the library and are otherwise, or of an older version.

    `versions` are the library's fields by name and version, as far as the bundle names them.
    """
    for name, field in bundle.fields.items():
        if not field.library:
            continue
        place = f"fields/{name[:80]}/library"
        named = reference(field.library)
        origin = versions.get(named) if named else None
        if named is None or origin is None:
            yield Finding("field_library_unknown", place, {"name": name, "library": field.library})
            continue
        facts: dict[str, str | int | list[str]] = {"name": name, "library": field.library}
        if departed := departed_members(field, origin):
            yield Finding("field_library_departed", place, {**facts, "members": departed})
        if newest.get(named[0], 0) > named[1]:
            yield Finding("field_library_newer", place, {**facts, "newest": newest[named[0]]})


def departed_members(field: Field, origin: Field) -> list[str]:
    """Return the members in which a field is not as its origin is."""
    here, there = msgspec.to_builtins(field), msgspec.to_builtins(origin)
    members = dict.fromkeys((*here, *there))
    return [each for each in members if each not in _OWN and here.get(each) != there.get(each)]
