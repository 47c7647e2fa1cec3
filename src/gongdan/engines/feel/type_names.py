"""Reads the name of a type: `number`, `list<string>`, `context<a: date>`, `function<...>->Any`."""

from gongdan.engines.feel.names import WORD, normal
from gongdan.engines.feel.reader import Reader
from gongdan.engines.feel.types import (
    NAMED,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    RangeType,
    Simple,
)

_LONGEST = sorted((name for name in NAMED if " " in name), key=len, reverse=True)


def read_type(reader: Reader) -> FeelType:
    """Read a type; an unknown name is kept as it stands: nothing is an instance of it."""
    reader.deeper()
    found = _composed(reader, _name(reader))
    reader.depth -= 1
    return found


def _name(reader: Reader) -> str:
    words: list[str] = []
    for long in _LONGEST:
        if " ".join(reader.text[reader.at : reader.at + len(long) + 20].split()).startswith(long):
            for part in long.split():
                reader.need_word(part)
            return long
    word = WORD.match(reader.text, reader.at)
    while word is not None:
        words.append(word.group())
        reader.at = word.end()
        reader.skip()
        word = WORD.match(reader.text, reader.at) if reader.take(".") else None
    return normal(".".join(words)) or reader.fail()


def _composed(reader: Reader, name: str) -> FeelType:
    if name in {"list", "range"} and reader.take("<"):
        item = read_type(reader)
        reader.need(">")
        return ListType(item) if name == "list" else RangeType(item)
    if name == "context" and reader.take("<"):
        return ContextType(_members(reader))
    if name == "function" and reader.take("<"):
        return _function(reader)
    return NAMED.get(name) or Simple(name)


def _members(reader: Reader) -> tuple[tuple[str, FeelType], ...]:
    members: list[tuple[str, FeelType]] = []
    while not reader.take(">"):
        if members:
            reader.need(",")
        key = reader.name() or reader.fail()
        reader.need(":")
        members.append((key, read_type(reader)))
    return tuple(members)


def _function(reader: Reader) -> FunctionType:
    parameters: list[FeelType] = []
    while not reader.take(">"):
        if parameters:
            reader.need(",")
        parameters.append(read_type(reader))
    reader.need("->")
    return FunctionType(tuple(parameters), read_type(reader))
