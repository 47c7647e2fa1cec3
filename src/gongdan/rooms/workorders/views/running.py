"""How many orders run which version of a definition."""

from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Reader

RUNNING: Final = (
    "SELECT definition_version AS version, count(*) AS orders FROM order_row"
    " WHERE tenant_id = $1 AND type_key = $2 AND status IN ('open', 'suspended')"
    " GROUP BY definition_version ORDER BY definition_version DESC"
)


class RunningVersion(Struct, frozen=True):
    """A version, and how many orders that have not ended were begun with it."""

    version: int
    orders: int


async def running_versions(reader: Reader, tenant: UUID, key: str) -> list[RunningVersion]:
    """Return the versions that orders run at the moment, newest first."""
    return [RunningVersion(**dict(row)) for row in await reader.fetch(RUNNING, tenant, key)]
