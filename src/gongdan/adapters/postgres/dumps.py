"""pg_dump and pg_restore, run as ourselves; no password ever stands in a command line."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from gongdan.adapters.embedded_postgres.find_binaries import Binaries
from gongdan.adapters.postgres.errors import DatabaseError

if TYPE_CHECKING:
    import asyncpg

    Connection = asyncpg.Connection[asyncpg.Record]

KEY_TABLES = ("gongdan.subject_key", "gongdan.blinding_key", "gongdan.subject_identity")
"""What opens and finds personal data: kept apart from what it opens."""


class DumpError(DatabaseError):
    """A dump could not be made or put back; the message is PostgreSQL's own."""


def dump_all_but_keys(binaries: Binaries, url: str, target: Path) -> None:
    """Write everything, the key tables empty, in pg_dump's custom format."""
    left_out = [f"--exclude-table-data={table}" for table in KEY_TABLES]
    schemas = ["--schema=gongdan", "--schema=gongdan_history"]
    _run(binaries, url, "pg_dump", ["--format=custom", *schemas, *left_out, f"--file={target}"])


def dump_keys(binaries: Binaries, url: str, target: Path) -> None:
    """Write the rows of the key tables."""
    tables = [f"--table={table}" for table in KEY_TABLES]
    _run(binaries, url, "pg_dump", ["--format=custom", "--data-only", *tables, f"--file={target}"])


def put_back(binaries: Binaries, url: str, source: Path, *, rows_only: bool = False) -> None:
    """Restore a dump in one transaction: all of it, or nothing."""
    clean = [] if rows_only else ["--clean", "--if-exists"]
    into = f"--dbname={urlsplit(url).path.lstrip('/')}"
    words = ["--single-transaction", "--exit-on-error", *clean, into, str(source)]
    _run(binaries, url, "pg_restore", words)


async def holds_gongdan(connection: "Connection") -> bool:
    """Tell whether a database holds an installation already: nothing is ever written over."""
    return bool(await connection.fetchval("SELECT to_regclass('gongdan.tenant') IS NOT NULL"))


def _run(binaries: Binaries, url: str, program: str, words: Sequence[str]) -> None:
    try:
        subprocess.run(
            [binaries.program(program), *words],
            check=True,
            capture_output=True,
            text=True,
            errors="replace",
            env=_environment(url),
        )
    except OSError as fault:
        raise DumpError(
            f"{program} can't be run: {fault}. Name its folder: GONGDAN_PG_BIN"
        ) from fault
    except subprocess.CalledProcessError as fault:
        raise DumpError(f"{program} did not succeed: {fault.stderr.strip()[-2000:]}") from fault


def _environment(url: str) -> dict[str, str]:
    """Return libpq's variables for an URL."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    given = {
        "PGHOST": query.get("host") or parts.hostname,
        "PGPORT": query.get("port") or (str(parts.port) if parts.port else None),
        "PGUSER": unquote(parts.username) if parts.username else query.get("user"),
        "PGPASSWORD": unquote(parts.password) if parts.password else query.get("password"),
        "PGDATABASE": parts.path.lstrip("/"),
        "PGSSLMODE": query.get("sslmode"),
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C",
    }
    return {name: value for name, value in given.items() if value}
