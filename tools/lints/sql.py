"""Reading SQL out of Python: which literals are statements, which tables they touch.

Our statements are written in capitals and whole (an f-string may fill in parts), so a few
expressions are enough; docstrings are prose and left out.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.lints.house import House, Source

STATEMENT = re.compile(
    r"\s*(?:--[^\n]*\n\s*)*"
    r"(?:SELECT\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+|DELETE\s+FROM\s|MERGE\s+INTO\s|WITH\s+\S+\s*(?:\([^)]*\))?\s*AS\s)"
)
NAME = r"\s+(?:ONLY\s+)?(?:gongdan\.)?([a-z_][a-z0-9_]*)\b"
READ = re.compile(rf"\b(?<!DELETE )(?:FROM|JOIN|USING){NAME}(?!\s*\()")  # a call is no table
WRITTEN = re.compile(rf"\b(?:INTO|UPDATE|DELETE\s+FROM){NAME}")
CREATE_TABLE = re.compile(
    r"(?:^-- owner: (?P<owner>\w+)\n)?"
    r"^CREATE TABLE (?:IF NOT EXISTS )?(?:gongdan\.)?(?P<name>\w+)\s*\((?P<columns>.*?)^\)",
    re.MULTILINE | re.DOTALL,
)
MIGRATIONS = ("src", "gongdan", "migrations")
HOLE = "{...}"


@dataclass(frozen=True)
class Statement:
    """One SQL statement in a Python file."""

    source: Source
    line: int
    end: int
    sql: str

    @property
    def written(self) -> list[str]:
        """The tables that it inserts into, updates or deletes from."""
        return WRITTEN.findall(self.sql)

    @property
    def tables(self) -> list[str]:
        """All tables that it names, once for each time it reads or writes them."""
        return READ.findall(self.sql) + self.written


@dataclass(frozen=True)
class Table:
    """A table made by a migration `NNNN_<room>_<what>.sql`: its room, and if it has tenants."""

    name: str
    owner: str
    has_tenant: bool


def statements(source: Source) -> Iterator[Statement]:
    """Yield the SQL statements among a file's string literals, docstrings left out."""
    prose = {
        id(node.value)
        for node in source.nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    parts = {
        id(part) for node in source.nodes if isinstance(node, ast.JoinedStr) for part in node.values
    }
    for node in source.nodes:
        if id(node) in prose or id(node) in parts:
            continue
        text = literal(node)
        if text is not None and STATEMENT.match(text):
            line = getattr(node, "lineno", 1)
            yield Statement(source, line, getattr(node, "end_lineno", line), text)


def literal(node: ast.AST) -> str | None:
    """Return the text of a string or f-string, with a mark where a value is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(literal(value) or HOLE for value in values)
        case _:
            return None


def tables_of(house: House) -> dict[str, Table]:
    """Read the migrations: a table's owner stands in the file's name, or in a line above it."""
    found: dict[str, Table] = {}
    for path in house.files:
        if path.suffix == ".sql" and path.parts[:3] == MIGRATIONS:
            owner = Path(path).stem.split("_")[1]
            for match in CREATE_TABLE.finditer(house.text(path)):
                has_tenant = re.search(r"\btenant_id\b", match["columns"]) is not None
                found[match["name"]] = Table(match["name"], match["owner"] or owner, has_tenant)
    return found
