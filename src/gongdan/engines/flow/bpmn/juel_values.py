"""What a part of a `${...}` expression has become in FEEL."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from gongdan.engines.flow.bpmn.juel_tokens import UnreadableError, Word

_TAKEN: Final = frozenset(
    "and or not if then else for in return some every satisfies between instance of"
    " function external null true false".split()
)
_LIKE_ANOTHER: Final = re.compile(r'"(?:true|false|-?\d+(?:\.\d+)?)"')


class Said(Struct, frozen=True):
    """FEEL text; `literal` if it is one; `tight_already` if nothing can come between it."""

    feel: str
    literal: str = ""
    tight_already: bool = False

    @property
    def tight(self) -> str:
        """The text as it may stand beside any sign."""
        return self.feel if self.tight_already else f"({self.feel})"

    def beside(self, other: Said) -> Said:
        """Return this as it is compared with `other`.

        There `status == '200'` holds for the number 200 as well; FEEL compares like with like.
        """
        if self.literal or not _LIKE_ANOTHER.fullmatch(other.literal):
            return self
        return Said(f"string({self.feel})", tight_already=True)


class Names:
    """The variables that an expression speaks of; some are called otherwise here."""

    def __init__(self, renamed: Mapping[str, str]) -> None:
        self._renamed = renamed
        self.met: dict[str, None] = {}

    def variable(self, word: Word) -> Said:
        """Return a variable by its name here."""
        said = self._renamed.get(word.text, word.text)
        self.met[name(Word("name", said, word.at))] = None
        return Said(said, tight_already=True)


def name(word: Word) -> str:
    """Return a name, unless FEEL means something else by it."""
    if word.text in _TAKEN:
        raise UnreadableError("expression_name_taken", word.at, word.text)
    return word.text


def number(digits: str) -> Said:
    """Return a number as FEEL writes it (an integer without leading zeros)."""
    plain = digits if "." in digits or "e" in digits.lower() else str(int(digits))
    return Said(plain, literal=plain, tight_already=True)


def text(content: str) -> Said:
    """Return a text as FEEL writes it."""
    quoted = json.dumps(content, ensure_ascii=False)
    return Said(quoted, literal=quoted, tight_already=True)
