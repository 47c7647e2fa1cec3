"""What stands between operators: literals, names, parentheses, lists, contexts, ranges."""

import re

from gongdan.engines.feel.grammar import Grammar
from gongdan.engines.feel.names import KEYWORDS, normal
from gongdan.engines.feel.syntax import (
    ContextOf,
    Expression,
    ListOf,
    Literal,
    Name,
    RangeOf,
    Tests,
)
from gongdan.engines.feel.temporal_reading import read_temporal

_CONSTANTS = {"true": True, "false": False, "null": None}
_KEY = re.compile(r"\s*([^\W\d][\w' ./\-+*\t\r\n]*?)\s*:(?!:)")
_KEY_TOO = re.compile(r"\s*(\?[\w' ]*)\s*:")


def primary(parser: Grammar) -> Expression:
    """Read one operand."""
    parser.reader.count()
    return _literal(parser) or _structure(parser) or _name(parser)


def _literal(parser: Grammar) -> Literal | None:
    reader, at = parser.reader, parser.reader.at
    number = reader.number()
    if number is not None:
        return Literal(number, at=at)
    temporal = reader.take("@")
    text = reader.string()
    if text is None:
        return reader.fail(at=at) if temporal else None
    return Literal(read_temporal(text) if temporal else text, at=at)


def _structure(parser: Grammar) -> Expression | None:
    reader, at = parser.reader, parser.reader.at
    match reader.sees("(", "[", "]", "{"):
        case "(":
            return _parentheses(parser)
        case "[":
            return _brackets(parser)
        case "]":
            reader.take("]")
            return range_after(parser, parser.endpoint_of_range(), closed=False, at=at)
        case "{":
            return _context(parser)
        case _:
            return None


def _name(parser: Grammar) -> Expression:
    reader, at = parser.reader, parser.reader.at
    name = reader.name()
    if name is None:
        return reader.fail()
    if name in _CONSTANTS:
        return Literal(_CONSTANTS[name], at=at)
    if name in KEYWORDS - {"not", "of", "external"}:
        return reader.fail(at=at)
    return Name(name, at=at)


def _parentheses(parser: Grammar) -> Expression:
    """Read `(a)`, `(a..b)`, `(< a)` or several tests."""
    reader, at = parser.reader, parser.reader.at
    reader.take("(")
    first = parser.test()
    if reader.sees(".."):
        return range_after(parser, first, closed=False, at=at)
    tests = [first]
    while reader.take(","):
        tests.append(parser.test())
    reader.need(")")
    return first if len(tests) == 1 else Tests(tuple(tests), at=at)


def _brackets(parser: Grammar) -> Expression:
    """Read a list, or a range that begins with its low end."""
    reader, at = parser.reader, parser.reader.at
    reader.take("[")
    items: list[Expression] = []
    while not reader.take("]"):
        if items:
            reader.need(",")
        items.append(parser.test())
        if len(items) == 1 and reader.sees(".."):
            return range_after(parser, items[0], closed=True, at=at)
    return ListOf(tuple(items), at=at)


def range_after(parser: Grammar, low: Expression, *, closed: bool, at: int) -> RangeOf:
    """Read the rest of a range behind its low end."""
    parser.reader.need("..")
    high = parser.endpoint_of_range()
    end = parser.reader.need("]", ")", "[")
    return RangeOf(low, high, closed, end == "]", at=at)


def _context(parser: Grammar) -> Expression:
    reader, at, before = parser.reader, parser.reader.at, parser.reader.names
    reader.take("{")
    entries: list[tuple[str, Expression]] = []
    while not reader.take("}"):
        if entries:
            reader.need(",")
        key = entry_key(parser)
        entries.append((key, parser.expression()))
        reader.names = reader.names.including([key])
    reader.names = before.including(key for key, _ in entries)
    return ContextOf(tuple(entries), at=at)


def entry_key(parser: Grammar) -> str:
    """Read the key of an entry and its colon."""
    reader = parser.reader
    text = reader.string()
    if text is not None:
        reader.need(":")
        return text
    found = _KEY.match(reader.text, reader.at) or _KEY_TOO.match(reader.text, reader.at)
    if found is None:
        return reader.fail()
    reader.at = found.end()
    reader.skip()
    return normal(found.group(1))
