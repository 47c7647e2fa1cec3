"""What a roster is solved from: gathered from people, settings, needs and older rosters."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct

from gongdan.engines.rostering.model import Duty, Need, Period
from gongdan.kernel.messages import Refused
from gongdan.rooms.people.contract import CrewMember
from gongdan.rooms.rosters.contract import EVERYWHERE, Held, KeptRoster, RosterSettings, ShiftWish
from gongdan.rooms.rosters.domain.demand import needs_of
from gongdan.rooms.rosters.domain.period import LOOKED_BACK, Asked, Past, Span, past_of, period_of
from gongdan.rooms.rosters.domain.refusals import Refusal
from gongdan.rooms.rosters.domain.rules import engine_kinds
from gongdan.rooms.rosters.handlers.demand import DemandDesk, Needed
from gongdan.rooms.rosters.handlers.means import Means
from gongdan.rooms.rosters.ports import Grounds
from gongdan.rooms.rosters.store import rosters as store
from gongdan.rooms.rosters.store.settings import load_settings, wishes_between

LARGEST = 500_000
"""Possible duties (people x days x kinds x needs) that are searched at most."""


class Kept(Struct, frozen=True):
    """What a search has to keep: duties, days off, and what should change as little as can be."""

    fixed: tuple[Duty, ...] = ()
    free: Sequence[Held] = ()
    before: tuple[Duty, ...] = ()


NOTHING: Final = Kept()


class _By(Struct, frozen=True):
    """What a tenant set, and its organisation."""

    settings: RosterSettings
    grounds: Grounds


class Periods:
    """Builds periods."""

    def __init__(self, means: Means, demand: DemandDesk) -> None:
        self._means = means
        self._demand = demand

    async def to_solve(self, tenant: UUID, roster: KeptRoster, kept: Kept) -> Period | Refused:
        """Return the period of a roster as it is asked for now, or why there is none."""
        needed = await self._demand.needed(tenant)
        needs = _of_team(needs_of(needed.demands, roster.first, roster.days), roster, needed)
        period = await self._built(
            tenant, roster, _By(needed.settings, needed.grounds), needs=needs, kept=kept
        )
        if not period.people:
            return Refused(Refusal.NOBODY_THERE)
        if not needs:
            return Refused(Refusal.NO_DEMAND)
        size = len(period.people) * period.days * len(period.kinds) * len(needs)
        if size > LARGEST:
            return Refused(Refusal.TOO_LARGE, facts={"people": len(period.people)})
        return period

    async def as_it_is(self, tenant: UUID, roster: KeptRoster) -> Period:
        """Return the people and rules of a roster as they are now; nothing is needed in it."""
        grounds = await self._means.house.grounds(tenant)
        async with self._means.database.reading(tenant) as reader:
            settings = await load_settings(reader, tenant)
        return await self._built(tenant, roster, _By(settings, grounds))

    async def crew(self, tenant: UUID, roster: KeptRoster) -> list[CrewMember]:
        """Return who is planned in a roster: those of its team who take orders."""
        return [
            each
            for each in await self._means.crew.of(tenant)
            if each.active
            and each.working.capacity > 0
            and each.unit_path.startswith(roster.unit_path)
        ]

    async def _built(
        self,
        tenant: UUID,
        roster: KeptRoster,
        by: _By,
        *,
        needs: tuple[Need, ...] = (),
        kept: Kept = NOTHING,
    ) -> Period:
        settings, grounds = by.settings, by.grounds
        span = Span(roster.first, roster.days, ZoneInfo(grounds.zone))
        wishes, past = await self._beside(tenant, span, settings)
        return period_of(
            Asked(
                span=span,
                settings=settings,
                crew=await self.crew(tenant, roster),
                paths={unit.id: unit.path for unit in grounds.units},
                needs=needs,
                wishes=wishes,
                past=past,
                fixed=kept.fixed,
                kept_free=kept.free,
                before=kept.before,
            )
        )

    async def _beside(
        self, tenant: UUID, span: Span, settings: RosterSettings
    ) -> tuple[Sequence[ShiftWish], list[Past]]:
        """Return what people wish for in the span, and what they did before it."""
        back, eve = span.first - timedelta(days=LOOKED_BACK), span.first - timedelta(days=1)
        async with self._means.database.reading(tenant) as reader:
            wishes = await wishes_between(reader, tenant, span.first, span.last)
            older = await store.published(reader, tenant, back, eve)
        duties = [
            (each.first + timedelta(days=duty.day), duty) for each in older for duty in each.duties
        ]
        return wishes, past_of(duties, engine_kinds(settings), span)


def _of_team(needs: tuple[Need, ...], roster: KeptRoster, needed: Needed) -> tuple[Need, ...]:
    """Return the needs at the places of a team; where no place is planned apart, all of them."""
    if not roster.unit_path or not needed.settings.places:
        return needs
    paths = {str(unit.id): unit.path for unit in needed.grounds.units}
    return tuple(
        each
        for each in needs
        if each.place != EVERYWHERE and _nested(paths.get(each.place, ""), roster.unit_path)
    )


def _nested(one: str, other: str) -> bool:
    return bool(one) and (one.startswith(other) or other.startswith(one))
