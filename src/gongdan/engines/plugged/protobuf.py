"""Reads the wire format of Protocol Buffers, and trusts no length that it is told.

Only what is needed to look at a stranger's ONNX file before a runtime does: fields by number.
Source: protobuf.dev/programming-guides/encoding.
"""

from collections.abc import Iterator
from typing import Final

_MOST_DIGITS: Final = 10
_FIXED: Final = {1: 8, 5: 4}


class MalformedError(Exception):
    """These bytes are no message."""


def fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Return the fields of a message in order: number, then a varint or the bytes."""
    at, end = 0, len(message)
    while at < end:
        key, at = _varint(message, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _varint(message, at)
            yield number, value
            continue
        if wire == 2:
            length, at = _varint(message, at)
        elif wire in _FIXED:
            length = _FIXED[wire]
        else:  # groups are not part of ONNX
            raise MalformedError
        if number == 0 or length > end - at:
            raise MalformedError
        yield number, message[at : at + length]
        at += length


def text(value: int | memoryview) -> str:
    """Return a field as text; what is not UTF-8 shows as such."""
    if isinstance(value, int):
        raise MalformedError
    return bytes(value[:300]).decode("utf-8", "replace")


def message_of(value: int | memoryview) -> memoryview:
    """Return a field as a message within."""
    if isinstance(value, int):
        raise MalformedError
    return value


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for digit in range(_MOST_DIGITS):
        if at >= len(message):
            raise MalformedError
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << (7 * digit)
        if byte < 0x80:
            return value, at
    raise MalformedError
