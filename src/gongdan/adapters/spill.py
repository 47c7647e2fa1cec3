"""Records gathered by group on disk: as many as the disk holds, in whatever order they come."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE place (name TEXT PRIMARY KEY, first INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE record (name TEXT NOT NULL, number INTEGER NOT NULL, content BLOB NOT NULL);
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS record_by_name ON record (name, number);
CREATE INDEX IF NOT EXISTS place_by_first ON place (first);
"""
_IN_ORDER = """
SELECT name, content FROM place JOIN record USING (name) ORDER BY first, number
"""

Record = tuple[str, int, bytes]
"""The group's name, the record's number (rising in the source), and its content."""


class Spill:
    """A temporary SQLite file of its own; `close` leaves nothing behind."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="gongdan-spill-")
        self._file = sqlite3.connect(Path(self._folder.name) / "records", isolation_level=None)
        self._file.executescript(_SCHEMA)

    def add(self, records: Iterable[Record]) -> None:
        """Take in some records."""
        taken = list(records)
        self._file.execute("BEGIN")
        self._file.executemany(
            "INSERT OR IGNORE INTO place VALUES (?, ?)", [record[:2] for record in taken]
        )
        self._file.executemany("INSERT INTO record VALUES (?, ?, ?)", taken)
        self._file.execute("COMMIT")

    def groups(self) -> int:
        """Return how many groups there are."""
        found: int = self._file.execute("SELECT count(*) FROM place").fetchone()[0]
        return found

    def __iter__(self) -> Iterator[list[bytes]]:
        """Return the contents of each group by number, the groups by their first number."""
        self._file.executescript(_INDEXES)
        for _name, rows in groupby(self._file.execute(_IN_ORDER), key=lambda row: row[0]):
            yield [content for _, content in rows]

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
        self._folder.cleanup()
