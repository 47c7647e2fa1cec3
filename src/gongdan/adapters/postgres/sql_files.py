"""Migration files as they lie in the folder: their order, their fingerprints, their statements."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from gongdan.adapters.postgres.errors import MigrationError

_NAME = re.compile(r"(?P<number>\d{4})_[a-z]+_[a-z0-9_]+\.sql")

# all that may hide a semicolon, and the semicolon itself
_TOKEN = re.compile(
    r"""
      --[^\n]*
    | /\*.*?\*/
    | \b[eE]'(?:[^'\\]|\\.|'')*'
    | '(?:[^']|'')*'
    | "(?:[^"]|"")*"
    | \$(?P<tag>(?:[A-Za-z_]\w*)?)\$.*?\$(?P=tag)\$
    | ;
    """,
    re.VERBOSE | re.DOTALL,
)
_BLANK = re.compile(r"(?:\s+|--[^\n]*|/\*.*?\*/)*", re.DOTALL)
_TRANSACTION_WORD = re.compile(
    r"(BEGIN|START|COMMIT|END|ROLLBACK|ABORT|SAVEPOINT)\b", re.IGNORECASE
)


class Statement(Struct, frozen=True):
    """One statement of a file and the line (from 1) on which it begins."""

    line: int
    sql: str


class MigrationFile(Struct, frozen=True):
    """`NNNN_<room>_<what>.sql`: its number is its revision, its SHA-256 its fingerprint."""

    revision: str
    name: str
    text: str
    sha256: str

    def statements(self) -> Iterator[Statement]:
        """Yield the statements one by one, so that a failing one can be named by its line."""
        start = 0
        for token in _TOKEN.finditer(self.text):
            if token.group() == ";":
                yield from self._statement(start, token.start())
                start = token.end()
        yield from self._statement(start, len(self.text))

    def _statement(self, start: int, end: int) -> Iterator[Statement]:
        blank = _BLANK.match(self.text, start, end)
        begin = blank.end() if blank else start
        if begin >= end:
            return
        line = self.text.count("\n", 0, begin) + 1
        sql = self.text[begin:end].rstrip()
        if _TRANSACTION_WORD.match(sql):
            raise MigrationError(
                f"{self.name}, line {line}: a file is one transaction and may not open or "
                "close one itself. Nothing of it was run."
            )
        yield Statement(line=line, sql=sql)


def read_migrations(folder: Path) -> tuple[MigrationFile, ...]:
    """Read all `*.sql` of the folder in the order of their numbers.

    Refuses a name of another shape, and a number that two files share.
    """
    files: dict[str, MigrationFile] = {}
    for path in sorted(folder.glob("*.sql")):
        name = _NAME.fullmatch(path.name)
        if name is None:
            raise MigrationError(f"{path.name}: migration files are named NNNN_<room>_<what>.sql.")
        raw = path.read_bytes()
        file = MigrationFile(
            revision=name["number"],
            name=path.name,
            text=raw.decode(),
            sha256=hashlib.sha256(raw).hexdigest(),
        )
        if twin := files.get(file.revision):
            raise MigrationError(f"{file.name} and {twin.name} share the number {file.revision}.")
        files[file.revision] = file
    return tuple(files.values())
