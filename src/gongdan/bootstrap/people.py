"""People plugged: the register, absences, one's own entry, and the crew for dispatch."""

from msgspec import Struct

from gongdan.bootstrap.organisation import TenantOrganisation
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import new_id
from gongdan.rooms.people.handlers.absences import AbsenceDesk
from gongdan.rooms.people.handlers.crew import CrewViews
from gongdan.rooms.people.handlers.means import Means
from gongdan.rooms.people.handlers.oneself import OneselfDesk
from gongdan.rooms.people.handlers.register import PeopleRegister
from gongdan.rooms.privacy.contract import Vault


class People(Struct, frozen=True):
    """Everything that people offers to an entrypoint and to dispatch."""

    register: PeopleRegister
    absences: AbsenceDesk
    oneself: OneselfDesk
    crew: CrewViews


def plug_people(
    app: Database,
    trail: AuditTrail,
    vault: Vault,
    organisation: TenantOrganisation,
    *,
    clock: Clock,
) -> People:
    """Plug the room's ports."""
    means = Means(database=app, trail=trail, vault=vault, clock=clock, ids=new_id)
    register = PeopleRegister(app, trail, vault, organisation)
    return People(register, AbsenceDesk(means), OneselfDesk(means), CrewViews(means))
