"""Make sure of what migrations stand on: the roles, schema `gongdan`, the history of files.

Runs at each start in one transaction and changes nothing where all is as it should be.
"""

from typing import TYPE_CHECKING

import asyncpg

from gongdan.adapters.postgres.errors import RolesError
from gongdan.adapters.postgres.roles import ALL_ROLES, LOGIN_ROLES, OWNER, scram_verifier

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

_ROLE_OPTIONS = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
_SESSION = "search_path = gongdan, pg_temp"

_SCHEMAS = f"""
CREATE SCHEMA gongdan AUTHORIZATION {OWNER};
CREATE SCHEMA gongdan_history AUTHORIZATION {OWNER};
SET LOCAL ROLE {OWNER};
GRANT USAGE ON SCHEMA gongdan TO gongdan_app, gongdan_worker, gongdan_searcher;
-- the searcher owns tables of its own: only their owner reads them without row level security
GRANT CREATE ON SCHEMA gongdan TO gongdan_searcher;
CREATE TABLE gongdan_history.applied_file (
    revision text PRIMARY KEY,
    file text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
RESET ROLE;
"""


async def prepare(connection: "Connection", secret: bytes, *, own_cluster: bool) -> None:
    """Create the missing roles and schemas.

    With `own_cluster` (we started this server) passwords that do not follow from the secret
    are set anew; on a server of somebody else an existing role is left as it is. Raises
    `RolesError` with the statements to run, where this user may not create roles.
    """
    async with connection.transaction():
        missing = await _missing_roles(connection)
        if missing and not await _may_create_roles(connection):
            raise RolesError(_advice(missing))
        for role in missing:
            await connection.execute(_create_role(role, secret))
        if missing:
            await connection.execute(f"GRANT gongdan_searcher TO {OWNER}")
            await connection.execute(f"GRANT {OWNER} TO CURRENT_USER")
        if not await connection.fetchval("SELECT pg_has_role($1, 'MEMBER')", OWNER):
            raise RolesError(
                f"The user of DATABASE_URL is no member of {OWNER}, as which migrations run. Let "
                f"an administrator run: GRANT {OWNER} TO <that user>. Nothing was changed."
            )
        if own_cluster:
            await _renew_passwords(connection, secret)
        if await connection.fetchval("SELECT to_regnamespace('gongdan_history') IS NULL"):
            await connection.execute(_SCHEMAS)


async def _missing_roles(connection: "Connection") -> list[str]:
    rows = await connection.fetch(
        "SELECT rolname::text FROM pg_roles WHERE rolname = ANY($1::text[])", list(ALL_ROLES)
    )
    present = {row["rolname"] for row in rows}
    return [role for role in ALL_ROLES if role not in present]


async def _may_create_roles(connection: "Connection") -> bool:
    answer = await connection.fetchval(
        "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    )
    return bool(answer)


def _create_role(role: str, secret: bytes) -> str:
    if role == OWNER:
        return f"CREATE ROLE {role} NOLOGIN {_ROLE_OPTIONS}"
    verifier = scram_verifier(secret, role)
    return (
        f"CREATE ROLE {role} LOGIN {_ROLE_OPTIONS} PASSWORD '{verifier}';"
        f"ALTER ROLE {role} SET {_SESSION}"
    )


async def _renew_passwords(connection: "Connection", secret: bytes) -> None:
    rows = await connection.fetch(
        "SELECT rolname::text, rolpassword FROM pg_authid WHERE rolname = ANY($1::text[])",
        [f"gongdan_{role}" for role in LOGIN_ROLES],
    )
    for row in rows:
        verifier = scram_verifier(secret, row["rolname"])
        if row["rolpassword"] != verifier:
            await connection.execute(f"ALTER ROLE {row['rolname']} PASSWORD '{verifier}'")


def _advice(missing: list[str]) -> str:
    roles = "\n  ".join(
        f"CREATE ROLE {role} NOLOGIN {_ROLE_OPTIONS};"
        if role == OWNER
        else f"CREATE ROLE {role} LOGIN {_ROLE_OPTIONS} PASSWORD '...';"
        for role in missing
    )
    return f"""\
The database has no role {", ".join(missing)}, and the user of DATABASE_URL may not create roles.
Nothing was changed. Let an administrator run
  {roles}
  GRANT gongdan_searcher TO {OWNER};
  GRANT {OWNER} TO <the user of DATABASE_URL>;
and name the log-ins in GONGDAN_APP_DATABASE_URL and GONGDAN_WORKER_DATABASE_URL."""
