"""All routes, room by room."""

from litestar.types import ControllerRouterHandler

from gongdan.entrypoints.http.letters import letters, send_again
from gongdan.entrypoints.http.log import checkpoint, key, proof, tile
from gongdan.entrypoints.http.stream import events, stream
from gongdan.rooms.assets.api import AssetController
from gongdan.rooms.audit.api import AuditController
from gongdan.rooms.customers.api import CustomerController
from gongdan.rooms.identity.api.api_keys import ApiKeyController
from gongdan.rooms.identity.api.me import MeController
from gongdan.rooms.identity.api.roles import RoleController
from gongdan.rooms.identity.api.sessions import SessionController
from gongdan.rooms.identity.api.units import UnitController
from gongdan.rooms.identity.api.users import UserController
from gongdan.rooms.integration.api import WebhookController
from gongdan.rooms.lowcode.api import DefinitionController
from gongdan.rooms.people.api import PeopleController
from gongdan.rooms.privacy.api.reveals import reveal
from gongdan.rooms.workorders.api.acts import ACT_ROUTES
from gongdan.rooms.workorders.api.beside import BESIDE_ROUTES, BesideController
from gongdan.rooms.workorders.api.bulk import BulkController
from gongdan.rooms.workorders.api.orders import OrdersController
from gongdan.rooms.workorders.api.replies import ReplyController

ROUTES: tuple[ControllerRouterHandler, ...] = (
    SessionController,
    MeController,
    UserController,
    RoleController,
    UnitController,
    ApiKeyController,
    PeopleController,
    CustomerController,
    AssetController,
    DefinitionController,
    AuditController,
    WebhookController,
    OrdersController,
    *ACT_ROUTES,
    *BESIDE_ROUTES,
    BesideController,
    BulkController,
    ReplyController,
    reveal,
    stream,
    events,
    checkpoint,
    key,
    tile,
    proof,
    letters,
    send_again,
)
"""What stands under `/api/v1`."""
