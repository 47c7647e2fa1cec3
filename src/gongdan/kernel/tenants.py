"""Work that is done tenant by tenant, behind everybody's back: who there is, what is swept."""

from datetime import datetime
from uuid import UUID

from gongdan.kernel.database import Database


async def all_tenants(database: Database) -> tuple[UUID, ...]:
    """Return every tenant (as the role `worker`; others see one at a time)."""
    async with database.untenanted() as connection:
        rows = await connection.fetch("SELECT id FROM tenant ORDER BY id")
    return tuple(row["id"] for row in rows)


async def sweep_idempotency(database: Database, tenant: UUID, before: datetime) -> int:
    """Forget the keys of requests older than `before` (and than 30 days); returns how many."""
    async with database.untenanted() as connection:
        swept: int = await connection.fetchval(
            "SELECT sweep_idempotency_v1($1, $2)", tenant, before
        )
    return swept
