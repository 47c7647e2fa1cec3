"""The routes of definitions."""

from litestar import Controller

from gongdan.rooms.lowcode.api.comparing import ComparingController
from gongdan.rooms.lowcode.api.definitions import DefinitionController
from gongdan.rooms.lowcode.api.drafts import DraftController
from gongdan.rooms.lowcode.api.templates import TemplateController

CONTROLLERS: tuple[type[Controller], ...] = (
    TemplateController,
    DefinitionController,
    DraftController,
    ComparingController,
)
