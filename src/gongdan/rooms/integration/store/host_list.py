"""The table of the tenant's host list: one row, or none."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from gongdan.kernel.database import Reader, Writer

_SAVE = """
INSERT INTO outbound_host_list (tenant_id, hosts, version) VALUES ($1, $2, $3 + 1)
ON CONFLICT (tenant_id) DO UPDATE SET hosts = excluded.hosts, version = excluded.version
WHERE outbound_host_list.version = $3
"""


class Kept(NamedTuple):
    """A list as it is kept; its version is 0 as long as nobody made one."""

    hosts: tuple[str, ...]
    version: int


async def load(reader: Reader, tenant: UUID) -> Kept:
    """Return the list."""
    row: Any = await reader.fetchrow(
        "SELECT hosts, version FROM outbound_host_list WHERE tenant_id = $1", tenant
    )
    return Kept(tuple(row["hosts"]), row["version"]) if row else Kept((), 0)


async def save(writer: Writer, tenant: UUID, hosts: Sequence[str], *, seen: int) -> bool:
    """Keep the list over version `seen`; False where another one stands."""
    status = await writer.execute(_SAVE, tenant, list(hosts), seen)
    return status.endswith(" 1")
