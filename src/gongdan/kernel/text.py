r"""Text as people send it, and the words by which it is found again.

Hygiene: what enters is NFC, free of lone surrogates, control characters and bidirectional
overrides (text that reads differently from what it holds, "Trojan Source", CVE-2021-42574),
and bounded by code points. A fault is a value, never an exception.

Search without a database extension: scripts written without spaces (Han, kana) become
bigrams, everything else casefolded words. `index_tokens` is what a row keeps and
`query_tokens` is what must all be present; a one-character query is a prefix of some token.

>>> clean_line("  水泵\t漏水 ", limit=20)
'水泵 漏水'
>>> index_tokens("3号水泵 P-101")
('3', '号水', '水泵', '泵', 'p', '101')
>>> query_tokens("水泵 p")
('水泵', 'p')
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

Tree: TypeAlias = "bool | int | float | str | Sequence[Tree] | Mapping[str, Tree] | None"
"""A decoded JSON value."""

_NEAR_FROM, _NEAR_TO = 4, 20  # letters of words in which mistakes are forgiven
_UNSPACED_TO = 10  # characters of a run without spaces in which a mistake is forgiven
TOKEN_LIMIT = 64
"""Code points kept of one search token; longer runs are cut, in the index and in the query."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_BREAK = re.compile("\r\n?|[\u2028\u2029]")
_ZERO_WIDTH = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_SPACES = re.compile(r"\s+")

# Han with its extensions, the iteration mark and the ideographic zero; hiragana and katakana
_UNSPACED = "\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED += "\U00020000-\U0003ffff"
_RUN = re.compile(f"(?P<unspaced>[{_UNSPACED}]+)|[^\\W_{_UNSPACED}]+")
_ACCENT = re.compile("[\u0300-\u036f]")


class TextFault(StrEnum):
    """Why a text can't be taken; the value is the stable code of the refusal."""

    LONE_SURROGATE = "text_lone_surrogate"
    CONTROL_CHARACTER = "text_control_character"
    BIDI_OVERRIDE = "text_bidi_override"
    TOO_LONG = "text_too_long"
    EMPTY = "text_empty"


class Misplaced(Struct, frozen=True):
    """A fault inside a JSON value: `pointer` (RFC 6901) names the place."""

    pointer: str
    fault: TextFault


def clean_text(raw: str, *, limit: int) -> str | TextFault:
    """Return a text of several lines in NFC, ends trimmed, breaks as newline; "" stays "".

    `limit` counts code points of the result.
    """
    fault = _fault_in(raw, limit)
    return fault or _bounded(_composed(raw), limit)


def clean_line(raw: str, *, limit: int) -> str | TextFault:
    """Return one line (a title, a name): like `clean_text`, each run of white space one space."""
    fault = _fault_in(raw, limit)
    return fault or _bounded(_SPACES.sub(" ", _composed(raw)), limit)


def clean_identifier(raw: str, *, limit: int) -> str | TextFault:
    """Return a code or login: one line, NFKC (full-width becomes plain), nothing invisible.

    Letter case stays. An identifier of which nothing is left is `TextFault.EMPTY`.
    """
    fault = _fault_in(raw, limit)
    if fault is not None:
        return fault
    text = raw
    # what was invisible may have kept letters from composing: go on until nothing moves
    while (visible := _visible(text)) != text:
        text = visible
    return _bounded(text, limit) if text else TextFault.EMPTY


def clean_tree(value: Tree, *, limit: int) -> "Tree | Misplaced":
    """Return a JSON value whose every text went through `clean_text`, or the first fault.

    Names of members are checked, never changed. `limit` holds for each text by itself.
    """
    match value:
        case str():
            text = clean_text(value, limit=limit)
            return Misplaced("", text) if isinstance(text, TextFault) else text
        case dict():
            return _clean_members(value, limit)
        case list() | tuple():
            items: list[Tree] = []
            for place, item in enumerate(value):
                clean = clean_tree(item, limit=limit)
                if isinstance(clean, Misplaced):
                    return _below(str(place), clean)
                items.append(clean)
            return items
        case _:
            return value


