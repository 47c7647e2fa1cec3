"""Which closed orders a model may learn from, and why not from the others."""

import re
from typing import Final, Literal, TypeAlias

LeftOut: TypeAlias = Literal[
    "", "cancelled", "too_short", "personal_only", "duplicate", "nobody_said"
]
"""Why an order teaches nothing; "": it does."""

LEAST: Final = 4
"""Letters, characters and digits without which a text says nothing."""
TWIN: Final = 0.98
"""From this likeness on a text says what another one has said."""

_PERSONAL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,24}|\+?\d(?:[ -]?\d){6,}")


def text_fault(text: str) -> LeftOut:
    """Return why a text teaches nothing, "" where it does.

    >>> text_fault("门坏"), text_fault("138 0013 8000, li@example.com"), text_fault("空调漏水")
    ('too_short', 'personal_only', '')
    """
    if _says(text) < LEAST:
        return "too_short"
    return "personal_only" if _says(_PERSONAL.sub(" ", text)) < LEAST else ""


def _says(text: str) -> int:
    return sum(letter.isalnum() for letter in text)
