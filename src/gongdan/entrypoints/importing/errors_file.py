"""The rows that were not taken, written beside the import: line, reason, what was found."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from gongdan.entrypoints.importing.table import BadRow
from gongdan.kernel.sheets import guarded


class ErrorsFile:
    """Takes bad rows; without a file it only forgets them."""

    def __init__(self, file: TextIO | None) -> None:
        self._writer = csv.writer(file) if file else None
        if self._writer:
            self._writer.writerow(["row", "reason", "detail"])

    def add(self, row: BadRow) -> None:
        """Write a bad row; a detail is never read as a formula by a spreadsheet."""
        if self._writer:
            detail = row.detail.encode("utf-8", "backslashreplace").decode()
            self._writer.writerow([row.line, row.reason, guarded(detail)])


@contextmanager
def errors_file(path: Path | None) -> Iterator[ErrorsFile]:
    """Open the file of bad rows, where one is wanted."""
    if path is None:
        yield ErrorsFile(None)
        return
    with path.open("w", newline="", encoding="utf-8") as file:
        yield ErrorsFile(file)