def fold(text: str) -> str:
    """Return a text lower and plain, to sort and search by: width, case, accents fall away."""
    if text.isascii():
        return text.casefold()
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return unicodedata.normalize("NFKC", plain)


def index_tokens(text: str) -> tuple[str, ...]:
    """Return the search tokens that a row keeps: each once, in order of first appearance.

    A run without spaces gives its bigrams and its last character, so that each character
    of the text begins some token.
    """
    return tuple(dict.fromkeys(_tokens(text, last_alone=True)))


def query_tokens(text: str) -> tuple[str, ...]:
    """Return the tokens that a hit must all hold; the last one may be met as a prefix."""
    return tuple(dict.fromkeys(_tokens(text, last_alone=False)))


def near_tokens(word: str) -> tuple[str, ...]:
    """Return the tokens that a Latin word shares with those one typing mistake away from it.

    The word and all that is left when one letter is taken out (deletion neighbourhoods: Mor and
    Fraenkel 1982): a letter too many, too few, wrong or swapped with its neighbour meets in one
    of them. Short words and other scripts have none.

    >>> set(near_tokens("pump")) & set(near_tokens("pupm")) != set()
    True
    """
    if not (word.isascii() and word.isalpha() and _NEAR_FROM <= len(word) <= _NEAR_TO):
        return ()
    left = (word[:place] + word[place + 1 :] for place in range(len(word)))
    return tuple(dict.fromkeys(f"~{each}" for each in (word, *left)))


def near_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of bigrams of which a text one mistake away holds one of each.

    A character that is wrong, missing or too many in a run without spaces spoils at most two
    bigrams, and these side by side: of two that are apart, one must be met. Short runs have no
    such pairs, and long ones are a text, no word.

    >>> near_pairs("水泵振动")
    (('水泵', '振动'),)
    """
    pairs = []
    for run in _RUN.finditer(fold(text)):
        word = run.group()
        if run.lastgroup is None or len(word) > _UNSPACED_TO:
            continue
        bigrams = [word[start : start + 2] for start in range(len(word) - 1)]
        pairs += [(one, other) for at, one in enumerate(bigrams) for other in bigrams[at + 2 :]]
    return tuple(dict.fromkeys(pairs))


def _fault_in(raw: str, limit: int) -> TextFault | None:
    if len(raw) > 4 * limit + 64:  # never normalise a novel to find that it is too long
        return TextFault.TOO_LONG
    if raw.isprintable():  # neither controls nor halves nor marks of direction
        return None
    if _SURROGATE.search(raw):
        return TextFault.LONE_SURROGATE
    if _CONTROL.search(_LINE_BREAK.sub("\n", raw)):
        return TextFault.CONTROL_CHARACTER
    return TextFault.BIDI_OVERRIDE if _BIDI.search(raw) else None


def _bounded(text: str, limit: int) -> str | TextFault:
    return text if len(text) <= limit else TextFault.TOO_LONG


def _composed(raw: str) -> str:
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    lines = raw if raw.isprintable() else _LINE_BREAK.sub("\n", raw)
    return unicodedata.normalize("NFC", lines).strip()


def _visible(text: str) -> str:
    folded = _ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", text))
    return _SPACES.sub(" ", folded).strip()


def _clean_members(value: Mapping[str, Tree], limit: int) -> "Tree | Misplaced":
    members: dict[str, Tree] = {}
    for name, item in value.items():
        if (fault := _fault_in(name, limit)) is not None:
            return Misplaced("", fault)
        clean = clean_tree(item, limit=limit)
        if isinstance(clean, Misplaced):
            return _below(name.replace("~", "~0").replace("/", "~1"), clean)
        members[name] = clean
    return members


def _below(member: str, found: Misplaced) -> Misplaced:
    return Misplaced(f"/{member}{found.pointer}", found.fault)


def _tokens(text: str, *, last_alone: bool) -> Iterator[str]:
    for run in _RUN.finditer(fold(text)):
        word = run.group()
        if run.lastgroup is None:
            yield word[:TOKEN_LIMIT]
            continue
        for start in range(len(word) - 1):
            yield word[start : start + 2]
        if last_alone or len(word) == 1:
            yield word[-1]
