"""Which orders have no gist yet, and the job that gives them one."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from gongdan.kernel.database import Reader, Writer

GIST_JOB: Final = "dispatch.gists"
WITHOUT: Final = (
    "SELECT u.id FROM unnest($2::uuid[]) AS u (id) WHERE NOT EXISTS (SELECT FROM dispatch_gist g"
    " WHERE g.tenant_id = $1 AND g.order_id = u.id) ORDER BY u.id"
)


async def without_gist(reader: Reader, tenant: UUID, orders: Sequence[UUID]) -> Sequence[UUID]:
    """Return those of some orders that have no gist."""
    rows: Any = await reader.fetch(WITHOUT, tenant, orders)
    return [row["id"] for row in rows]


async def set_gist_job(writer: Writer, tenant: UUID, job: UUID, after: UUID) -> None:
    """Set the job that goes on behind an order, where it is not set already."""
    await writer.execute("SELECT set_gist_job_v1($1, $2, $3)", tenant, job, after)
