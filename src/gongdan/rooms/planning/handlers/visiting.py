"""When somebody comes, for whoever may read an order: as the published plan says it, in words
that a customer may rely on (an hour, not a minute).
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.planning.domain.refusals import Refusal
from gongdan.rooms.planning.handlers.means import Means
from gongdan.rooms.planning.store.visits import next_visits

QUARTER: Final = 900
EARLIER, LATER = timedelta(minutes=15), timedelta(minutes=45)
"""So much before and after what was planned somebody may come: the day goes its own way."""
UNDER_WAY: Final = timedelta(hours=1)


class Coming(Struct, frozen=True):
    """Between when and when somebody is to come; `zone` (IANA) is that of the day."""

    begins: datetime
    ends: datetime
    zone: str


class Visiting:
    """Reads the visits of published plans."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def of(self, principal: Principal, order: UUID) -> Coming | Refused | None:
        """Return when somebody is to come; None where no plan says, or it says so no longer."""
        tenant, orders = principal.tenant, self._means.orders
        if not await orders.labels(principal, [order]):
            return Refused(Refusal.ORDER_UNKNOWN, RefusalKind.NOT_FOUND)
        now = (await orders.standing(tenant, [order])).get(order)
        if now is None or now.done:
            return None
        async with self._means.database.reading(tenant) as reader:
            since = self._means.clock() - UNDER_WAY
            found = await next_visits(reader, tenant, order, since)
        # whoever has the order now may come at any other time
        at = next((each.begins_at for each in found if each.user == now.assignee), None)
        return None if at is None else _range(at, await self._means.crew.zone(tenant))


def _range(at: datetime, zone: str) -> Coming:
    begins, ends = at - EARLIER, at + LATER
    return Coming(_quarter(begins), _quarter(ends), zone)


def _quarter(at: datetime) -> datetime:
    return datetime.fromtimestamp(at.timestamp() // QUARTER * QUARTER, tz=at.tzinfo)
