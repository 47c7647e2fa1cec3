"""`/rosters/demand` and `/rosters/settings`: what is needed, and by which rules is planned."""

from uuid import UUID

from litestar import Controller, delete, get, post, put
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from gongdan.kernel.http import Given, RefusedError, granted, needs
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.rosters.contract import (
    CorrectDemand,
    DemandCorrection,
    RosterRules,
    RosterSettings,
    ShiftKind,
)
from gongdan.rooms.rosters.handlers.desk import RosterDesk
from gongdan.rooms.rosters.views.demand import DemandPage
from gongdan.rooms.rosters.views.names import NamedKey


class RosterSettingsShown(Struct, frozen=True, kw_only=True):
    """How the tenant rosters; `units` are what a place can be. Its rules are no legal advice."""

    kinds: list[ShiftKind]
    rest: int
    day_hours: int
    week_hours: int
    days_in_row: int
    fairness: int
    wishes: int
    places: list[UUID]
    hours_each: float
    busy: float
    version: int
    units: list[NamedKey]


class SetRosterSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Say how the tenant rosters, over the version that was seen."""

    kinds: list[ShiftKind]
    rest: int
    day_hours: int
    week_hours: int
    days_in_row: int
    fairness: int
    wishes: int
    places: list[UUID] = []
    hours_each: float = 1.5
    busy: float = 0.8
    version: int


class DemandController(Controller):
    """What is needed."""

    path = "/rosters"
    tags = ("rosters",)

    @get("/demand", opt=needs(Action.ROSTER_READ), summary="Show how many people are needed")
    async def demand(self, principal: Given[Principal], rosters: Given[RosterDesk]) -> DemandPage:
        """Return people by hour of the week, by place and skill, from the orders of 12 weeks."""
        return await rosters.needed(principal.tenant)

    @post(
        "/demand/corrections",
        opt=needs(Action.ROSTER_CHANGE),
        summary="Say how many people are needed",
    )
    async def correct(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        data: JSONBody[CorrectDemand],
    ) -> DemandCorrection:
        return granted(await rosters.demand.correct(principal, data))

    @delete(
        "/demand/corrections/{correction_id:uuid}",
        opt=needs(Action.ROSTER_CHANGE),
        summary="Let the forecast count again",
    )
    async def take_back(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        correction_id: FromPath[UUID],
    ) -> None:
        if (no := await rosters.demand.take_back(principal, correction_id)) is not None:
            raise RefusedError(no)

    @get("/settings", opt=needs(Action.ROSTER_READ), summary="Show by which rules is planned")
    async def settings(
        self, principal: Given[Principal], rosters: Given[RosterDesk]
    ) -> RosterSettingsShown:
        return await _settings(rosters, principal, await rosters.demand.settings(principal.tenant))

    @put("/settings", opt=needs(Action.ROSTER_CHANGE), summary="Say by which rules is planned")
    async def set_settings(
        self,
        principal: Given[Principal],
        rosters: Given[RosterDesk],
        data: JSONBody[SetRosterSettings],
    ) -> RosterSettingsShown:
        wanted = RosterSettings(
            kinds=tuple(data.kinds),
            rules=RosterRules(
                rest=data.rest,
                day_hours=data.day_hours,
                week_hours=data.week_hours,
                days_in_row=data.days_in_row,
                fairness=data.fairness,
                wishes=data.wishes,
            ),
            places=tuple(data.places),
            hours_each=data.hours_each,
            busy=data.busy,
            version=data.version,
        )
        return await _settings(
            rosters, principal, granted(await rosters.demand.set(principal, wanted))
        )


async def _settings(
    rosters: RosterDesk, principal: Principal, settings: RosterSettings
) -> RosterSettingsShown:
    grounds = await rosters.means.house.grounds(principal.tenant)
    rules = settings.rules
    return RosterSettingsShown(
        kinds=list(settings.kinds),
        rest=rules.rest,
        day_hours=rules.day_hours,
        week_hours=rules.week_hours,
        days_in_row=rules.days_in_row,
        fairness=rules.fairness,
        wishes=rules.wishes,
        places=list(settings.places),
        hours_each=settings.hours_each,
        busy=settings.busy,
        version=settings.version,
        units=[NamedKey(str(unit.id), unit.name) for unit in grounds.units],
    )
