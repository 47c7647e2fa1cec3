"""Keys of nodes and edges from the ids of a document, which may hold anything."""

import re
from collections.abc import Iterable
from typing import Final

from gongdan.engines.flow.references import KEY

_LONGEST: Final = 56
"""Characters of an id that go into its key; the rest of the 64 is for telling two apart."""


class Keys:
    """Gives each id a key of its own; an id that could be a key keeps itself."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._keys = {one: one for one in ids if KEY.fullmatch(one)}
        self._taken = set(self._keys)
        self._counts: dict[str, int] = {}

    def of(self, element: str) -> str:
        """Return the key of an id, always the same."""
        if element not in self._keys:
            self._keys[element] = self.new(element)
        return self._keys[element]

    def new(self, wish: str) -> str:
        """Return a key that nobody has, as near to the wish as can be."""
        plain = re.sub(r"[^a-z0-9]+", "_", _snake(wish)).strip("_")[:_LONGEST]
        base = plain if KEY.fullmatch(plain) else f"n_{plain}".rstrip("_")
        key, count = base, self._counts.get(base, 1)
        while key in self._taken:
            count += 1
            key = f"{base}_{count}"
        self._counts[base] = count
        self._taken.add(key)
        return key


def _snake(text: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text).lower()
