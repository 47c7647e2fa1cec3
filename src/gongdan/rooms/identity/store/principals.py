"""Whom a token stands for, in one round trip."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from gongdan.kernel.database import Database, Reader
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import Known, Principal
from gongdan.rooms.identity.domain.roles import rights_of
from gongdan.rooms.identity.store.roles import granted_roles

_BY_USER = """
SELECT u.tenant_id, u.id AS user_id, NULL::uuid AS key_id, NULL::uuid AS session_id,
    NULL::text[] AS scopes, u.locale, u.zone, coalesce(n.path, '') AS unit_path,
    ARRAY(SELECT r.role_key FROM user_role r
          WHERE r.tenant_id = $1 AND r.user_id = u.id ORDER BY r.role_key) AS roles,
    (SELECT jsonb_object_agg(o.key, o.body || jsonb_build_object('stands_for', o.stands_for))
     FROM role o JOIN user_role r ON r.tenant_id = $1 AND r.role_key = o.key
     WHERE o.tenant_id = $1 AND r.user_id = u.id) AS own_roles,
    ARRAY(SELECT f.path FROM unit b JOIN unit_former_path f ON f.tenant_id = $1 AND f.unit_id = b.id
          WHERE b.tenant_id = $1 AND b.path >= n.path AND b.path < left(n.path, -1) || '0'
          ORDER BY f.path) AS former_paths,
    false AS must_change_password
FROM user_account u LEFT JOIN unit n ON n.tenant_id = $1 AND n.id = u.unit_id
WHERE u.tenant_id = $1 AND u.id = ANY($2) AND u.disabled_at IS NULL
"""


async def load_principal(database: Database, token_hash: bytes, now: datetime) -> Known | None:
    """Return whom a token's hash stands for; None if unknown, expired, revoked or disabled."""
    async with database.untenanted() as connection:
        row: Any = await connection.fetchrow(
            "SELECT * FROM principal_by_token_v2($1, $2)", token_hash, now
        )
    return None if row is None else Known(_principal(row), row["expires_at"])


async def load_principals(
    reader: Reader, tenant: UUID, users: Sequence[UUID]
) -> Mapping[UUID, Principal]:
    """Return active users with all that was granted to them, as if each had signed in."""
    rows = await reader.fetch(_BY_USER, tenant, list(users))
    return {row["user_id"]: _principal(row) for row in rows}


def _principal(row: Any) -> Principal:
    own = msgspec.json.decode(row["own_roles"]) if row["own_roles"] else {}
    rights = rights_of(granted_roles(row["roles"], own))
    if row["key_id"] is None:
        actor, scopes = Actor(ActorKind.PERSON, row["user_id"]), None
    else:
        actor, scopes = Actor(ActorKind.CLIENT, row["key_id"]), tuple(row["scopes"])
    return Principal(
        tenant=row["tenant_id"],
        user=row["user_id"],
        actor=actor,
        roles=rights.roles,
        grants=rights.grants,
        views=rights.views,
        unit_path=row["unit_path"],
        former_paths=tuple(row["former_paths"]),
        locale=row["locale"],
        zone=row["zone"],
        scopes=scopes,
        session=row["session_id"],
        must_change_password=row["must_change_password"],
    )
