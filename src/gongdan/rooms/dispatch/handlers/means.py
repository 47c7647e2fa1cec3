"""What the handlers of dispatch share."""

from collections.abc import Callable

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId
from gongdan.rooms.dispatch.ports import (
    Crew,
    KnownNames,
    Loads,
    Orders,
    OtherOrders,
    PeopleNames,
    PluggedModels,
    PluggedScorers,
    Standings,
    Types,
    Zones,
)


class Means(Struct, frozen=True, kw_only=True):
    """What dispatch works with; `draw` gives chances from 0 up to 1."""

    database: Database
    trail: AuditTrail
    clock: Clock
    ids: NewId
    draw: Callable[[], float]
    crew: Crew
    loads: Loads
    orders: Orders
    others: OtherOrders
    types: Types
    standings: Standings
    names: KnownNames
    people: PeopleNames
    zones: Zones
    plugged: PluggedModels
    scorers: PluggedScorers
