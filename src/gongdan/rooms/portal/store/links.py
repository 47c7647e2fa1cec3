"""The table of links. A link's token and its credential come and go together."""

from datetime import datetime
from typing import Any
from uuid import UUID

from gongdan.kernel.database import Database, Reader, Writer
from gongdan.rooms.portal.contract import Link, Origin, Purpose

_COLUMNS = (
    "id, purpose, origin, order_id, order_number, party_id, signature, issued_by, locale,"
    " created_at, expires_at, revoked_at, used_at"
)


async def add_link(writer: Writer, tenant: UUID, link: Link, token_hash: bytes) -> bool:
    """Keep a new link; False where this very token was issued before."""
    status = await writer.execute(
        f"INSERT INTO customer_link (tenant_id, token_hash, {_COLUMNS})"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL, NULL)"
        " ON CONFLICT (tenant_id, token_hash) DO NOTHING",
        tenant,
        token_hash,
        link.id,
        link.purpose,
        link.origin,
        link.order_id,
        link.order_number,
        link.party_id,
        link.signature,
        link.issued_by,
        link.locale,
        link.created_at,
        link.expires_at,
    )
    return status.endswith(" 1")


async def links_of_order(reader: Reader, tenant: UUID, order: UUID, limit: int) -> list[Link]:
    """Return an order's links, newest first."""
    rows = await reader.fetch(
        f"SELECT {_COLUMNS} FROM customer_link WHERE tenant_id = $1 AND order_id = $2"
        f" ORDER BY id DESC LIMIT {int(limit)}",
        tenant,
        order,
    )
    return [_link(row) for row in rows]


async def load_link(reader: Reader, tenant: UUID, link: UUID) -> Link | None:
    """Return one link, or None."""
    row = await reader.fetchrow(
        f"SELECT {_COLUMNS} FROM customer_link WHERE tenant_id = $1 AND id = $2", tenant, link
    )
    return _link(row) if row else None


async def end_link(writer: Writer, tenant: UUID, link: UUID, now: datetime) -> bytes | None:
    """Revoke a link for good; return its token's hash, None where it was revoked before."""
    found: bytes | None = await writer.fetchval(
        "UPDATE customer_link SET revoked_at = $3"
        " WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING token_hash",
        tenant,
        link,
        now,
    )
    return found


async def link_behind(
    database: Database, token_hash: bytes, now: datetime
) -> tuple[UUID, Link] | None:
    """Return the tenant and the link that a token's hash stands for now."""
    async with database.untenanted() as connection:
        row: Any = await connection.fetchrow(
            f"SELECT tenant_id, {_COLUMNS} FROM link_by_token_v1($1, $2)", token_hash, now
        )
    return None if row is None else (row["tenant_id"], _link(row))


async def sweep_links(writer: Writer, tenant: UUID, now: datetime) -> list[bytes]:
    """Remove visits that ran out; return the hashes of all tokens past their end."""
    rows = await writer.fetch(
        "SELECT token_hash FROM customer_link WHERE tenant_id = $1 AND expires_at <= $2",
        tenant,
        now,
    )
    await writer.execute(
        "DELETE FROM customer_link WHERE tenant_id = $1 AND expires_at <= $2 AND purpose = 'visit'",
        tenant,
        now,
    )
    return [row["token_hash"] for row in rows]


def _link(row: Any) -> Link:
    plain = {name: row[name] for name in Link.__struct_fields__}
    plain["purpose"], plain["origin"] = Purpose(row["purpose"]), Origin(row["origin"])
    return Link(**plain)
