"""Acts gathered by case: a file of any size, its rows scattered as they may be."""

from collections.abc import Iterator
from typing import Self

import msgspec

from gongdan.adapters.spill import Spill
from gongdan.entrypoints.importing.acts import Act

_BATCH = 2_000


class Cases:
    """A gathering; a context manager that leaves nothing on the disk."""

    def __init__(self) -> None:
        self._spill = Spill()
        self._waiting: list[Act] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._spill.close()

    def add(self, act: Act) -> None:
        """Take in the next act of the file."""
        self._waiting.append(act)
        if len(self._waiting) >= _BATCH:
            self._write()

    def count(self) -> int:
        """Return how many cases came in; call it once all acts have."""
        self._write()
        return self._spill.groups()

    def __iter__(self) -> Iterator[list[Act]]:
        """Return each case's acts in file order, the cases in the order of their first rows."""
        self._write()
        decode = msgspec.msgpack.Decoder(Act).decode
        for contents in self._spill:
            yield [decode(content) for content in contents]

    def _write(self) -> None:
        encode = msgspec.msgpack.Encoder().encode
        self._spill.add((act.case, act.line, encode(act)) for act in self._waiting)
        self._waiting.clear()
