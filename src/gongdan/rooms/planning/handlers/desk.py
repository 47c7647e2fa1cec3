"""Everything that planning offers to its routes and to the worker."""

from msgspec import Struct

from gongdan.rooms.planning.handlers.asking import Asking
from gongdan.rooms.planning.handlers.drafting import Drafting
from gongdan.rooms.planning.handlers.means import Means
from gongdan.rooms.planning.handlers.publishing import Publishing
from gongdan.rooms.planning.handlers.searching import Searching
from gongdan.rooms.planning.handlers.showing import Showing
from gongdan.rooms.planning.handlers.visiting import Visiting


class PlanningDesk(Struct, frozen=True):
    """The parts."""

    asking: Asking
    searching: Searching
    drafting: Drafting
    publishing: Publishing
    showing: Showing
    visiting: Visiting


def planning_desk(means: Means) -> PlanningDesk:
    """Return the desk."""
    asking, drafting = Asking(means), Drafting(means)
    return PlanningDesk(
        asking=asking,
        searching=Searching(means),
        drafting=drafting,
        publishing=Publishing(means, drafting),
        showing=Showing(means, asking, drafting),
        visiting=Visiting(means),
    )
