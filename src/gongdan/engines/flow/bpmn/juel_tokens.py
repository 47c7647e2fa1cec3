"""The words and signs of a `${...}` expression as other tools write it (Jakarta EL, JUEL)."""

import re
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from msgspec import Struct

LONGEST: Final = 4_000
"""How many characters an expression may have."""

Sort: TypeAlias = Literal["number", "text", "name", "sign", "end"]


class Word(Struct, frozen=True):
    """A word or sign, and at which character (1-based) it begins."""

    sort: Sort
    text: str
    at: int


class UnreadableError(Exception):
    """The expression says something that FEEL can't, or is none; told by code and place."""

    def __init__(self, code: str, at: int, what: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.at = at
        self.what = what


_WORD: Final = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<name>[^\W\d]\w*)
    | (?P<sign>&&|\|\||==|!=|<=|>=|[<>!+\-*/%?:.,()\[\]])
    )""",
    re.VERBOSE,
)
_SPELT: Final = {
    "and": "&&",
    "or": "||",
    "not": "!",
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "gt": ">",
    "le": "<=",
    "ge": ">=",
    "div": "/",
    "mod": "%",
}


def words(expression: str) -> Iterator[Word]:
    """Yield the words of an expression, then an end."""
    if len(expression) > LONGEST:
        raise UnreadableError("expression_too_long", LONGEST)
    at, last = 0, len(expression.rstrip())
    while at < last:
        found = _WORD.match(expression, at)
        if found is None:
            raise UnreadableError("expression_unreadable", at + 1, expression[at : at + 20])
        yield _word(found, called=_called(expression, found))
        at = found.end()
    yield Word("end", "", last + 1)


def _called(expression: str, found: re.Match[str]) -> bool:
    """Tell whether this is the name of a function behind a prefix, as in `var:gt(`."""
    before = expression[: found.start(found.lastgroup or 0)]
    return before.endswith(":") and expression.startswith("(", found.end())


def _word(found: re.Match[str], *, called: bool) -> Word:
    sort = str(found.lastgroup)
    text, at = found[sort], found.start(sort) + 1
    match sort:
        case "number":
            return Word("number", text, at)
        case "text":
            return Word("text", re.sub(r"\\(.)", r"\1", text[1:-1]), at)
        case "name" if called or text not in _SPELT:
            return Word("name", text, at)
        case _:
            return Word("sign", _SPELT.get(text, text), at)
