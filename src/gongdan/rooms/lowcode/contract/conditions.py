"""Conditions: a small, honest part of FEEL (DMN 1.3), until the whole of it is here.

    urgency <= 2 and (kind = "leak" or damage != null)

What can be said: comparisons (`=` `!=` `<` `<=` `>` `>=`) of a name with a literal (number,
"text", true, false, null), joined by `and`, `or` and parentheses. Everything else is refused
by name and place. What is accepted means what FEEL says it means: three-valued logic, decimal
numbers, different types compare to null; so no condition changes its meaning later.

    >>> evaluate('urgency <= 2 and kind = "leak"', {"urgency": 1, "kind": "leak"})
    True
    >>> parse("urgency + 1 > 2")
    Unreadable(code='condition_not_supported', at=8, text='+')
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.flow.model import Context

Operator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]
Plain: TypeAlias = "Decimal | str | bool | None"

LONGEST = 500
DEEPEST = 10


class Comparison(Struct, frozen=True):
    """A name compared with a literal."""

    name: str
    operator: Operator
    literal: Plain


class Joined(Struct, frozen=True):
    """Conditions joined by one word."""

    word: Literal["and", "or"]
    parts: tuple["Condition", ...]


Condition: TypeAlias = Comparison | Joined


class Unreadable(Struct, frozen=True):
    """Why a condition can't be read, at which character (from 0), at which word."""

    code: Literal["condition_too_long", "condition_too_deep", "condition_not_supported"]
    at: int
    text: str


_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d{1,34}(?:\.\d{1,34})?)(?![\w.])|(?P<name>[^\W\d]\w*)"
    r"|(?P<text>\"(?:[^\"\\]|\\[\"\\])*\")|(?P<mark><=|>=|!=|[=<>()]))"
)
_LITERALS: dict[str, Plain] = {"true": True, "false": False, "null": None}
_KEYWORDS = frozenset({*_LITERALS, "and", "or", "not", "in", "between", "if", "for", "some"})
_OPERATORS: dict[str, Operator] = {
    "=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
}  # fmt: skip


@lru_cache(maxsize=4_096)
def parse(text: str) -> Condition | Unreadable:
    """Read a condition."""
    if len(text) > LONGEST:
        return Unreadable("condition_too_long", LONGEST, "")
    reader = _Reader(text)
    found = reader.either(0)
    if isinstance(found, Unreadable) or reader.at_end:
        return found
    return reader.stuck()


def names_in(condition: Condition) -> frozenset[str]:
    """Return the names that a condition reads."""
    if isinstance(condition, Comparison):
        return frozenset({condition.name})
    return frozenset().union(*(names_in(part) for part in condition.parts))


def evaluate(text: str, context: Context) -> bool | None:
    """Return true, false or null; null too for what can't be read (the checker refuses it)."""
    condition = parse(text)
    return None if isinstance(condition, Unreadable) else _value(condition, context)


class _Reader:
    """Reads one token after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.match = _TOKEN.match(text)

    @property
    def at_end(self) -> bool:
        return not self.text[self.at :].strip()

    @property
    def word(self) -> str:
        return self.match.group().strip() if self.match else ""

    @property
    def sort(self) -> str:
        return (self.match.lastgroup or "") if self.match else ""

    def advance(self) -> str:
        word, self.at = self.word, self.match.end() if self.match else self.at
        self.match = _TOKEN.match(self.text, self.at)
        return word

    def stuck(self) -> Unreadable:
        rest = self.text[self.at :]
        at = self.at + len(rest) - len(rest.lstrip())
        return Unreadable(
            "condition_not_supported",
            at,
            (self.word or rest.split()[0] if rest.strip() else "")[:20],
        )

    def either(self, depth: int) -> Condition | Unreadable:
        return self.joined("or", depth)

    def joined(self, word: Literal["and", "or"], depth: int) -> Condition | Unreadable:
        parts: list[Condition] = []
        while True:
            part = self.joined("and", depth) if word == "or" else self.single(depth)
            if isinstance(part, Unreadable):
                return part
            parts.append(part)
            if self.word != word:
                return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))
            self.advance()

    def single(self, depth: int) -> Condition | Unreadable:
        if self.word != "(":
            return self.comparison()
        if depth >= DEEPEST:
            return Unreadable("condition_too_deep", self.at, "(")
        self.advance()
        inner = self.either(depth + 1)
        if isinstance(inner, Unreadable):
            return inner
        if self.word != ")":
            return self.stuck()
        self.advance()
        return inner

    def comparison(self) -> Condition | Unreadable:
        if self.sort != "name" or self.word in _KEYWORDS:
            return self.stuck()
        name = self.advance()
        operator = _OPERATORS.get(self.word)
        if operator is None:
            return self.stuck()
        self.advance()
        if self.sort not in {"number", "text"} and self.word not in _LITERALS:
            return self.stuck()
        return Comparison(name, operator, _literal(self.advance()))


def _literal(word: str) -> Plain:
    if word in _LITERALS:
        return _LITERALS[word]
    if word.startswith('"'):
        return re.sub(r"\\(.)", r"\1", word[1:-1])
    return Decimal(word)


def _value(condition: Condition, context: Context) -> bool | None:
    if isinstance(condition, Comparison):
        left = _plain(context.get(condition.name))
        return _compare(left, condition.operator, condition.literal)
    decides = condition.word == "or"  # one true decides an `or`, one false an `and`
    values = [_value(part, context) for part in condition.parts]
    if decides in values:
        return decides
    return None if None in values else not decides


def _plain(value: object) -> object:
    match value:
        case bool() | None | str() | Decimal():
            return value
        case int():
            return Decimal(value)
        case float():
            return Decimal(str(value))
        case _:
            return value  # a list is not null, and compares with no literal


def _compare(left: object, operator: Operator, right: Plain) -> bool | None:
    if left is not None and right is not None and type(left) is not type(right):
        return None
    if operator in {"=", "!="}:
        return (left == right) is (operator == "=")
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _ordered(operator, less=left < right, more=left > right)
    if isinstance(left, str) and isinstance(right, str):
        return _ordered(operator, less=left < right, more=left > right)
    return None


def _ordered(operator: Operator, *, less: bool, more: bool) -> bool:
    return {"<": less, "<=": not more, ">": more, ">=": not less}[operator]
