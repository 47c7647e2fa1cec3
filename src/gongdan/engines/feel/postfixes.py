"""What stands behind an operand: `.member`, `[filter]`, `(arguments)`."""

import re

from gongdan.engines.feel.grammar import Grammar
from gongdan.engines.feel.names import normal
from gongdan.engines.feel.syntax import Call, Expression, Filter, Path

_ARGUMENT = re.compile(r"\s*([^\W\d][\w' \t\r\n]*?)\s*:")


def postfixes(parser: Grammar, owner: Expression) -> Expression:
    """Read everything that stands behind an operand."""
    reader = parser.reader
    while True:
        at = reader.at
        if reader.sees(".") and not reader.sees(".."):
            reader.take(".")
            owner = Path(owner, reader.name() or reader.fail(), at=at)
        elif not parser.endpoint and reader.take("["):
            condition = parser.expression()
            reader.need("]")
            owner = Filter(owner, condition, at=at)
        elif reader.take("("):
            owner = _call(parser, owner, at)
        else:
            return owner
        reader.count()


def _call(parser: Grammar, function: Expression, at: int) -> Call:
    reader = parser.reader
    arguments: list[Expression] = []
    names: list[str] = []
    while not reader.take(")"):
        if arguments:
            reader.need(",")
        named = _ARGUMENT.match(reader.text, reader.at)
        if named is not None:
            names.append(normal(named.group(1)))
            reader.at = named.end()
            reader.skip()
        arguments.append(parser.expression())
    if names and len(names) != len(arguments):
        reader.fail("feel_arguments_mixed", at)
    return Call(function, tuple(arguments), tuple(names), at=at)
