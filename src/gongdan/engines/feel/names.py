"""Names of FEEL: they may hold spaces and signs, so only who knows them can read them.

`Names` is what is known at a place of an expression: variables, members, functions. The
longest known name that begins at a place is meant; an unknown one is a single word.

    >>> known = Names.of(["Monthly Salary", "Monthly"])
    >>> known.match("12 * Monthly Salary", 5)
    ('Monthly Salary', 19)
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

WORD = re.compile(r"[^\W\d][\w']*|\?")
"""A word of a name (letters, digits, underscore, apostrophe; any script)."""

_PIECE = re.compile(r"\s*([^\W\d][\w']*|\?|\d+|[./\-+*])")
KEYWORDS: Final = frozenset(
    "and between else every external false for function if in instance not null of or"
    " return satisfies some then true".split()
)
"""Words that begin or divide expressions, where no longer name holds them."""


@lru_cache(maxsize=8_192)
def pieces(name: str) -> tuple[str, ...]:
    """Return the words, numbers and signs of a name."""
    return tuple(_PIECE.findall(name))


def normal(name: str) -> str:
    """Return a name with single spaces where it had white space."""
    return " ".join(name.split())


class Names(Struct, frozen=True, eq=False):
    """Known names by their first word, longest first."""

    by_first: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, names: Iterable[str]) -> "Names":
        """Know these names; single words need not be known and are left out."""
        return cls({}).including(names)

    def including(self, names: Iterable[str]) -> "Names":
        """Know these names too."""
        fresh = [normal(name) for name in names]
        odd = [name for name in fresh if len(pieces(name)) > 1 or name in KEYWORDS]
        if not odd:
            return self
        found = dict(self.by_first)
        for name in odd:
            first = pieces(name)[0]
            both = {*found.get(first, ()), name}
            found[first] = tuple(sorted(both, key=lambda each: (-len(pieces(each)), each)))
        return Names(found)

    def match(self, text: str, at: int) -> tuple[str, int] | None:
        """Return the longest known name, or the single word, at a place, and where it ends."""
        word = WORD.match(text, at)
        if word is None:
            return None
        for name in self.by_first.get(word.group(), ()):
            end = _end_of(name, text, at)
            if end is not None:
                return name, end
        return word.group(), word.end()


def _end_of(name: str, text: str, at: int) -> int | None:
    end = at
    for piece in pieces(name):
        found = _PIECE.match(text, end)
        if found is None or found.group(1) != piece:
            return None
        end = found.end()
    return end
