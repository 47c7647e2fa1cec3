"""Words that people read, in both languages; names that machines read."""

import re
from collections.abc import Iterator, Mapping

from gongdan.rooms.lowcode.contract import Finding

LANGUAGES = ("zh", "en")
LONGEST = 200
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
"""How fields and variables are named; they stand in events, exports, expressions for ever."""


def missing_words(title: Mapping[str, str], place: str) -> Iterator[Finding]:
    """Find what is not said in a language, or said too long."""
    for language in LANGUAGES:
        if not title.get(language, "").strip():
            yield Finding("words_missing", f"{place}/{language}", {"language": language})
    for language, text in title.items():
        if len(text) > LONGEST:
            yield Finding("words_too_long", f"{place}/{language[:20]}", {"limit": LONGEST})
