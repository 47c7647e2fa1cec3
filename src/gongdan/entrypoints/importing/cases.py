"""Acts gathered by case, on disk: a file of any size, its rows scattered as they may be."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import msgspec

from gongdan.entrypoints.importing.acts import Act

_BATCH = 2_000
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE place (name TEXT PRIMARY KEY, first INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE act (name TEXT NOT NULL, line INTEGER NOT NULL, content BLOB NOT NULL);
"""
_IN_ORDER = """
SELECT act.name, act.content FROM place JOIN act USING (name) ORDER BY place.first, act.line
"""


class Cases:
    """A gathering; a context manager that leaves nothing on the disk."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="gongdan-import-")
        self._file = sqlite3.connect(Path(self._folder.name) / "acts", isolation_level=None)
        self._file.executescript(_SCHEMA)
        self._file.execute("BEGIN")
        self._waiting: list[Act] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._folder.cleanup()

    def add(self, act: Act) -> None:
        """Take in the next act of the file."""
        self._waiting.append(act)
        if len(self._waiting) >= _BATCH:
            self._write()

    def count(self) -> int:
        """Return how many cases came in; call it once all acts have."""
        self._write()
        found: int = self._file.execute("SELECT count(*) FROM place").fetchone()[0]
        return found

    def __iter__(self) -> Iterator[list[Act]]:
        """Return each case's acts in file order, the cases in the order of their first rows."""
        self._write()
        self._file.execute("CREATE INDEX IF NOT EXISTS act_by_name ON act (name, line)")
        self._file.execute("CREATE INDEX IF NOT EXISTS place_by_line ON place (first)")
        decode = msgspec.msgpack.Decoder(Act).decode
        rows = self._file.execute(_IN_ORDER)
        for _name, of_case in groupby(rows, key=lambda row: row[0]):
            yield [decode(content) for _, content in of_case]

    def _write(self) -> None:
        encode = msgspec.msgpack.Encoder().encode
        self._file.executemany(
            "INSERT OR IGNORE INTO place VALUES (?, ?)", [(a.case, a.line) for a in self._waiting]
        )
        self._file.executemany(
            "INSERT INTO act VALUES (?, ?, ?)",
            [(a.case, a.line, encode(a)) for a in self._waiting],
        )
        self._waiting.clear()
