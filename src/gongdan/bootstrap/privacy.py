"""Privacy plugged: what each room lets be revealed, found and forgotten."""

from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.rooms.customers.handlers import CustomerReveals
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.people.handlers import PeopleReveals
from gongdan.rooms.privacy.contract import Revealable, Vault
from gongdan.rooms.privacy.handlers.reveals import Reveals


def plug_reveals(
    app: Database,
    *,
    vault: Vault,
    trail: AuditTrail,
    clock: Clock,
    orders: Revealable[Principal],
) -> Reveals[Principal]:
    """Return what reveals masked values; a room with masked values has a line here."""
    people = PeopleReveals(app, vault)
    return Reveals(
        trail,
        clock,
        {
            "order": orders,
            "person": people,
            "user": people,
            "customer": CustomerReveals(app, vault),
        },
    )
