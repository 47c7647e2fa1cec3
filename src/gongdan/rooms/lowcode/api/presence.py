"""Who else has a definition's designer open."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.lowcode.handlers.presence import LONGEST_PLACE, Presence
from gongdan.rooms.lowcode.ports import PeopleNames


class Here(Struct, frozen=True, forbid_unknown_fields=True):
    """The place that somebody looks at, such as `flow/nodes/verify` ("": none)."""

    place: Annotated[str, Meta(max_length=LONGEST_PLACE)]


class Neighbour(Struct, frozen=True, kw_only=True):
    """Somebody else who has it open, and where he was last."""

    id: UUID
    name: str
    place: str
    at: datetime


class Neighbours(Struct, frozen=True):
    """Everybody else who was heard of within the minute."""

    items: list[Neighbour]


class PresenceController(Controller):
    """Told again every 20 seconds by each open designer; it stops nobody from anything."""

    path = "/definitions/{key:str}/presence"
    tags = ("definitions",)

    @post(
        "/",
        opt=needs(Action.DEFINITION_REVIEW),
        status_code=200,
        summary="Say that you have it open, and hear who else has",
    )
    async def here(
        self,
        principal: Given[Principal],
        presence: Given[Presence],
        people_names: Given[PeopleNames],
        key: FromPath[str],
        data: JSONBody[Here],
    ) -> Neighbours:
        tenant = principal.tenant
        others = granted(await presence.here(tenant, key, principal.user, data.place))
        names = await people_names.people(tenant, [each.user for each in others])
        return Neighbours(
            [
                Neighbour(id=each.user, name=names.get(each.user, ""), place=each.place, at=each.at)
                for each in others
            ]
        )
