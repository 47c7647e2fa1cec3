"""The table of users, written by the handlers that decided what may be kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader, Writer
from gongdan.kernel.paging import Cursor
from gongdan.kernel.predicate import Predicate, to_sql


class User(Struct, frozen=True, kw_only=True):
    """A user as kept; `unit_path` is "" without a unit. The password's hash is not part of it."""

    id: UUID
    login: str
    name: str
    unit_id: UUID | None
    unit_path: str
    unit_name: str
    locale: str
    zone: str
    roles: tuple[str, ...]
    disabled_at: datetime | None
    must_change_password: bool
    version: int


class Secret(Struct, frozen=True):
    """What a log-in is checked against."""

    user: UUID
    password_hash: str
    disabled: bool


class UserFilter(Struct, frozen=True, kw_only=True):
    """Which users: each part that is given narrows. `q` is a part of the name or the login."""

    q: str = ""
    role: str = ""
    unit: UUID | None = None
    active: bool | None = None
    id: UUID | None = None


class NewUser(Struct, frozen=True, kw_only=True):
    """A user about to be kept."""

    id: UUID
    login: str
    login_key: str
    name: str
    unit_id: UUID | None
    locale: str
    zone: str
    password_hash: str
    must_change_password: bool
    now: datetime


_USER = """
SELECT u.id, u.login, u.name, u.unit_id, coalesce(n.path, '') AS unit_path,
    coalesce(n.name, '') AS unit_name, u.locale, u.zone,
    ARRAY(SELECT r.role_key FROM user_role r
          WHERE r.tenant_id = $1 AND r.user_id = u.id ORDER BY r.role_key) AS roles,
    u.disabled_at, u.must_change_password, u.version
FROM user_account u LEFT JOIN unit n ON n.tenant_id = $1 AND n.id = u.unit_id
WHERE u.tenant_id = $1
"""
_NARROW = """
AND (u.login_key, u.id) > ($2, $3)
AND ($4 = '' OR position($4 IN lower(u.name)) > 0 OR position($4 IN u.login_key) > 0)
AND ($5 = '' OR EXISTS (
    SELECT 1 FROM user_role r LEFT JOIN role o ON o.tenant_id = $1 AND o.key = r.role_key
    WHERE r.tenant_id = $1 AND r.user_id = u.id AND (r.role_key = $5 OR o.stands_for = $5)))
AND ($6::uuid IS NULL OR n.path LIKE (SELECT p.path || '%' FROM unit p
    WHERE p.tenant_id = $1 AND p.id = $6))
AND ($7::boolean IS NULL OR (u.disabled_at IS NULL) = $7)
AND ($8::uuid IS NULL OR u.id = $8)
"""


async def load_user(reader: Reader, tenant: UUID, user: UUID) -> User | None:
    """Return one user, or None."""
    row = await reader.fetchrow(f"{_USER} AND u.id = $2", tenant, user)
    return user_of(row) if row else None


async def find_users(
    reader: Reader,
    tenant: UUID,
    wanted: UserFilter,
    *,
    seen: Predicate,
    after: Cursor,
    limit: int,
) -> list[User]:
    """Return users by login, of those whom `seen` lets through."""
    visible, arguments = to_sql(seen, {"id": "u.id", "unit_path": "n.path"}, 9)
    rows = await reader.fetch(
        f"{_USER} {_NARROW} AND {visible} ORDER BY u.login_key, u.id LIMIT {int(limit)}",
        tenant,
        after.key,
        after.id,
        wanted.q.strip().casefold(),
        wanted.role,
        wanted.unit,
        wanted.active,
        wanted.id,
        *arguments,
    )
    return [user_of(row) for row in rows]


async def load_user_names(
    reader: Reader, tenant: UUID, users: Sequence[UUID], *, active_only: bool = False
) -> dict[UUID, str]:
    """Return the names of users by id; those not found are left out."""
    rows = await reader.fetch(
        "SELECT id, name FROM user_account WHERE tenant_id = $1 AND id = ANY($2)"
        " AND (disabled_at IS NULL OR NOT $3)",
        tenant,
        list(users),
        active_only,
    )
    return {row["id"]: row["name"] for row in rows}


