"""The desks of rosters, made ready together."""

from uuid import UUID

from msgspec import Struct

from gongdan.rooms.rosters.contract import KeptRoster
from gongdan.rooms.rosters.handlers.demand import DemandDesk
from gongdan.rooms.rosters.handlers.means import Means
from gongdan.rooms.rosters.handlers.periods import Periods
from gongdan.rooms.rosters.handlers.planning import PlanningDesk
from gongdan.rooms.rosters.handlers.publishing import PublishingDesk
from gongdan.rooms.rosters.handlers.wishes import WishDesk
from gongdan.rooms.rosters.views.demand import DemandPage, demand_page
from gongdan.rooms.rosters.views.names import Names
from gongdan.rooms.rosters.views.roster import Instant, RosterShown, roster_shown


class RosterDesk(Struct, frozen=True):
    """Everything that rosters offers to an entrypoint."""

    means: Means
    demand: DemandDesk
    planning: PlanningDesk
    publishing: PublishingDesk
    wishes: WishDesk

    async def shown(self, tenant: UUID, roster: KeptRoster) -> RosterShown:
        """Return a roster as the page shows it, with what changed since."""
        grounds = await self.means.house.grounds(tenant)
        at = Instant(self.means.clock(), self.means.today(grounds))
        stale = await self.publishing.stale(tenant, roster)
        return roster_shown(roster, await self.names(tenant), stale, at)

    async def needed(self, tenant: UUID) -> DemandPage:
        """Return what is needed in a week, with names."""
        found = await self.demand.needed(tenant)
        return demand_page(found.demands, found.corrections, await self.names(tenant), found.lent)

    async def names(self, tenant: UUID) -> Names:
        """Return the names that rosters are shown with."""
        grounds = await self.means.house.grounds(tenant)
        settings = await self.demand.settings(tenant)
        return Names(await self.means.crew.of(tenant), grounds.units, settings)


def roster_desk(means: Means) -> RosterDesk:
    """Make the desks ready."""
    demand = DemandDesk(means)
    periods = Periods(means, demand)
    return RosterDesk(
        means,
        demand,
        PlanningDesk(means, periods),
        PublishingDesk(means, periods),
        WishDesk(means),
    )
