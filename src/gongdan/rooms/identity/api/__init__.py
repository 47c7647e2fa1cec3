"""Identity over HTTP; its routes take `principal`, `identity` (means), `past`, `first_run`."""

from gongdan.rooms.identity.api.api_keys import ApiKeyController
from gongdan.rooms.identity.api.first_run import FirstRunController
from gongdan.rooms.identity.api.history import HistoryController
from gongdan.rooms.identity.api.me import MeController
from gongdan.rooms.identity.api.roles import RoleController
from gongdan.rooms.identity.api.sessions import SessionController
from gongdan.rooms.identity.api.tenant import TenantController
from gongdan.rooms.identity.api.units import UnitController
from gongdan.rooms.identity.api.user_accounts import UserAccountController
from gongdan.rooms.identity.api.users import UserController

CONTROLLERS = (
    FirstRunController,
    SessionController,
    MeController,
    UserController,
    UserAccountController,
    RoleController,
    TenantController,
    UnitController,
    ApiKeyController,
    HistoryController,
)
"""What the HTTP entrypoint puts under `/api/v1`."""
