"""Whom a token stands for, in one round trip."""

from datetime import datetime
from typing import Any

import msgspec

from gongdan.kernel.database import Database
from gongdan.kernel.messages import Actor, ActorKind
from gongdan.rooms.identity.contract import Known, Principal
from gongdan.rooms.identity.domain.roles import rights_of
from gongdan.rooms.identity.store.roles import granted_roles


async def load_principal(database: Database, token_hash: bytes, now: datetime) -> Known | None:
    """Return whom a token's hash stands for; None if unknown, expired, revoked or disabled."""
    async with database.untenanted() as connection:
        row: Any = await connection.fetchrow(
            "SELECT * FROM principal_by_token_v2($1, $2)", token_hash, now
        )
    return None if row is None else Known(_principal(row), row["expires_at"])


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
