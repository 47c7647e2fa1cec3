"""Bring a database to the newest migration: one line of history, each file one transaction.

A file that was applied is never changed: its fingerprint is kept, and another one is refused
by name. Concurrent starts wait for one another at an advisory lock.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg

import gongdan
from gongdan.adapters.postgres.errors import DatabaseError, MigrationError
from gongdan.adapters.postgres.prepare import prepare
from gongdan.adapters.postgres.sql_files import MigrationFile, read_migrations

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

MIGRATIONS = Path(gongdan.__file__).parent / "migrations"
"""The folder that ships with the package."""

_LOCK = 0x676F6E6764616E  # "gongdan": one lock a database


async def migrate(
    admin_url: str, secret: bytes, *, folder: Path = MIGRATIONS, own_cluster: bool = False
) -> tuple[str, ...]:
    """Apply what is missing and return the names of the files applied now.

    `admin_url` logs in as a user who may create roles, or who is a member of `gongdan_owner`
    where an administrator made the roles before. Raises `MigrationError` or `RolesError`.
    """
    files = read_migrations(folder)
    connection = await _connect(admin_url)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        await prepare(connection, secret, own_cluster=own_cluster)
        missing = missing_files(files, await _applied(connection))
        if missing:
            # Alembic and SQLAlchemy take a second to import: only an upgrade pays for them
            from gongdan.adapters.postgres.history import apply  # noqa: PLC0415 - slow to load

            await apply(connection, files)
        return tuple(file.name for file in missing)
    finally:
        await connection.close()


async def _connect(admin_url: str) -> "Connection":
    try:
        return await asyncpg.connect(
            admin_url, server_settings={"application_name": "gongdan migrate", "jit": "off"}
        )
    except asyncpg.InvalidPasswordError as error:
        raise DatabaseError(
            f"The database refuses the administrator's password: {error}. On a server of our own "
            "it follows from secrets/database.secret in the home folder: put that file back from "
            "your backup. On another server, mend DATABASE_URL. Nothing was changed."
        ) from error
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        raise DatabaseError(f"The database does not let us in for migrations: {error}") from error


def missing_files(
    files: tuple[MigrationFile, ...], applied: dict[str, tuple[str, str]]
) -> tuple[MigrationFile, ...]:
    """Return the files not applied yet; `applied` maps a revision to (file name, SHA-256).

    Refuses a changed file, a file that is gone, and a file that wants to come before one that
    was applied already: each would make two databases of the same version differ.
    """
    by_revision = {file.revision: file for file in files}
    newest = max(applied, default="")
    for revision, (name, sha256) in sorted(applied.items()):
        file = by_revision.get(revision)
        if file is None:
            raise MigrationError(
                f"{name} was applied to this database, but this version of Gongdan does not have "
                "it: the database is newer. Start the newer version. Nothing was changed."
            )
        if file.sha256 != sha256:
            raise MigrationError(
                f"{file.name} was changed after it was applied. Put the old text back and write "
                "the change as a new file. Nothing was changed in the database."
            )
    missing = tuple(file for file in files if file.revision not in applied)
    for file in missing:
        if file.revision < newest:
            raise MigrationError(
                f"{file.name} comes before {applied[newest][0]}, which is applied already. Give it "
                "a higher number. Nothing was changed in the database."
            )
    return missing


async def _applied(connection: "Connection") -> dict[str, tuple[str, str]]:
    rows = await connection.fetch("SELECT revision, file, sha256 FROM gongdan_history.applied_file")
    return {row["revision"]: (row["file"], row["sha256"]) for row in rows}
