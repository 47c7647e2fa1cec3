"""Housekeeping of the portal: run for each tenant now and then."""

from datetime import datetime
from uuid import UUID

from gongdan.kernel.database import Writer
from gongdan.rooms.portal.ports import Credentials
from gongdan.rooms.portal.store.codes import sweep_codes
from gongdan.rooms.portal.store.links import sweep_links


async def forget_links_and_codes(
    writer: Writer, tenant: UUID, credentials: Credentials, now: datetime
) -> None:
    """Remove codes and visits past their end, and the credentials of every ended link."""
    await sweep_codes(writer, tenant, now)
    await credentials.drop(writer, tenant, await sweep_links(writer, tenant, now))
