"""Alembic's view of the SQL files: a linear history without one Python file per migration."""

from collections.abc import Callable, Iterator
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING

import asyncpg
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import Script, ScriptDirectory
from sqlalchemy.engine import Connection as SyncConnection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from gongdan.adapters.postgres.errors import MigrationError
from gongdan.adapters.postgres.roles import OWNER
from gongdan.adapters.postgres.sql_files import MigrationFile, Statement

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

_RECORD = "INSERT INTO gongdan_history.applied_file (revision, file, sha256) VALUES ($1, $2, $3)"


async def apply(connection: "Connection", files: tuple[MigrationFile, ...]) -> None:
    """Upgrade to the last of `files` as `gongdan_owner`, on the connection given; closes it."""
    await connection.execute(f"SET ROLE {OWNER}; SET search_path = gongdan, pg_temp")

    async def lend() -> "Connection":
        return connection

    engine = create_async_engine("postgresql+asyncpg://", async_creator=lend, poolclass=NullPool)
    async with engine.connect() as wrapped:
        await wrapped.run_sync(_upgrade, files)


def _upgrade(connection: SyncConnection, files: tuple[MigrationFile, ...]) -> None:
    history = _SqlHistory(files, lambda file: _run(connection, file))

    def steps(heads: tuple[str, ...], _context: MigrationContext) -> list[RevisionStep]:
        return history._upgrade_revs("head", heads[0] if heads else "base")  # noqa: SLF001 - no other way

    context = MigrationContext.configure(
        connection,
        opts={
            "fn": steps,
            "transaction_per_migration": True,
            "version_table_schema": "gongdan_history",
        },
    )
    with context.begin_transaction():
        context.run_migrations()


class _SqlHistory(ScriptDirectory):
    """A script directory whose revisions are SQL files, each after the one before."""

    def __init__(
        self, files: tuple[MigrationFile, ...], run: Callable[[MigrationFile], None]
    ) -> None:
        self._files = files
        self._run = run
        super().__init__(".")

    def _load_revisions(self) -> Iterator[Script]:
        before: str | None = None
        for file in self._files:
            module = ModuleType(file.name, doc=file.name)
            module.__dict__.update(
                revision=file.revision,
                down_revision=before,
                upgrade=lambda file=file: self._run(file),
            )
            yield Script(module, file.revision, file.name)
            before = file.revision


def _run(connection: SyncConnection, file: MigrationFile) -> None:
    """Run a file and record it, inside the transaction that Alembic opened for it."""
    connection.exec_driver_sql("SELECT 1")  # asyncpg's dialect begins with its first statement
    driver = connection.connection.dbapi_connection
    if driver is None:
        raise MigrationError(f"{file.name}: the connection is gone. Nothing of it was kept.")
    for statement in file.statements():
        driver.run_async(partial(_execute, file=file, statement=statement))
    driver.run_async(lambda raw: raw.execute(_RECORD, file.revision, file.name, file.sha256))


async def _execute(raw: "Connection", *, file: MigrationFile, statement: Statement) -> None:
    try:
        await raw.execute(statement.sql)
    except asyncpg.PostgresError as error:
        raise MigrationError(_explain(error, file, statement)) from error


def _explain(error: asyncpg.PostgresError, file: MigrationFile, statement: Statement) -> str:
    """Say which line failed: PostgreSQL counts characters (from 1) inside the statement."""
    position = int(error.position or 1)
    line = statement.line + statement.sql.count("\n", 0, position - 1)
    more = " ".join(text for text in (error.detail, error.hint) if text)
    return (
        f"{file.name}, line {line}: {error}{f' ({more})' if more else ''}. Nothing of this file "
        "was kept; the files before it were. Mend the file and start again."
    )
