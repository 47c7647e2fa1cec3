"""Reads FEEL's smallest parts from a text: white space, signs, numbers, texts."""

import re
from decimal import Decimal
from typing import Final, NoReturn

from msgspec import Struct

from gongdan.engines.feel.limits import DEEPEST_NESTING, MOST_NODES
from gongdan.engines.feel.names import WORD, Names

_BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_NUMBER = re.compile(r"(?:\d+(?:\.(?!\.)\d+)?|\.\d+)(?:[eE][+-]?\d{1,6})?", re.ASCII)
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL)
_ESCAPED: Final = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    '"': '"',
    "\\": "\\",
    "'": "'",
}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class Unreadable(Struct, frozen=True):
    """Why a text is no expression: a stable code, the character (from 0), the word there."""

    code: str
    at: int
    text: str = ""


class UnreadableError(Exception):
    """Carries an `Unreadable` out of the parser; never leaves this engine."""

    def __init__(self, fault: Unreadable) -> None:
        super().__init__(fault.code)
        self.fault = fault


class Reader:
    """A place in a text, the names known there, and how much has been read."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.at = 0
        self.nodes = 0
        self.depth = 0
        self.skip()

    def skip(self) -> None:
        """Pass over white space and comments."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def count(self) -> None:
        """Count one part more; raises for an expression that is too large."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.fail("feel_too_large")

    def deeper(self) -> None:
        """Go one level down; raises where that is too deep."""
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            self.fail("feel_too_deep")

    def fail(self, code: str = "feel_unexpected", at: int | None = None) -> NoReturn:
        """Leave the parser with the place where it stands."""
        place = self.at if at is None else at
        rest = self.text[place : place + 20].split()
        if not rest and code == "feel_unexpected":
            code = "feel_unfinished"
        raise UnreadableError(Unreadable(code, place, rest[0] if rest else ""))

    @property
    def ended(self) -> bool:
        """Whether the whole text has been read."""
        return self.at >= len(self.text)

    def sees(self, *signs: str) -> str:
        """Return the first of these signs that stands here, or ""."""
        return next((sign for sign in signs if self.text.startswith(sign, self.at)), "")

    def take(self, *signs: str) -> str:
        """Take the first of these signs that stands here, or nothing."""
        sign = self.sees(*signs)
        if sign:
            self.at += len(sign)
            self.skip()
        return sign

    def need(self, *signs: str) -> str:
        """Take one of these signs; fails where none stands here."""
        return self.take(*signs) or self.fail()

    def sees_word(self, word: str) -> bool:
        """Tell whether a keyword stands here (and no longer word)."""
        found = WORD.match(self.text, self.at)
        return found is not None and found.group() == word

    def take_word(self, word: str) -> bool:
        """Take a keyword if it stands here."""
        if not self.sees_word(word):
            return False
        self.at += len(word)
        self.skip()
        return True

    def need_word(self, word: str) -> None:
        """Take a keyword; fails where it does not stand here."""
        if not self.take_word(word):
            self.fail()

    def number(self) -> Decimal | None:
        """Take a number if one stands here."""
        found = _NUMBER.match(self.text, self.at)
        if found is None:
            return None
        self.at = found.end()
        self.skip()
        return Decimal(found.group())

    def string(self) -> str | None:
        """Take a text in quotation marks if one stands here."""
        if not self.sees('"'):
            return None
        found = _TEXT.match(self.text, self.at)
        if found is None:
            self.fail("feel_text_unended")
        self.at = found.end()
        self.skip()
        return _unescaped(found.group(1))

    def name(self) -> str | None:
        """Take the longest known name, or a single word, if one stands here."""
        found = self.names.match(self.text, self.at)
        if found is None:
            return None
        self.at = found[1]
        self.skip()
        return found[0]


def _unescaped(raw: str) -> str:
    if "\\" not in raw:
        return raw

    def meant(found: re.Match[str]) -> str:
        word = found.group(1)
        if word[0] in "uU" and len(word) > 1:
            code = int(word[1:], 16)
            return chr(code) if code <= 0x10FFFF else "\ufffd"
        return _ESCAPED.get(word, "\\" + word)

    text = _ESCAPE.sub(meant, raw)
    # two escapes of UTF-16 are one character: texts are counted in code points
    return _SURROGATES.sub(
        lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text
    )
