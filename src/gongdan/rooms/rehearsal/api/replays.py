"""`/replays`: orders of the past put through a draft, to see which would have gone otherwise."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, granted, needs
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.rehearsal.handlers.replays import Beside, Replays
from gongdan.rooms.rehearsal.store.replays import Replay, Wanted
from gongdan.rooms.rehearsal.views.replays import ReplayShown, replay_shown

Key = Annotated[str, Meta(min_length=1, max_length=100)]
Word = Annotated[str, Meta(max_length=200)]
Moment = Annotated[datetime, Meta(tz=True)]


class BeginReplay(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which definition (`version` 0: its draft), and the orders reported in which span.

    `orders_of` takes the orders of another type, for a draft of which there are none yet.
    `activities` says for which step of the draft an activity of imported history stands.
    """

    key: Key
    version: Annotated[int, Meta(ge=0, le=2_000_000_000)] = 0
    after: Moment
    before: Moment
    orders_of: Annotated[str, Meta(max_length=100)] = ""
    activities: Annotated[dict[Word, Word], Meta(max_length=200)] = {}


class ReplayList(Struct, frozen=True):
    """One's replays of a definition, newest first."""

    items: list[ReplayShown]


class ReplayController(Controller):
    """One's own replays; forgotten after a week."""

    path = "/replays"
    tags = ("rehearsals",)

    @post(
        "/",
        opt=needs(Action.DEFINITION_PUBLISH),
        status_code=202,
        summary="Replay history through a draft",
    )
    async def begin(
        self,
        data: JSONBody[BeginReplay],
        principal: Given[Principal],
        replays: Given[Replays],
        spoken_in: Given[str],
    ) -> Response[ReplayShown]:
        """Have the worker look at orders that you may read or replay; what is sealed stays so."""
        wanted = Wanted(
            after=data.after,
            before=data.before,
            orders_of="" if data.orders_of == data.key else data.orders_of,
            activities=data.activities,
        )
        begun = granted(await replays.begin(principal, data.key, data.version, wanted))
        return Response(await _shown(replays, principal, spoken_in, begun), status_code=202)

    @get("/", opt=needs(Action.DEFINITION_PUBLISH), summary="List your replays")
    async def newest(
        self,
        principal: Given[Principal],
        replays: Given[Replays],
        spoken_in: Given[str],
        key: FromQuery[Word] = "",
    ) -> ReplayList:
        """Return the newest ten, of one definition if it is named; unreadable ones are left out."""
        found = [
            (each, await replays.beside(principal, each))
            for each in await replays.newest(principal, key)
        ]
        return ReplayList(
            [_said(each, told, spoken_in) for each, told in found if not isinstance(told, Refused)]
        )

    @get("/{replay:uuid}", opt=needs(Action.DEFINITION_PUBLISH), summary="Look at a replay")
    async def show(
        self,
        replay: FromPath[UUID],
        principal: Given[Principal],
        replays: Given[Replays],
        spoken_in: Given[str],
    ) -> ReplayShown:
        """Return how far it came and what it has found."""
        found = granted(await replays.get(principal, replay))
        return await _shown(replays, principal, spoken_in, found)

    @post(
        "/{replay:uuid}/stop",
        opt=needs(Action.DEFINITION_PUBLISH),
        status_code=200,
        summary="Stop a replay",
    )
    async def stop(
        self,
        replay: FromPath[UUID],
        principal: Given[Principal],
        replays: Given[Replays],
        spoken_in: Given[str],
    ) -> ReplayShown:
        """Leave it at what it has found so far."""
        found = granted(await replays.stop(principal, replay))
        return await _shown(replays, principal, spoken_in, found)


async def _shown(
    replays: Replays, principal: Principal, spoken_in: str, replay: Replay
) -> ReplayShown:
    return _said(replay, granted(await replays.beside(principal, replay)), spoken_in)


def _said(replay: Replay, told: Beside, spoken_in: str) -> ReplayShown:
    return replay_shown(replay, told.body.bundle, spoken_in, newest=told.newest, roles=told.roles)
