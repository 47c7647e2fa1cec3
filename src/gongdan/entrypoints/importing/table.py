"""A CSV file (or .csv.gz) read line by line: in bounded memory, whatever stands in it.

A row that can't be used is a value, not the end of the file. What unpacks to far more than
was packed (a bomb) is refused before it fills a disk.
"""

import csv
import gzip
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct

LONGEST_LINE = 1 << 20
"""Bytes; a longer line is one bad row."""

LONGEST_FIELD = 100_000
"""Characters of one cell."""

MOST_UNPACKED = 200
"""How many times its packed size a file may unpack to, beyond what is always allowed."""

ALWAYS_ALLOWED = 64 << 20
"""Bytes that any file may unpack to."""

_GZIP_MAGIC = b"\x1f\x8b"
_TOO_LONG = "\x00the line is too long\x00"


class TableError(Exception):
    """The file can't be read at all, or not to its end; the message says why."""


class Row(Struct, frozen=True):
    """One record: the number of the line on which it ends, and its cells."""

    line: int
    cells: list[str]


class BadRow(Struct, frozen=True):
    """A record that can't be used: its line, a stable reason, and what was found."""

    line: int
    reason: str
    detail: str = ""


class Table:
    """An open file: `header` by column name, then the rows."""

    def __init__(self, path: Path, delimiter: str) -> None:
        self.path = path
        try:
            self._file = path.open("rb")
            self.packed_size = path.stat().st_size
            self._source = _Bounded(self._file, self.packed_size)
        except OSError as fault:
            raise TableError(f"{path} can't be read: {fault.strerror}") from fault
        csv.field_size_limit(LONGEST_FIELD)
        self._reader = csv.reader(self._source.lines(), delimiter=delimiter, strict=False)
        self.header = self._header()

    @property
    def bytes_read(self) -> int:
        """How much of the packed file has been read, for a progress bar."""
        return self._file.tell()

    def rows(self) -> Iterator[Row | BadRow]:
        """Return the records after the header, good and bad, in the file's order."""
        width = len(self.header)
        while True:
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as fault:
                yield BadRow(self._reader.line_num, "field_too_long", str(fault))
                continue
            if cells:
                yield _row(self._reader.line_num, cells, width)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _header(self) -> dict[str, int]:
        try:
            cells = next(self._reader)
        except StopIteration:
            raise TableError(f"{self.path} is empty") from None
        except csv.Error as fault:
            raise TableError(f"{self.path} has no readable header: {fault}") from fault
        names: dict[str, int] = {}
        for place, cell in enumerate(cells):
            name = cell.strip().removeprefix("\ufeff")
            number = 1 + sum(known.partition("#")[0] == name for known in names)
            names[name if number == 1 else f"{name}#{number}"] = place
        return names


def _row(line: int, cells: list[str], width: int) -> Row | BadRow:
    if any(_TOO_LONG in cell for cell in cells):
        return BadRow(line, "line_too_long", f"more than {LONGEST_LINE} bytes")
    if len(cells) != width:
        return BadRow(line, "wrong_column_count", f"{len(cells)} instead of {width}")
    if any("\udc80" <= char <= "\udcff" for cell in cells if not cell.isascii() for char in cell):
        return BadRow(line, "bad_unicode", "not UTF-8")
    if any("\x00" in cell for cell in cells):
        return BadRow(line, "bad_unicode", "a NUL character")
    return Row(line, cells)


class _Bounded:
    """Lines of a file that may be packed; counts what comes out of the packing."""

    def __init__(self, file: BufferedReader, packed_size: int) -> None:
        packed = file.peek(2)[:2] == _GZIP_MAGIC
        self._file = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if packed else file
        self._most = max(ALWAYS_ALLOWED, packed_size * MOST_UNPACKED) if packed else None
        self._unpacked = 0

    def lines(self) -> Iterator[str]:
        """Return the lines as text; bytes that are no UTF-8 become lone surrogates."""
        while line := self._read():
            if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
                self._skip()
                yield f"{_TOO_LONG}\n"
            else:
                yield line.decode("utf-8", "surrogateescape")

    def _skip(self) -> None:
        while (rest := self._read()) and not rest.endswith(b"\n"):
            pass

    def _read(self) -> bytes:
        try:
            line = self._file.readline(LONGEST_LINE)
        except (OSError, EOFError) as fault:
            raise TableError(
                f"The file breaks off: {fault}. What came before it counts."
            ) from fault
        self._unpacked += len(line)
        if self._most is not None and self._unpacked > self._most:
            raise TableError(
                f"The file unpacks to more than {MOST_UNPACKED} times its size: it looks like a "
                "bomb. If you trust it, unpack it yourself and import the .csv."
            )
        return line
