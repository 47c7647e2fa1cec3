"""Customer links to the orders of an erased person: ended with him (portal owns them)."""

from collections.abc import Sequence
from uuid import UUID

from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref
from gongdan.rooms.identity.store.credentials import drop_credentials, tell_revoked
from gongdan.rooms.portal.contract import Link
from gongdan.rooms.portal.store.links import end_link, links_of_order
from gongdan.rooms.privacy.contract import Holding, SubjectHoldings

_MOST = 200


class LinkHoldings:
    """Fulfils `privacy.SubjectHoldings`: whoever is erased follows no order by a link any more."""

    def __init__(self, database: Database, orders: SubjectHoldings, clock: Clock) -> None:
        self._database = database
        self._orders = orders
        self._clock = clock

    async def find(self, tenant: UUID, subject: UUID) -> list[Holding]:
        """Return the links that open an order of the person now."""
        return [
            Holding(Ref("link", each.id), ("token",), each.order_number)
            for each in await self._links(tenant, subject)
        ]

    async def erase(self, tenant: UUID, subject: UUID) -> int:
        """End these links, at once in every process."""
        links = await self._links(tenant, subject)
        async with self._database.writing(tenant) as writer:
            for each in links:
                ended = await end_link(writer, tenant, each.id, self._clock())
                if ended is not None:
                    await drop_credentials(writer, tenant, [ended])
                    await tell_revoked(writer, tenant, each.id)
        return len(links)

    async def _links(self, tenant: UUID, subject: UUID) -> Sequence[Link]:
        orders = await self._orders.find(tenant, subject)
        async with self._database.reading(tenant) as reader:
            found = [
                link
                for order in orders
                for link in await links_of_order(reader, tenant, order.where.id, _MOST)
            ]
        return [each for each in found if each.revoked_at is None]
