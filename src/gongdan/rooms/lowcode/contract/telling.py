"""What changed between two versions, in a form that can be said in any language.

A `Saying` is a code, found under `changes.<code>` in the texts, and the facts that its sentence
names; facts are plain text, words by language, names of roles, or sayings again. Who is in charge
of a section may tell its changes itself (`Tells`); of other sections the members are compared.
"""

from collections.abc import Iterable
from typing import Literal, Protocol, TypeAlias, runtime_checkable

from msgspec import Struct

from gongdan.rooms.lowcode.contract.bundle import Bundle

Words: TypeAlias = dict[str, str]
Fact: TypeAlias = "str | Words | Saying | RoleName | tuple[Fact, ...]"


class Saying(Struct, frozen=True):
    """One sentence, or a piece of one."""

    code: str
    facts: dict[str, Fact] = {}


class RoleName(Struct, frozen=True):
    """A role by its key; people read its name."""

    key: str


class Told(Struct, frozen=True):
    """One change: what kind, where, and how it is said."""

    kind: Literal["added", "removed", "changed", "moved"]
    place: str
    saying: Saying


@runtime_checkable
class Tells(Protocol):
    """A section that says its own changes."""

    def tell(self, before: Bundle, after: Bundle) -> Iterable[Told]: ...
