"""How a room takes charge of a part of the bundle.

The envelope belongs to lowcode; what stands in a section belongs to the room that registers it:
its schema, its checks, what changed between two versions, and what it means in words.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, Protocol, runtime_checkable

from msgspec import Struct

from gongdan.engines.flow.finding import Finding
from gongdan.rooms.lowcode.contract.bundle import Bundle


class Change(Struct, frozen=True):
    """One difference between two versions, by the key of what changed."""

    kind: Literal["added", "removed", "changed"]
    place: str


class Known(Struct, frozen=True):
    """What a check may know of the tenant: keys of its roles and connectors (None: not asked)."""

    roles: frozenset[str] | None = None
    connectors: frozenset[str] | None = None


@runtime_checkable
class Section(Protocol):
    """One part of the bundle: `name` is its member there, `schema` its JSON Schema.

    `check` finds faults in a parsed bundle; `diff` compares two values of the section;
    `explain` says in sentences of a language (`zh`, `en`) what the value means.
    """

    name: str
    schema: dict[str, object]

    def check(self, bundle: Bundle, known: Known) -> Iterable[Finding]: ...

    def diff(self, before: Bundle, after: Bundle) -> tuple[Change, ...]: ...

    def explain(self, bundle: Bundle, locale: str) -> tuple[str, ...]: ...


class Sections:
    """The sections in charge, in the order of their registration."""

    def __init__(self, sections: Iterable[Section] = ()) -> None:
        self._by_name: dict[str, Section] = {}
        for section in sections:
            self.register(section)

    def register(self, section: Section) -> None:
        """Put a section in charge of its part.

        Raises `TypeError` for what is no section, `ValueError` for a part that is no member of
        the bundle or has somebody in charge already: both are faults of the wiring.
        """
        if not isinstance(section, Section):
            raise TypeError(f"not a section: {section!r}")
        if section.name not in Bundle.__struct_fields__:
            raise ValueError(f"the bundle has no part {section.name}")
        if section.name in self._by_name:
            raise ValueError(f"{section.name} is taken")
        self._by_name[section.name] = section

    def __iter__(self) -> Iterator[Section]:
        return iter(self._by_name.values())

    def __contains__(self, name: object) -> bool:
        return name in self._by_name


def changes_by_key(part: str, before: object, after: object) -> tuple[Change, ...]:
    """Compare two mappings (or two values) of a section key by key."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return () if before == after else (Change("changed", part),)
    keys = dict.fromkeys([*before, *after])
    changed = (
        Change(
            "added" if key not in before else "removed" if key not in after else "changed",
            f"{part}/{key}",
        )
        for key in keys
        if key not in before or key not in after or before[key] != after[key]
    )
    return tuple(changed)
