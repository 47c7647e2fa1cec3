"""What imports work with."""

from collections.abc import Mapping

from msgspec import Struct

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId
from gongdan.rooms.identity.contract import Action
from gongdan.rooms.imports.contract import Target
from gongdan.rooms.imports.ports import Entries, Intake, Registers, Sheets, Sources

RIGHTS: Mapping[Target, tuple[Action, str]] = {
    "orders": (Action.ORDER_IMPORT, "order"),
    "assets": (Action.ASSET_CHANGE, "asset"),
    "customers": (Action.CUSTOMER_CHANGE, "customer"),
}
"""What one must be allowed to do, and with which kind of thing, to bring a table in."""


class Means(Struct, frozen=True, kw_only=True):
    """What imports work with: the database as the app role, and the ports.

    `entries` holds the registers that tables fill.
    """

    database: Database
    trail: AuditTrail
    clock: Clock
    ids: NewId
    sheets: Sheets
    sources: Sources
    intake: Intake
    registers: Registers
    entries: Mapping[Target, Entries]
