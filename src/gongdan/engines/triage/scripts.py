"""What a text looks like to the machine: one plain spelling, and three kinds of character.

Languages that set spaces (Latin, Cyrillic, digits ...) are read by words; those that set none
(Chinese, Japanese, Thai) by runs of characters. A text may mix them freely.
"""

import re
import unicodedata
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

LIMIT: Final = 20_000
"""So many characters of a text are read; what an order is about stands at its beginning."""

GAP, SPACED, UNSPACED = 0, 1, 2
"""The kinds: between words, part of a word, a character that stands for itself."""

_MARKUP: Final = re.compile(r"<[^<>]{1,300}>")
_CODE_POINTS: Final = 0x110000
_PLANE: Final = 0x10000
_WITHOUT_SPACES: Final = (
    (0x0E00, 0x0E80),  # Thai
    (0x2E80, 0x2FE0),  # radicals
    (0x3005, 0x3008),
    (0x3040, 0x3100),  # kana
    (0x31F0, 0x3200),
    (0x3400, 0x4DC0),  # Han
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0x10000, _CODE_POINTS),  # rarer Han, and signs that speak for themselves
)


def plain(text: str) -> str:
    """Return a text in one spelling (NFKC, folded case), without markup, at most `LIMIT` long."""
    bare = _MARKUP.sub(" ", text[:LIMIT]) if "<" in text else text[:LIMIT]
    if not bare.isascii():
        bare = unicodedata.normalize("NFKC", bare)
    return bare.casefold()[:LIMIT].replace("\0", " ")


@cache
def kinds() -> NDArray[np.uint8]:
    """Return the kind of each code point."""
    table = np.zeros(_CODE_POINTS, np.uint8)
    table[[point for point in range(_PLANE) if chr(point).isalnum()]] = SPACED
    for first, end in _WITHOUT_SPACES:
        table[first:end] = UNSPACED
    return table
