"""What the desks of rosters share."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail, Deed
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, Ref
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.rosters.ports import Crew, Grounds, House, Orders, Shifts

KIND = "roster"


class Means(Struct, frozen=True, kw_only=True):
    """What rosters works with."""

    database: Database
    trail: AuditTrail
    clock: Clock
    ids: NewId
    house: House
    crew: Crew
    orders: Orders
    shifts: Shifts

    def today(self, grounds: Grounds) -> date:
        """Return which day it is in the tenant's zone."""
        return self.clock().astimezone(ZoneInfo(grounds.zone)).date()

    def deed(self, principal: Principal, act: str, roster: UUID) -> Deed:
        """Return what the trail is told."""
        return Deed(
            tenant=principal.tenant,
            actor=principal.actor,
            act=f"{KIND}.{act}",
            object=Ref(KIND, roster),
        )
