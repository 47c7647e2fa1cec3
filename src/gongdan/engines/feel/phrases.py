"""Expressions that begin with a word: `if`, `for`, `some`, `every`, `function`."""

from gongdan.engines.feel.grammar import Grammar
from gongdan.engines.feel.names import WORD, Names
from gongdan.engines.feel.syntax import (
    Condition,
    ContextOf,
    Expression,
    For,
    FunctionDefinition,
    Quantified,
    Source,
)
from gongdan.engines.feel.type_names import read_type
from gongdan.engines.feel.types import FeelType


def phrase(parser: Grammar) -> Expression | None:
    """Read an expression that begins with one of the words, if one stands here."""
    word = WORD.match(parser.reader.text, parser.reader.at)
    match word.group() if word else "":
        case "if":
            return _condition(parser)
        case "for":
            return _loop(parser)
        case "some" | "every":
            return _quantified(parser)
        case "function":
            return _function(parser)
        case _:
            return None


def _condition(parser: Grammar) -> Expression:
    reader, at = parser.reader, parser.reader.at
    reader.take_word("if")
    test = parser.expression()
    reader.need_word("then")
    then = parser.expression()
    reader.need_word("else")
    return Condition(test, then, parser.expression(), at=at)


def _loop(parser: Grammar) -> Expression:
    at, before = parser.reader.at, parser.reader.names
    parser.reader.take_word("for")
    sources = _sources(parser)
    parser.reader.need_word("return")
    body = parser.expression()
    parser.reader.names = before
    return For(sources, body, at=at)


def _quantified(parser: Grammar) -> Expression:
    at, before = parser.reader.at, parser.reader.names
    word = "some" if parser.reader.take_word("some") else "every"
    parser.reader.take_word("every")
    sources = _sources(parser)
    parser.reader.need_word("satisfies")
    body = parser.expression()
    parser.reader.names = before
    return Quantified(word, sources, body, at=at)


def _sources(parser: Grammar) -> tuple[Source, ...]:
    reader = parser.reader
    sources: list[Source] = []
    while not sources or reader.take(","):
        name = name_before(parser, "in")
        reader.need_word("in")
        start = parser.expression()
        end = parser.expression() if reader.take("..") else None
        sources.append(Source(name, start, end))
        reader.names = reader.names.including([name])
    return tuple(sources)


def name_before(parser: Grammar, stop: str) -> str:
    """Read the words of a new name up to a keyword."""
    reader = parser.reader
    words: list[str] = []
    while not reader.sees_word(stop):
        found = WORD.match(reader.text, reader.at) or reader.fail()
        words.append(found.group())
        reader.at = found.end()
        reader.skip()
    return " ".join(words) or reader.fail()


def _function(parser: Grammar) -> Expression:
    reader, at, before = parser.reader, parser.reader.at, parser.reader.names
    reader.take_word("function")
    reader.need("(")
    parameters: list[str] = []
    types: list[FeelType | None] = []
    while not reader.take(")"):
        if parameters:
            reader.need(",")
        parameters.append(_parameter(parser))
        types.append(read_type(reader) if reader.take(":") else None)
    external = reader.take_word("external")
    reader.names = _with(before, parameters)
    body = parser.expression()
    reader.names = before
    return FunctionDefinition(
        tuple(parameters),
        tuple(types),
        body,
        external=external and isinstance(body, ContextOf),
        at=at,
    )


def _parameter(parser: Grammar) -> str:
    reader = parser.reader
    words: list[str] = []
    while not reader.sees(":", ",", ")"):
        found = WORD.match(reader.text, reader.at) or reader.fail()
        words.append(found.group())
        reader.at = found.end()
        reader.skip()
    return " ".join(words) or reader.fail()


def _with(names: Names, parameters: list[str]) -> Names:
    return names.including(parameters)
