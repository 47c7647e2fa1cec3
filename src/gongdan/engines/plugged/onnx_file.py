"""Looks at a stranger's ONNX file before any runtime does: only known operators, no other files.

Field numbers: onnx/onnx.proto3. Graphs nest (If, Loop, Scan), and functions may be brought along;
each is looked at in the same way.
"""

from collections import Counter
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from gongdan.engines.plugged.onnx_operators import ALLOWED
from gongdan.engines.plugged.protobuf import MalformedError, fields, message_of, text

_DEEPEST: Final = 32
_MOST_NODES: Final = 200_000

Reason: TypeAlias = Literal["not_onnx", "operator_not_allowed", "other_files", "too_many_nodes"]


class Unfit(Struct, frozen=True):
    """Why a file is not taken; `detail` names the operator."""

    reason: Reason
    detail: str = ""


class Seen(Struct, frozen=True):
    """What a file holds: how often each operator stands in it."""

    operators: dict[str, int]
    producer: str


class _OtherFilesError(Exception):
    """The weights are said to lie in another file."""


class _TooManyError(Exception):
    """It nests or goes on for ever."""


def look(body: bytes) -> Seen | Unfit:
    """Return what a file holds, or why it is not taken; nothing raises, whatever the bytes."""
    try:
        nodes, functions, producer = _model(memoryview(body))
    except MalformedError:
        return Unfit("not_onnx")
    except _OtherFilesError:
        return Unfit("other_files")
    except _TooManyError:
        return Unfit("too_many_nodes")
    for domain, name in nodes:
        if name not in ALLOWED.get(domain, ()) and (domain, name) not in functions:
            return Unfit("operator_not_allowed", f"{domain or 'ai.onnx'}.{name}"[:120])
    counted = Counter(f"{domain}.{name}" if domain else name for domain, name in nodes)
    return Seen(dict(sorted(counted.items())), producer[:80])


_Nodes: TypeAlias = list[tuple[str, str]]


def _model(message: memoryview) -> tuple[_Nodes, set[tuple[str, str]], str]:
    nodes: _Nodes = []
    functions: set[tuple[str, str]] = set()
    producer, version = "", 0
    for number, value in fields(message):
        if number == 1 and isinstance(value, int):
            version = value
        elif number == 2:
            producer = text(value)
        elif number == 7:
            _graph(message_of(value), nodes, 0)
        elif number == 25:
            functions.add(_function(message_of(value), nodes))
    if not version or not nodes:
        raise MalformedError
    return nodes, functions, producer


def _function(message: memoryview, nodes: _Nodes) -> tuple[str, str]:
    name, domain = "", ""
    for number, value in fields(message):
        if number == 1:
            name = text(value)
        elif number == 10:
            domain = text(value)
        elif number == 7:
            _node(message_of(value), nodes, 0)
    return domain, name


def _graph(message: memoryview, nodes: _Nodes, depth: int) -> None:
    if depth > _DEEPEST:
        raise _TooManyError
    for number, value in fields(message):
        if number == 1:
            _node(message_of(value), nodes, depth)
        elif number == 5:
            _weights(message_of(value))
        elif number == 15:
            _sparse(message_of(value))


def _node(message: memoryview, nodes: _Nodes, depth: int) -> None:
    name, domain = "", ""
    for number, value in fields(message):
        if number == 4:
            name = text(value)
        elif number == 7:
            domain = text(value)
        elif number == 5:
            _attribute(message_of(value), nodes, depth)
    nodes.append((domain, name))
    if len(nodes) > _MOST_NODES:
        raise _TooManyError


def _attribute(message: memoryview, nodes: _Nodes, depth: int) -> None:
    for number, value in fields(message):
        if number in {6, 11}:
            _graph(message_of(value), nodes, depth + 1)
        elif number in {5, 10}:
            _weights(message_of(value))
        elif number in {22, 23}:
            _sparse(message_of(value))


def _sparse(message: memoryview) -> None:
    for number, value in fields(message):
        if number in {1, 2}:
            _weights(message_of(value))


def _weights(message: memoryview) -> None:
    for number, value in fields(message):
        if number == 13 or (number == 14 and value):
            raise _OtherFilesError
