"""What is needed: settings, the forecast from the tenant's own orders, and planners' words."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.text import fold
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.rosters.contract import (
    EVERYWHERE,
    CorrectDemand,
    DemandCorrection,
    RosterSettings,
)
from gongdan.rooms.rosters.domain.demand import (
    LOOKED_BACK,
    MOST_CORRECTIONS,
    Demand,
    History,
    cleaned_correction,
    counted,
    demands,
)
from gongdan.rooms.rosters.domain.refusals import Refusal, malformed, missing
from gongdan.rooms.rosters.domain.rules import cleaned_settings
from gongdan.rooms.rosters.handlers.means import Means
from gongdan.rooms.rosters.ports import Grounds
from gongdan.rooms.rosters.store.settings import (
    add_correction,
    keep_settings,
    load_corrections,
    load_settings,
    remove_correction,
)


class Needed(Struct, frozen=True):
    """All that is needed in a week, and what it comes from."""

    demands: list[Demand]
    corrections: Sequence[DemandCorrection]
    settings: RosterSettings
    grounds: Grounds
    lent: datetime | None = None


class DemandDesk:
    """Reads and corrects what is needed."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def settings(self, tenant: UUID) -> RosterSettings:
        """Return how the tenant rosters."""
        async with self._means.database.reading(tenant) as reader:
            return await load_settings(reader, tenant)

    async def set(self, principal: Principal, settings: RosterSettings) -> RosterSettings | Refused:
        """Say how the tenant rosters from now on, over the version that was seen."""
        clean = cleaned_settings(settings)
        if isinstance(clean, Refused):
            return clean
        grounds = await self._means.house.grounds(principal.tenant)
        known = {unit.id for unit in grounds.units}
        for at, place in enumerate(clean.places):
            if place not in known:
                return malformed(Refusal.UNIT_NOT_FOUND, f"/places/{at}")
        async with self._means.database.writing(principal.tenant) as writer:
            if not await keep_settings(writer, principal.tenant, clean):
                return Refused(Refusal.CHANGED_MEANWHILE, RefusalKind.STALE)
            deed = self._means.deed(principal, "set", principal.tenant)
            await self._means.trail.record(deed, writer)
        return await self.settings(principal.tenant)

    async def needed(self, tenant: UUID) -> Needed:
        """Return what is needed in a week, by place and skill."""
        grounds = await self._means.house.grounds(tenant)
        async with self._means.database.reading(tenant) as reader:
            settings = await load_settings(reader, tenant)
            corrections = await load_corrections(reader, tenant)
        history, lent = await self._history(tenant, settings, grounds)
        found = demands(history, corrections, settings)
        return Needed(found, corrections, settings, grounds, lent)

    async def correct(
        self, principal: Principal, command: CorrectDemand
    ) -> DemandCorrection | Refused:
        """Say how many people are needed in some hours of the week."""
        clean = cleaned_correction(command)
        if isinstance(clean, Refused):
            return clean
        settings = await self.settings(principal.tenant)
        if clean.place not in {EVERYWHERE, *map(str, settings.places)}:
            return malformed(Refusal.UNIT_NOT_FOUND, "/place")
        made = DemandCorrection(
            id=self._means.ids(),
            place=clean.place,
            skill=fold(clean.skill.strip()),
            days=tuple(sorted(set(clean.days))),
            begins=clean.begins,
            ends=clean.ends,
            people=clean.people,
            made_at=self._means.clock(),
        )
        async with self._means.database.writing(principal.tenant) as writer:
            if len(await load_corrections(writer, principal.tenant)) >= MOST_CORRECTIONS:
                return Refused(Refusal.CORRECTIONS_TOO_MANY, facts={"limit": MOST_CORRECTIONS})
            await add_correction(writer, principal.tenant, made)
            await self._means.trail.record(self._means.deed(principal, "correct", made.id), writer)
        return made

    async def take_back(self, principal: Principal, correction: UUID) -> Refused | None:
        """Let the forecast count again where a planner had said otherwise."""
        async with self._means.database.writing(principal.tenant) as writer:
            if not await remove_correction(writer, principal.tenant, correction):
                return missing(Refusal.CORRECTION_NOT_FOUND)
            deed = self._means.deed(principal, "uncorrect", correction)
            await self._means.trail.record(deed, writer)
        return None

    async def _history(
        self, tenant: UUID, settings: RosterSettings, grounds: Grounds
    ) -> tuple[History, datetime | None]:
        """Return the whole weeks that have passed, and from when they are lent, where they are.

        The running week is not whole.
        """
        zone, today = ZoneInfo(grounds.zone), self._means.today(grounds)
        paths = {unit.id: unit.path for unit in grounds.units}
        places = {str(place): paths[place] for place in settings.places if place in paths}
        until = today - timedelta(days=today.weekday())
        monday = until - timedelta(weeks=LOOKED_BACK)
        came = await self._means.orders.came(
            tenant, datetime.combine(monday, time(), zone), datetime.combine(until, time(), zone)
        )
        arrived = (
            (each.path, each.skill, each.at.astimezone(zone), each.count) for each in came.arrived
        )
        first = came.first and came.first.astimezone(zone)
        return counted(arrived, places, monday, first), came.lent
