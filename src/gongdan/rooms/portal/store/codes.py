"""The table of one-time codes: a try is counted before the code is looked at."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Writer


class KeptCode(Struct, frozen=True):
    """A code as kept: for which order, and its hash."""

    order_id: UUID
    code_hash: bytes


async def add_code(
    writer: Writer, tenant: UUID, challenge: bytes, code: KeptCode, *, until: datetime
) -> None:
    """Keep a new code under the hash of its challenge."""
    await writer.execute(
        "INSERT INTO link_code (tenant_id, challenge_hash, order_id, code_hash, expires_at)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        tenant,
        challenge,
        code.order_id,
        code.code_hash,
        until,
    )


async def try_code(
    writer: Writer, tenant: UUID, challenge: bytes, *, now: datetime, tries: int
) -> KeptCode | None:
    """Count a try and return the code; None where there is none, or no try is left."""
    row: Any = await writer.fetchrow(
        "UPDATE link_code SET tries = tries + 1"
        " WHERE tenant_id = $1 AND challenge_hash = $2 AND expires_at > $3 AND used_at IS NULL"
        " AND tries < $4 RETURNING order_id, code_hash",
        tenant,
        challenge,
        now,
        tries,
    )
    return None if row is None else KeptCode(row["order_id"], row["code_hash"])


async def use_code(writer: Writer, tenant: UUID, challenge: bytes, now: datetime) -> None:
    """Mark a code as used: it opens once."""
    await writer.execute(
        "UPDATE link_code SET used_at = $3 WHERE tenant_id = $1 AND challenge_hash = $2",
        tenant,
        challenge,
        now,
    )


async def sweep_codes(writer: Writer, tenant: UUID, now: datetime) -> None:
    """Remove codes past their end."""
    await writer.execute(
        "DELETE FROM link_code WHERE tenant_id = $1 AND expires_at <= $2", tenant, now
    )
