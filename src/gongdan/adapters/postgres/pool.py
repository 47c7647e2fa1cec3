"""Pools of connections, set up so that the hottest reads cost one round trip and no more.

What comes out of a row: `uuid` as `uuid.UUID`, `bytea` as `bytes`, `jsonb` as the JSON text in
`bytes` (hand it to `msgspec.json.decode(..., type=...)`, or into an answer as `msgspec.Raw`).
What goes in for `jsonb`: JSON text as `str` or `bytes`, or a dict, list or Struct to encode.
"""

import asyncpg
import msgspec

from gongdan.adapters.postgres.errors import DatabaseError, RolesError
from gongdan.adapters.postgres.roles import RoleName
from gongdan.kernel.database import Database

_JSONB_VERSION = b"\x01"  # the only version byte of jsonb's binary form

_FITNESS = """
SELECT rolsuper OR rolbypassrls AS passes_by, pg_has_role(current_user, $1, 'MEMBER') AS member
FROM pg_roles WHERE rolname = current_user
"""


async def open_database(
    url: str, role: RoleName, *, size: int = 10, command_timeout: float = 30.0
) -> Database:
    """Open a pool of at most `size` connections that log in by `url`, and prove the role fit.

    `command_timeout` is in seconds. Raises `RolesError` when the user is not in the role
    `gongdan_<role>` or could pass row level security by, `DatabaseError` when nobody answers.
    The caller closes it: `await database.pool.close()`.
    """
    try:
        pool = await asyncpg.create_pool(
            url,
            min_size=1,
            max_size=size,
            command_timeout=command_timeout,
            max_inactive_connection_lifetime=0,
            init=_speak_json,
            # asyncpg itself rolls an open transaction back; all else here is transaction-local
            reset=_nothing,
            server_settings={
                "search_path": "gongdan, pg_temp",
                "application_name": f"gongdan {role}",
                "jit": "off",
                "TimeZone": "UTC",
            },
        )
    except (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError) as error:
        raise RolesError(
            f"The database refused the log-in of gongdan_{role}: {error}. Another installation may "
            "have made this role with another secret: copy its database.secret, or name the log-in "
            f"in GONGDAN_{role.upper()}_DATABASE_URL."
        ) from error
    except (OSError, asyncpg.PostgresError, TimeoutError) as error:
        raise DatabaseError(f"No connection to the database as gongdan_{role}: {error}") from error
    try:
        await _prove_fitness(pool, role)
    except BaseException:
        await pool.close()
        raise
    return Database(pool)


async def _prove_fitness(pool: "asyncpg.Pool[asyncpg.Record]", role: RoleName) -> None:
    row = await pool.fetchrow(_FITNESS, f"gongdan_{role}")
    if row is None or not row["member"]:
        raise RolesError(f"The log-in for {role} is not a member of gongdan_{role}: grant it.")
    if row["passes_by"]:
        raise RolesError(
            f"The log-in for {role} is a superuser or has BYPASSRLS: it would see all tenants. "
            "Use a log-in without these rights."
        )


async def _nothing(_connection: object) -> None:
    """Reset nothing: no session state outlives a transaction here."""


async def _speak_json(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_encode, decoder=_decode, format="binary"
    )


def _encode(value: object) -> bytes:
    match value:
        case str():
            return _JSONB_VERSION + value.encode()
        case bytes():
            return _JSONB_VERSION + value
        case _:
            return _JSONB_VERSION + msgspec.json.encode(value)


def _decode(raw: bytes) -> bytes:
    return raw[1:]
