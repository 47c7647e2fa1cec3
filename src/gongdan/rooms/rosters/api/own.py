"""`/rosters/me`: one's own shifts, and what one wishes for."""

from datetime import date
from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import SIGNED_IN, Given, RefusedError, granted
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.rosters.contract import MakeWish, ShiftKind, ShiftWish
from gongdan.rooms.rosters.handlers.desk import RosterDesk


class OwnShift(Struct, frozen=True):
    """A shift of one's own: `begins` is an hour of the day, `place` and `skill` are names."""

    day: date
    kind: str
    kind_name: str
    begins: int
    hours: int
    place: str
    skill: str


class OwnRoster(Struct, frozen=True, kw_only=True):
    """One's own shifts from today on, published up to `until` (null: nothing is)."""

    today: date
    until: date | None
    shifts: list[OwnShift]
    wishes: list[ShiftWish]
    kinds: list[ShiftKind]


class OwnController(Controller):
    """One's own side of rosters."""

    path = "/rosters/me"
    tags = ("rosters",)

    @get("/", opt=SIGNED_IN, summary="Show one's own shifts and wishes")
    async def own(self, principal: Given[Principal], rosters: Given[RosterDesk]) -> OwnRoster:
        found, names = await rosters.wishes.own(principal), await rosters.names(principal.tenant)
        shifts = []
        for each in found.duties:
            period = each.roster.period
            kind = next(k for k in (period.kinds if period else ()) if k.id == each.duty.kind)
            named = names.kinds.get(kind.id)
            shifts.append(
                OwnShift(
                    day=each.day,
                    kind=kind.id,
                    kind_name=named.name if named else "",
                    begins=kind.begins,
                    hours=kind.hours,
                    place=names.place(each.duty.place),
                    skill=names.skill(each.duty.skill),
                )
            )
        return OwnRoster(
            today=found.today,
            until=found.until,
            shifts=shifts,
            wishes=list(found.wishes),
            kinds=list(found.settings.kinds),
        )

    @post("/wishes", opt=SIGNED_IN, summary="Say what one would like on a day")
    async def wish(
        self, principal: Given[Principal], rosters: Given[RosterDesk], data: JSONBody[MakeWish]
    ) -> ShiftWish:
        """Keep it in the place of what one said before of that day."""
        return granted(await rosters.wishes.wish(principal, data))

    @delete("/wishes/{wish_id:uuid}", opt=SIGNED_IN, summary="Take a wish back")
    async def take_wish_back(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        wish_id: FromPath[UUID],
    ) -> None:
        if (no := await rosters.wishes.take_back(principal, wish_id)) is not None:
            raise RefusedError(no)