async def taken_logins(writer: Writer, tenant: UUID, login_keys: Sequence[str]) -> frozenset[str]:
    """Return which of these log-ins somebody has; nobody else takes one before the commit."""
    await _lock_logins(writer, tenant)
    rows = await writer.fetch(
        "SELECT login_key FROM user_account WHERE tenant_id = $1 AND login_key = ANY($2)",
        tenant,
        list(login_keys),
    )
    return frozenset(row["login_key"] for row in rows)


async def load_secret(reader: Reader, tenant: UUID, login_key: str) -> Secret | None:
    """Return what the log-in of a login is checked against, or None for an unknown one."""
    row: Any = await reader.fetchrow(
        "SELECT id, password_hash, disabled_at IS NOT NULL AS disabled FROM user_account"
        " WHERE tenant_id = $1 AND login_key = $2",
        tenant,
        login_key,
    )
    return Secret(row["id"], row["password_hash"], row["disabled"]) if row else None


async def load_secret_of(reader: Reader, tenant: UUID, user: UUID) -> Secret | None:
    """Return what a known user's password is checked against."""
    row: Any = await reader.fetchrow(
        "SELECT id, password_hash, disabled_at IS NOT NULL AS disabled FROM user_account"
        " WHERE tenant_id = $1 AND id = $2",
        tenant,
        user,
    )
    return Secret(row["id"], row["password_hash"], row["disabled"]) if row else None


async def add_user(writer: Writer, tenant: UUID, user: NewUser) -> bool:
    """Keep a new user; False where the login is taken."""
    await _lock_logins(writer, tenant)
    status = await writer.execute(
        "INSERT INTO user_account (tenant_id, id, login, login_key, name, unit_id, locale, zone,"
        " password_hash, password_changed_at, created_at, must_change_password)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)"
        " ON CONFLICT (tenant_id, login_key) DO NOTHING",
        tenant,
        user.id,
        user.login,
        user.login_key,
        user.name,
        user.unit_id,
        user.locale,
        user.zone,
        user.password_hash,
        user.now,
        user.must_change_password,
    )
    return status.endswith(" 1")


async def change_user(writer: Writer, tenant: UUID, user: User) -> bool:
    """Keep a user's new data as the version after `user.version`; False where it moved."""
    status = await writer.execute(
        "UPDATE user_account SET name = $3, unit_id = $4, locale = $5, zone = $6,"
        " disabled_at = $7, version = version + 1"
        " WHERE tenant_id = $1 AND id = $2 AND version = $8",
        tenant,
        user.id,
        user.name,
        user.unit_id,
        user.locale,
        user.zone,
        user.disabled_at,
        user.version,
    )
    return status.endswith(" 1")


async def set_password(
    writer: Writer,
    tenant: UUID,
    user: UUID,
    *,
    password_hash: str,
    now: datetime,
    must_change: bool = False,
) -> None:
    """Replace a user's password; one that `must_change` was chosen by somebody else."""
    await writer.execute(
        "UPDATE user_account SET password_hash = $3, password_changed_at = $4,"
        " must_change_password = $5 WHERE tenant_id = $1 AND id = $2",
        tenant,
        user,
        password_hash,
        now,
        must_change,
    )


async def renew_hash(writer: Writer, tenant: UUID, user: UUID, password_hash: str) -> None:
    """Keep the same password under a newer hash."""
    await writer.execute(
        "UPDATE user_account SET password_hash = $3 WHERE tenant_id = $1 AND id = $2",
        tenant,
        user,
        password_hash,
    )


async def _lock_logins(writer: Writer, tenant: UUID) -> None:
    """Let nobody else of the tenant add users until the commit: several are added whole."""
    await writer.execute("SELECT pg_advisory_xact_lock(hashtext($1))", f"logins of {tenant}")


def user_of(row: Any) -> User:
    """Read a user out of a row of `find_users` or `load_user`."""
    return User(**{**row, "roles": tuple(row["roles"])})
