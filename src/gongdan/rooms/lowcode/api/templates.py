"""`/definition-templates`: from what a new process can start."""

from typing import Any

from litestar import Controller, get
from litestar.params import FromPath
from msgspec import Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.kernel.messages import RefusalKind
from gongdan.rooms.identity.contract import Action
from gongdan.rooms.lowcode.domain.refusals import DefinitionCode, refuse
from gongdan.rooms.lowcode.handlers.drafts import Drafts
from gongdan.rooms.lowcode.store.shipped import TourStop
from gongdan.rooms.lowcode.views.templates import TemplateLine, line_of


class TemplateList(Struct, frozen=True):
    """The templates that come with the program, by key."""

    items: list[TemplateLine]


class TemplatePage(Struct, frozen=True):
    """A template with its tour, samples of reports, and the bundle that a draft starts from."""

    template: TemplateLine
    tour: list[TourStop]
    samples: list[dict[str, Any]]
    bundle: dict[str, Any]


class TemplateController(Controller):
    """Processes that run as they are, to be taken and changed."""

    path = "/definition-templates"
    tags = ("definitions",)

    @get("/", opt=needs(Action.DEFINITION_READ), summary="List templates to start from")
    async def page(self, drafts: Given[Drafts]) -> TemplateList:
        return TemplateList([line_of(each) for each in drafts.templates])

    @get("/{template:str}", opt=needs(Action.DEFINITION_READ), summary="Show a template")
    async def show(self, drafts: Given[Drafts], template: FromPath[str]) -> TemplatePage:
        found = next((each for each in drafts.templates if each.key == template), None)
        if found is None:
            missing = refuse(
                DefinitionCode.TEMPLATE_UNKNOWN, RefusalKind.NOT_FOUND, template=template[:80]
            )
            return granted(missing)
        about = found.about
        return TemplatePage(line_of(found), list(about.tour), list(about.samples), found.plain)
