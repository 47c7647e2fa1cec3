"""All routes, room by room."""

from litestar.types import ControllerRouterHandler

from gongdan.entrypoints.http.letters import lay_aside, letters, send_again, take_back
from gongdan.entrypoints.http.log import checkpoint, key, proof, tile
from gongdan.entrypoints.http.log_state import log_state, verifier
from gongdan.entrypoints.http.stream import events, stream
from gongdan.entrypoints.http.system import storage, work
from gongdan.rooms.assets.api import AssetController
from gongdan.rooms.audit.api import AuditController
from gongdan.rooms.customers.api import CustomerController
from gongdan.rooms.dispatch.api import CONTROLLERS as DISPATCH
from gongdan.rooms.files.api.files import FileController
from gongdan.rooms.files.api.uploads import UploadController
from gongdan.rooms.identity.api import CONTROLLERS as IDENTITY
from gongdan.rooms.imports.api import ImportController
from gongdan.rooms.integration.api.arriving import arrive
from gongdan.rooms.integration.api.connectors import ConnectorController
from gongdan.rooms.integration.api.host_list import HostListController
from gongdan.rooms.integration.api.inbounds import InboundController
from gongdan.rooms.integration.api.webhooks import WebhookController
from gongdan.rooms.lowcode.api import CONTROLLERS as LOWCODE
from gongdan.rooms.models.api import ModelController
from gongdan.rooms.people.api import CONTROLLERS as PEOPLE
from gongdan.rooms.planning.api import DayPlanController, VisitController
from gongdan.rooms.portal.api.door import DoorController
from gongdan.rooms.portal.api.labels import labels
from gongdan.rooms.portal.api.links import LinkController
from gongdan.rooms.privacy.api.consents import ConsentController
from gongdan.rooms.privacy.api.retention import RetentionController
from gongdan.rooms.privacy.api.reveals import reveal
from gongdan.rooms.privacy.api.subjects import SubjectController, erasures
from gongdan.rooms.rehearsal.api import CONTROLLERS as REHEARSAL
from gongdan.rooms.rosters.api import CONTROLLERS as ROSTERS
from gongdan.rooms.workorders.api.acts import ACT_ROUTES
from gongdan.rooms.workorders.api.beside import BESIDE_ROUTES, BesideController
from gongdan.rooms.workorders.api.bulk import BulkController
from gongdan.rooms.workorders.api.evidence import EvidenceController
from gongdan.rooms.workorders.api.export import export_orders
from gongdan.rooms.workorders.api.kept_views import ViewController
from gongdan.rooms.workorders.api.migrations import MIGRATION_ROUTES
from gongdan.rooms.workorders.api.moving import MOVING_ROUTES
from gongdan.rooms.workorders.api.order_files import files_of_orders
from gongdan.rooms.workorders.api.orders import OrdersController
from gongdan.rooms.workorders.api.replies import ReplyController
from gongdan.rooms.workorders.api.running import list_running_versions

ROUTES: tuple[ControllerRouterHandler, ...] = (
    *IDENTITY,
    *PEOPLE,
    DayPlanController,
    VisitController,
    CustomerController,
    AssetController,
    *LOWCODE,
    AuditController,
    WebhookController,
    ConnectorController,
    HostListController,
    InboundController,
    arrive,
    UploadController,
    FileController,
    LinkController,
    labels,
    DoorController,
    ImportController,
    *REHEARSAL,
    *DISPATCH,
    ModelController,
    *ROSTERS,
    OrdersController,
    EvidenceController,
    *ACT_ROUTES,
    *MOVING_ROUTES,
    *MIGRATION_ROUTES,
    *BESIDE_ROUTES,
    BesideController,
    BulkController,
    ReplyController,
    list_running_versions,
    export_orders,
    files_of_orders,
    ViewController,
    reveal,
    SubjectController,
    erasures,
    ConsentController,
    RetentionController,
    stream,
    events,
    checkpoint,
    key,
    tile,
    proof,
    log_state,
    verifier,
    letters,
    send_again,
    lay_aside,
    take_back,
    work,
    storage,
)
"""What stands under `/api/v1`."""
