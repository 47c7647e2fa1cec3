"""`/definitions/{key}/diff`: what changed, in the reader's language."""

from typing import Annotated

from litestar import Controller, get
from litestar.params import FromPath, QueryParameter
from msgspec import Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Action, Principal, may
from gongdan.rooms.lowcode.handlers.comparing import Comparing
from gongdan.rooms.lowcode.views.told import DiffPart, Speaker


class DefinitionDiff(Struct, frozen=True, kw_only=True):
    """What changed from one side to another: a version's number or `draft`; `0` is nothing yet."""

    before: str
    after: str
    parts: list[DiffPart]


class ComparingController(Controller):
    """Two versions, or a version and the draft, side by side."""

    path = "/definitions"
    tags = ("definitions",)

    @get(
        "/{key:str}/diff",
        opt=needs(Action.DEFINITION_READ),
        summary="Tell in words what changed between two versions, or in the draft",
    )
    async def diff(
        self,
        principal: Given[Principal],
        spoken_in: Given[str],
        comparing: Given[Comparing],
        key: FromPath[str],
        before: Annotated[str, QueryParameter(name="from", max_length=20)] = "",
        after: Annotated[str, QueryParameter(name="to", max_length=20)] = "",
    ) -> DefinitionDiff:
        """Compare `from` (the published version, if left out) with `to` (the draft, or it)."""
        sees_drafts = may(principal, Action.DEFINITION_REVIEW)
        found = granted(
            await comparing.compare(principal.tenant, key, before, after, drafts=sees_drafts)
        )
        speaker = Speaker(spoken_in, found.roles)
        return DefinitionDiff(
            before=found.before,
            after=found.after,
            parts=[speaker.part(part) for part in found.parts],
        )
