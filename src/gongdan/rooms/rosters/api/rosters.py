"""`/rosters`: made, looked at, changed, published. Each bears its version as `ETag`."""

from typing import Annotated, TypeAlias
from uuid import UUID

from litestar import Controller, Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from msgspec import Meta, Struct

from gongdan.kernel.http import Given, RefusedError, etag, expected_version, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.rosters.contract import ChangeDuty, DraftRoster, KeptRoster, LockDay
from gongdan.rooms.rosters.domain.changes import choices
from gongdan.rooms.rosters.handlers.desk import RosterDesk
from gongdan.rooms.rosters.store.rosters import RosterLine
from gongdan.rooms.rosters.views.roster import RosterShown

IfMatch: TypeAlias = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]


class RosterList(Struct, frozen=True):
    """The newest twenty rosters."""

    items: list[RosterLine]


class RosterSearch(Struct, frozen=True, forbid_unknown_fields=True):
    """How long is searched for a better roster, in seconds."""

    seconds: Annotated[int, Meta(ge=2, le=120)] = 10


class ChoiceShown(Struct, frozen=True):
    """A shift that somebody could have: `verdict` is the rule in its way ("free": none is)."""

    kind: str
    place: str
    skill: str
    verdict: str


class ShiftChoices(Struct, frozen=True):
    """What somebody could have on a day."""

    items: list[ChoiceShown]


class RosterController(Controller):
    """The rosters of a tenant."""

    path = "/rosters"
    tags = ("rosters",)

    @get("/", opt=needs(Action.ROSTER_READ), summary="List rosters")
    async def newest(self, principal: Given[Principal], rosters: Given[RosterDesk]) -> RosterList:
        return RosterList(list(await rosters.planning.newest(principal.tenant)))

    @post("/", opt=needs(Action.ROSTER_CHANGE), status_code=202, summary="Have a roster made")
    async def draft(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        data: JSONBody[DraftRoster],
    ) -> Response[RosterShown]:
        """Let the worker make a draft; another draft of the same team and span is replaced."""
        made = granted(await rosters.planning.draft(principal, data))
        return await _answer(rosters, principal, made, status=202)

    @get("/{roster_id:uuid}", opt=needs(Action.ROSTER_READ), summary="Show a roster")
    async def show(
        self, principal: Given[Principal], rosters: Given[RosterDesk], roster_id: FromPath[UUID]
    ) -> Response[RosterShown]:
        """Return how far the search is, who works when, what is short and why."""
        found = granted(await rosters.planning.get(principal.tenant, roster_id))
        return await _answer(rosters, principal, found)

    @delete("/{roster_id:uuid}", opt=needs(Action.ROSTER_CHANGE), summary="Throw a draft away")
    async def remove(
        self, principal: Given[Principal], rosters: Given[RosterDesk], roster_id: FromPath[UUID]
    ) -> None:
        if (no := await rosters.planning.remove(principal, roster_id)) is not None:
            raise RefusedError(no)

    @get(
        "/{roster_id:uuid}/choices",
        opt=needs(Action.ROSTER_READ),
        summary="Say which shifts somebody could have on a day",
    )
    async def choices(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        roster_id: FromPath[UUID],
        person: FromQuery[str] = "",
        day: FromQuery[int] = 0,
    ) -> ShiftChoices:
        found = granted(await rosters.planning.get(principal.tenant, roster_id))
        said = granted(choices(found, person, day))
        return ShiftChoices(
            [ChoiceShown(each.kind, each.place, each.skill, each.verdict) for each in said]
        )

    @put("/{roster_id:uuid}/duty", opt=needs(Action.ROSTER_CHANGE), summary="Change a shift")
    async def change(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        roster_id: FromPath[UUID],
        data: JSONBody[ChangeDuty],
        if_match: IfMatch = None,
    ) -> Response[RosterShown]:
        """Give somebody another shift; what would break a rule is refused with the rule."""
        seen = expected_version(if_match)
        made = granted(await rosters.planning.change(principal, roster_id, seen, data))
        return await _answer(rosters, principal, made)

    @put("/{roster_id:uuid}/lock", opt=needs(Action.ROSTER_CHANGE), summary="Keep a day as it is")
    async def lock(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        roster_id: FromPath[UUID],
        data: JSONBody[LockDay],
        if_match: IfMatch = None,
    ) -> Response[RosterShown]:
        seen = expected_version(if_match)
        made = granted(await rosters.planning.lock(principal, roster_id, seen, data))
        return await _answer(rosters, principal, made)

    @post(
        "/{roster_id:uuid}/solve",
        opt=needs(Action.ROSTER_CHANGE),
        status_code=202,
        summary="Solve a draft again",
    )
    async def solve(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        roster_id: FromPath[UUID],
        data: JSONBody[RosterSearch],
        if_match: IfMatch = None,
    ) -> Response[RosterShown]:
        """Let the worker search anew by what is true now; what is locked stays."""
        seen = expected_version(if_match)
        made = granted(
            await rosters.planning.again(principal, roster_id, seen, seconds=data.seconds)
        )
        return await _answer(rosters, principal, made, status=202)

    @post(
        "/{roster_id:uuid}/repair",
        opt=needs(Action.ROSTER_CHANGE),
        status_code=202,
        summary="Mend a published roster",
    )
    async def repair(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        roster_id: FromPath[UUID],
        data: JSONBody[RosterSearch],
    ) -> Response[RosterShown]:
        """Let the worker make a draft that changes as little as can be; days that passed stay."""
        made = granted(await rosters.planning.repair(principal, roster_id, seconds=data.seconds))
        return await _answer(rosters, principal, made, status=202)

    @post(
        "/{roster_id:uuid}/publish",
        opt=needs(Action.ROSTER_CHANGE),
        status_code=200,
        summary="Publish a roster",
    )
    async def publish(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        roster_id: FromPath[UUID],
        if_match: IfMatch = None,
    ) -> Response[RosterShown]:
        """Let it count: people's shifts are set, an older roster of the same span is superseded."""
        seen = expected_version(if_match)
        made = granted(await rosters.publishing.publish(principal, roster_id, seen))
        return await _answer(rosters, principal, made)


async def _answer(
    rosters: RosterDesk, principal: Principal, roster: KeptRoster, status: int = 200
) -> Response[RosterShown]:
    shown = await rosters.shown(principal.tenant, roster)
    return Response(shown, status_code=status, headers={"ETag": etag(roster.version)})
