"""Identity over HTTP. Routes take `principal` (who asks) and `identity` (the room's means)."""

from gongdan.rooms.identity.api.api_keys import ApiKeyController
from gongdan.rooms.identity.api.me import MeController
from gongdan.rooms.identity.api.roles import RoleController
from gongdan.rooms.identity.api.sessions import SessionController
from gongdan.rooms.identity.api.units import UnitController
from gongdan.rooms.identity.api.users import UserController

CONTROLLERS = (
    SessionController,
    MeController,
    UserController,
    RoleController,
    UnitController,
    ApiKeyController,
)
"""What the HTTP entrypoint puts under `/api/v1`."""
