"""From `${...}` expressions of other tools to FEEL, where FEEL can say the same.

Taken: literals, variables, dotted access, indexes, comparisons, `&&` `||` `!`, arithmetic,
`empty`, `? :`, and a handful of functions (`juel_calls`). Nothing is ever run here: a call to
somebody's class or bean is refused by name. Grammar: Jakarta Expression Language 3.0, 1.24.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from gongdan.engines.flow.bpmn.juel_calls import empty, function_call, method_call
from gongdan.engines.flow.bpmn.juel_tokens import UnreadableError, Word, words
from gongdan.engines.flow.bpmn.juel_values import Names, Said, name, number, text

DEEPEST: Final = 40


class Translated(Struct, frozen=True):
    """A FEEL expression that says the same, and the variables that it speaks of."""

    feel: str
    names: tuple[str, ...] = ()


class NotTranslated(Struct, frozen=True):
    """Why there is none: a stable code, the character (1-based), what stands there."""

    code: str
    at: int
    what: str = ""


def translate(
    expression: str, renamed: Mapping[str, str] = MappingProxyType({})
) -> Translated | NotTranslated:
    """Return the FEEL of what stands between `${` and `}`, some variables renamed.

    >>> translate("amount >= 100 && !urgent").feel
    '(amount >= 100) and not(urgent)'
    """
    try:
        reading = _Reading(list(words(expression)), Names(renamed))
        said = reading.whole()
    except UnreadableError as no:
        return NotTranslated(no.code, no.at, no.what)
    return Translated(said.feel, tuple(reading.names.met))


_LEVELS: Final = (
    {"||": "or"},
    {"&&": "and"},
    {"==": "=", "!=": "!="},
    {"<": "<", ">": ">", "<=": "<=", ">=": ">="},
    {"+": "+", "-": "-"},
    {"*": "*", "/": "/", "%": "%"},
)


class _Reading:
    """Descends from the loosest sign to the tightest; each level returns what it said."""

    def __init__(self, found: list[Word], names: Names) -> None:
        self.names = names
        self._words = found
        self._next = 0
        self._depth = 0

    def whole(self) -> Said:
        said = self._choice()
        if self._here.sort != "end":
            raise self._unexpected()
        return said

    @property
    def _here(self) -> Word:
        return self._words[self._next]

    def _unexpected(self) -> UnreadableError:
        return UnreadableError("expression_unreadable", self._here.at, self._here.text)

    def _take(self) -> Word:
        word = self._here
        self._next += 1
        return word

    def _met(self, *signs: str) -> bool:
        if self._here.sort == "sign" and self._here.text in signs:
            self._next += 1
            return True
        return False

    def _need(self, sign: str) -> None:
        if not self._met(sign):
            raise self._unexpected()

    def _choice(self) -> Said:
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableError("expression_too_deep", self._here.at)
        said = self._level(0)
        if self._met("?"):
            yes = self._choice()
            self._need(":")
            no = self._choice()
            said = Said(f"if {said.feel} then {yes.feel} else {no.feel}")
        self._depth -= 1
        return said

    def _level(self, level: int) -> Said:
        if level == len(_LEVELS):
            return self._unary()
        said = self._level(level + 1)
        while self._here.sort == "sign" and self._here.text in _LEVELS[level]:
            sign = _LEVELS[level][self._take().text]
            said = _joined(said, sign, self._level(level + 1))
        return said

    def _unary(self) -> Said:
        negations = 0
        minus = False
        while True:
            if self._met("!"):
                negations += 1
            elif self._met("-"):
                minus = not minus
            else:
                break
        if self._here == Word("name", "empty", self._here.at):
            self._take()
            said = empty(self._unary())
        else:
            said = self._value()
        if minus:
            said = Said(f"-{said.tight}")
        return Said(f"not({said.feel})", tight_already=True) if negations % 2 else said

    def _value(self) -> Said:
        said = self._primary()
        while True:
            if self._met("."):
                word = self._take()
                if word.sort != "name":
                    raise UnreadableError("expression_unreadable", word.at, word.text)
                if self._met("("):
                    said = method_call(said, word, self._arguments(), self.names)
                else:
                    said = Said(f"{said.tight}.{name(word)}", tight_already=True)
            elif self._met("["):
                said = _indexed(said, self._choice())
                self._need("]")
            else:
                return said

    def _primary(self) -> Said:
        if self._met("("):
            said = self._choice()
            self._need(")")
            return Said(said.tight, literal=said.literal, tight_already=True)
        word = self._take()
        match word.sort:
            case "number":
                return number(word.text)
            case "text":
                return text(word.text)
            case "name":
                return self._named(word)
            case _:
                raise UnreadableError("expression_unreadable", word.at, word.text)

    def _named(self, word: Word) -> Said:
        if word.text in {"true", "false", "null"}:
            return Said(word.text, literal=word.text, tight_already=True)
        if self._here.text == ":" and self._calls_ahead():
            self._take()
            function = self._take()
            self._need("(")
            return function_call(word, function, self._arguments(), self.names)
        if self._met("("):
            raise UnreadableError("expression_calls", word.at, word.text)
        return self.names.variable(word)

    def _calls_ahead(self) -> bool:
        ahead = self._words[self._next + 1 : self._next + 3]
        return [each.sort for each in ahead] == ["name", "sign"] and ahead[1].text == "("

    def _arguments(self) -> list[Said]:
        found: list[Said] = []
        while not self._met(")"):
            if found:
                self._need(",")
            found.append(self._choice())
        return found


def _joined(left: Said, sign: str, right: Said) -> Said:
    if sign == "%":
        return Said(f"modulo({left.feel}, {right.feel})", tight_already=True)
    if sign in {"=", "!="}:
        left, right = left.beside(right), right.beside(left)
    return Said(f"{left.tight} {sign} {right.tight}")


def _indexed(said: Said, index: Said) -> Said:
    """Indexes count from 0 there, from 1 in FEEL; a text as index is the name of a member."""
    if index.literal.isdigit():
        return Said(f"{said.tight}[{int(index.literal) + 1}]", tight_already=True)
    if index.literal.startswith('"'):
        return Said(f"get value({said.feel}, {index.feel})", tight_already=True)
    return Said(f"{said.tight}[{index.tight} + 1]", tight_already=True)
