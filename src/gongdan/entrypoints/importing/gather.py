"""The first half of an import: read the file, sort the good rows by case, tell the bad ones."""

from collections.abc import Callable
from pathlib import Path

from gongdan.entrypoints.importing.acts import ActReader, missing_columns
from gongdan.entrypoints.importing.cases import Cases
from gongdan.entrypoints.importing.errors_file import ErrorsFile
from gongdan.entrypoints.importing.mapping import Mapping
from gongdan.entrypoints.importing.table import BadRow, Row, Table, TableError
from gongdan.entrypoints.importing.tally import Tally

Progress = Callable[[int], None]
"""Told how many more bytes (or cases) are done."""

_STEP = 2_000


def gather(  # noqa: PLR0913 - everything that the two halves share, each named
    path: Path,
    mapping: Mapping,
    *,
    into: Cases,
    tally: Tally,
    errors: ErrorsFile,
    until_us: int | None = None,
    progress: Progress = lambda _bytes: None,
) -> None:
    """Read the file to its end; raises `TableError` where it can't be read or misses columns."""
    table = Table(path, mapping.file.delimiter)
    try:
        if missing := missing_columns(mapping, table.header):
            there = ", ".join(table.header)
            raise TableError(f"The file has no column {', '.join(missing)}. It has: {there}")
        reader, seen = ActReader(mapping, table.header), 0
        for row in table.rows():
            tally.rows += 1
            if tally.rows % _STEP == 0:
                progress(table.bytes_read - seen)
                seen = table.bytes_read
            act = reader.read(row) if isinstance(row, Row) else row
            if isinstance(act, BadRow):
                tally.reject(act.reason)
                errors.add(act)
            elif until_us is not None and act.at_us > until_us:
                tally.later += 1
            else:
                into.add(act)
        progress(table.bytes_read - seen)
    finally:
        table.close()
    tally.cases = into.count()
