"""What the house and the process of a model say to each other: a length, then msgpack.

The process says nothing that the house believes without reading it strictly.
"""

from typing import BinaryIO, Final, TypeAlias

import msgspec
from msgspec import Struct

from gongdan.adapters.model_runtimes.walls import Walls
from gongdan.engines.plugged.answers import Out
from gongdan.engines.plugged.manifest import Manifest
from gongdan.engines.plugged.tensors import Tensor

LONGEST: Final = 16_000_000
"""Bytes of a frame; a model's file comes by itself, behind the first one."""


class Begin(Struct, frozen=True):
    """Load a file of `size` bytes, with so much memory (bytes) and CPU (seconds; 0: no limit)."""

    manifest: Manifest
    size: int
    memory: int
    cpu: int


class Ready(Struct, frozen=True, tag="ready"):
    """It is loaded: by which runtime, in which time, and what it says of itself."""

    runtime: str
    classes: tuple[str, ...]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    operators: dict[str, int]
    load_ms: float
    walls: Walls


class Answer(Struct, frozen=True, tag="answer"):
    """What came out, in which time, and how much memory (bytes) the model has taken by now."""

    outputs: dict[str, Out]
    ms: float
    memory: int


class No(Struct, frozen=True, tag="no"):
    """It can't: a code (of `answers.FaultCode`, or why a file is not taken) and a detail."""

    code: str
    detail: str = ""


Spoken: TypeAlias = Ready | Answer | No
_begin = msgspec.msgpack.Decoder(Begin)
_tensor = msgspec.msgpack.Decoder(Tensor)
spoken: msgspec.msgpack.Decoder[Spoken] = msgspec.msgpack.Decoder(Spoken)


def packed(what: object) -> bytes:
    """Return a frame."""
    body = msgspec.msgpack.encode(what)
    return len(body).to_bytes(4, "big") + body


def hear_begin(source: BinaryIO) -> tuple[Begin, bytes]:
    """Read the first frame and the file."""
    begin = _begin.decode(_frame(source) or b"")
    return begin, source.read(begin.size)


def hear_tensor(source: BinaryIO) -> Tensor | None:
    """Read a question; None where there are no more."""
    frame = _frame(source)
    return None if frame is None else _tensor.decode(frame)


def _frame(source: BinaryIO) -> bytes | None:
    head = source.read(4)
    if len(head) < 4:
        return None
    return source.read(int.from_bytes(head, "big"))
