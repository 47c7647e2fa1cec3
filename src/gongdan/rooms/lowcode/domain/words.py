"""Words that people read: in both languages, short enough to be shown."""

from collections.abc import Iterator, Mapping

from gongdan.rooms.lowcode.contract import Finding

LANGUAGES = ("zh", "en")
LONGEST = 200


def missing_words(title: Mapping[str, str], place: str) -> Iterator[Finding]:
    """Find what is not said in a language, or said too long."""
    for language in LANGUAGES:
        if not title.get(language, "").strip():
            yield Finding("words_missing", f"{place}/{language}", {"language": language})
    for language, text in title.items():
        if len(text) > LONGEST:
            yield Finding("words_too_long", f"{place}/{language[:20]}", {"limit": LONGEST})
