"""The routes of definitions."""

from litestar import Controller

from gongdan.rooms.lowcode.api.approvals import ApprovalController
from gongdan.rooms.lowcode.api.comments import CommentController
from gongdan.rooms.lowcode.api.comparing import ComparingController
from gongdan.rooms.lowcode.api.definitions import DefinitionController
from gongdan.rooms.lowcode.api.drafts import DraftController
from gongdan.rooms.lowcode.api.files import FileController
from gongdan.rooms.lowcode.api.library import LibraryController
from gongdan.rooms.lowcode.api.presence import PresenceController
from gongdan.rooms.lowcode.api.shipped import ShippedController
from gongdan.rooms.lowcode.api.templates import TemplateController

CONTROLLERS: tuple[type[Controller], ...] = (
    TemplateController,
    ShippedController,
    DefinitionController,
    DraftController,
    ComparingController,
    ApprovalController,
    FileController,
    CommentController,
    LibraryController,
    PresenceController,
)
