"""Whom a link's token stands for: identity asks this of every token that is none of its own."""

from datetime import datetime

from gongdan.kernel.database import Database
from gongdan.rooms.identity.contract import Known
from gongdan.rooms.portal.domain.links import principal_of
from gongdan.rooms.portal.store.links import link_behind


class LinkGuests:
    """Fulfils identity's port `Guests` over the table of links."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known(self, token_hash: bytes, now: datetime) -> Known | None:
        """Return whom the hash stands for; None if unknown, expired or revoked."""
        found = await link_behind(self._database, token_hash, now)
        if found is None:
            return None
        tenant, link = found
        return Known(principal_of(tenant, link), link.expires_at)
