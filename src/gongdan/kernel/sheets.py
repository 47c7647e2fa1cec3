"""Tables that people open in a spreadsheet: what a cell may hold, and who writes the file.

A spreadsheet reads a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a
formula, and so runs what a stranger typed (OWASP, "CSV Injection"). Such texts are put behind
an apostrophe, in each format alike.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Protocol

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = b"\xef\xbb\xbf"
LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet holds at most."""


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("a-b")
    ("'=1+1", 'a-b')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


class Sheet(Protocol):
    """Writes one table, in pieces: `begin`, then `rows` as often as wished, then `end`."""

    media_type: str
    suffix: str

    def begin(self) -> bytes:
        """Return the first bytes."""
        ...

    def rows(self, rows: Iterable[Sequence[str]]) -> bytes:
        """Return the bytes of more rows (may be none yet)."""
        ...

    def end(self) -> bytes:
        """Return the last bytes."""
        ...


class CsvSheet:
    """RFC 4180 in UTF-8, with the mark by which spreadsheets know that it is."""

    media_type = "text/csv"
    suffix = "csv"

    def begin(self) -> bytes:
        """Return the byte order mark."""
        return _BOM

    def rows(self, rows: Iterable[Sequence[str]]) -> bytes:
        """Return rows as lines."""
        text = io.StringIO(newline="")
        csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
        return text.getvalue().encode("utf-8", "replace")

    def end(self) -> bytes:
        """Return nothing: the last row was the last line."""
        return b""
