"""The desks of definitions, plugged."""

from msgspec import Struct

from gongdan.bootstrap.integration import TenantConnectors
from gongdan.bootstrap.organisation import TenantOrganisation
from gongdan.kernel.audit import AuditTrail
from gongdan.kernel.database import Database
from gongdan.rooms.lowcode.contract import Sections
from gongdan.rooms.lowcode.handlers import DefinitionDesk
from gongdan.rooms.lowcode.handlers.approvals import Approvals
from gongdan.rooms.lowcode.handlers.comments import Comments
from gongdan.rooms.lowcode.handlers.comparing import Comparing
from gongdan.rooms.lowcode.handlers.drafts import Drafts
from gongdan.rooms.lowcode.handlers.files import BundleFiles
from gongdan.rooms.lowcode.handlers.library import FieldLibrary
from gongdan.rooms.lowcode.handlers.merging import Merging
from gongdan.rooms.lowcode.handlers.presence import Presence
from gongdan.rooms.lowcode.handlers.shipped import Shipped
from gongdan.rooms.lowcode.ports import PeopleNames


class Lowcode(Struct, frozen=True):
    """Everything that the routes of definitions are given, by the name of their arguments."""

    definitions: DefinitionDesk
    shipped: Shipped
    drafts: Drafts
    merging: Merging
    comparing: Comparing
    approvals: Approvals
    bundle_files: BundleFiles
    comments: Comments
    library: FieldLibrary
    presence: Presence
    people_names: PeopleNames


def plug_lowcode(app: Database, organisation: TenantOrganisation, trail: AuditTrail) -> Lowcode:
    """Plug the desks of definitions."""
    definitions = DefinitionDesk(
        app, Sections(), organisation, trail, connectors=TenantConnectors(app)
    )
    return Lowcode(
        definitions=definitions,
        shipped=Shipped(app, definitions),
        drafts=Drafts(app, trail),
        merging=Merging(app, trail),
        comparing=Comparing(app, definitions.sections, organisation),
        approvals=Approvals(app, organisation, trail),
        bundle_files=BundleFiles(app, trail, definitions),
        comments=Comments(app),
        library=FieldLibrary(app, trail),
        presence=Presence(app),
        people_names=organisation,
    )
