"""Rosters as planners make them: drafted, changed, locked, solved again, mended, thrown away."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.rosters.contract import ChangeDuty, DraftRoster, KeptRoster, LockDay
from gongdan.rooms.rosters.domain.changes import (
    MOST_WEEKS,
    decide_change,
    decide_lock,
    overlapping,
    to_repair,
    to_solve_again,
)
from gongdan.rooms.rosters.domain.refusals import Refusal, malformed, missing
from gongdan.rooms.rosters.handlers.means import Means
from gongdan.rooms.rosters.handlers.periods import Kept, Periods
from gongdan.rooms.rosters.store import rosters as store
from gongdan.rooms.rosters.store.rosters import RosterLine

FAR = 366
"""Days ahead for which may be planned."""
SECONDS = (2, 120)
"""The shortest and the longest search."""


class PlanningDesk:
    """Makes and changes drafts."""

    def __init__(self, means: Means, periods: Periods) -> None:
        self._means = means
        self._periods = periods

    async def newest(self, tenant: UUID) -> Sequence[RosterLine]:
        """Return the newest rosters."""
        async with self._means.database.reading(tenant) as reader:
            return await store.newest(reader, tenant)

    async def get(self, tenant: UUID, roster: UUID) -> KeptRoster | Refused:
        """Return one roster."""
        async with self._means.database.reading(tenant) as reader:
            found = await store.load(reader, tenant, roster)
        return found or missing(Refusal.NOT_FOUND)

    async def draft(self, principal: Principal, command: DraftRoster) -> KeptRoster | Refused:
        """Have a roster made for a team and a span."""
        fresh = await self._fresh(principal.tenant, command)
        return fresh if isinstance(fresh, Refused) else await self._begin(principal, fresh, Kept())

    async def repair(
        self, principal: Principal, roster: UUID, *, seconds: int
    ) -> KeptRoster | Refused:
        """Have a draft made from a published roster that changes as little as can be."""
        found = await self.get(principal.tenant, roster)
        if isinstance(found, Refused):
            return found
        if found.state != "published":
            return Refused(Refusal.NOT_PUBLISHED)
        grounds = await self._means.house.grounds(principal.tenant)
        fixed, before = to_repair(found, self._means.today(grounds))
        fresh = replace(
            self._empty(
                found.unit, found.unit_path, first=found.first, days=found.days, seconds=seconds
            ),
            repairs=found.id,
        )
        return await self._begin(principal, fresh, Kept(fixed=fixed, before=before))

    async def again(
        self, principal: Principal, roster: UUID, seen: int, *, seconds: int
    ) -> KeptRoster | Refused:
        """Have a draft solved again by what is true now; what is locked stays."""

        async def asked(found: KeptRoster) -> KeptRoster | Refused:
            if found.state != "draft":
                return Refused(Refusal.NOT_A_DRAFT)
            if found.search in {"waiting", "searching"}:
                return Refused(Refusal.SEARCHING)
            fixed, free = to_solve_again(found)
            kept = Kept(fixed=fixed, free=free)
            if found.repairs and found.period:  # go on changing as little as can be
                kept = replace(kept, before=found.period.before)
            period = await self._periods.to_solve(principal.tenant, found, kept)
            if isinstance(period, Refused):
                return period
            return replace(found, period=period, search="waiting", seconds=seconds, begun_at=None)

        found = await self._seen(principal.tenant, roster, seen)
        wanted = found if isinstance(found, Refused) else await asked(found)
        if isinstance(wanted, Refused):
            return wanted
        return await self._save(principal, wanted, act="again", wait=True)

    async def change(
        self, principal: Principal, roster: UUID, seen: int, command: ChangeDuty
    ) -> KeptRoster | Refused:
        """Give somebody another shift, today or later."""
        grounds = await self._means.house.grounds(principal.tenant)
        today = self._means.today(grounds)

        def decide(found: KeptRoster) -> KeptRoster | Refused:
            return decide_change(found, command, (today - found.first).days)

        return await self._decided(principal, roster, seen, act="change", decide=decide)

    async def lock(
        self, principal: Principal, roster: UUID, seen: int, command: LockDay
    ) -> KeptRoster | Refused:
        """Keep somebody's day as it is."""
        return await self._decided(
            principal, roster, seen, act="lock", decide=lambda found: decide_lock(found, command)
        )

    async def remove(self, principal: Principal, roster: UUID) -> Refused | None:
        """Throw a draft away."""
        found = await self.get(principal.tenant, roster)
        if isinstance(found, Refused):
            return found
        async with self._means.database.writing(principal.tenant) as writer:
            if not await store.remove_draft(writer, principal.tenant, roster):
                return Refused(Refusal.NOT_A_DRAFT)
            await self._means.trail.record(self._means.deed(principal, "remove", roster), writer)
        return None

    async def _fresh(self, tenant: UUID, command: DraftRoster) -> KeptRoster | Refused:
        grounds = await self._means.house.grounds(tenant)
        today = self._means.today(grounds)
        if not 1 <= command.weeks <= MOST_WEEKS:
            return malformed(Refusal.SPAN_UNUSABLE, "/weeks", limit=MOST_WEEKS)
        if not today <= command.first <= today + timedelta(days=FAR):
            return malformed(Refusal.SPAN_UNUSABLE, "/first", limit=MOST_WEEKS)
        if not SECONDS[0] <= command.seconds <= SECONDS[1]:
            return malformed(
                Refusal.SECONDS_OUT_OF_RANGE, "/seconds", least=SECONDS[0], most=SECONDS[1]
            )
        paths = {unit.id: unit.path for unit in grounds.units}
        if command.unit is not None and command.unit not in paths:
            return malformed(Refusal.UNIT_NOT_FOUND, "/unit")
        path = paths[command.unit] if command.unit else ""
        return self._empty(
            command.unit, path, first=command.first, days=command.weeks * 7, seconds=command.seconds
        )

    def _empty(
        self, unit: UUID | None, path: str, *, first: date, days: int, seconds: int
    ) -> KeptRoster:
        return KeptRoster(
            id=self._means.ids(),
            unit=unit,
            unit_path=path,
            first=first,
            days=days,
            state="draft",
            search="waiting",
            seconds=seconds,
            made_at=self._means.clock(),
        )

    async def _begin(
        self, principal: Principal, fresh: KeptRoster, kept: Kept
    ) -> KeptRoster | Refused:
        tenant = principal.tenant
        last = fresh.first + timedelta(days=fresh.days - 1)
        async with self._means.database.reading(tenant) as reader:
            standing = await store.published(reader, tenant, fresh.first, last)
        _, other = overlapping(fresh, standing)
        if other is not None:
            return in_the_way(other)
        period = await self._periods.to_solve(tenant, fresh, kept)
        if isinstance(period, Refused):
            return period
        asked = replace(fresh, period=period)
        async with self._means.database.writing(tenant) as writer:
            await store.add(writer, tenant, asked)
            await self._means.trail.record(self._means.deed(principal, "draft", asked.id), writer)
        return asked

    async def _decided(
        self,
        principal: Principal,
        roster: UUID,
        seen: int,
        *,
        act: str,
        decide: Callable[[KeptRoster], KeptRoster | Refused],
    ) -> KeptRoster | Refused:
        found = await self._seen(principal.tenant, roster, seen)
        wanted = found if isinstance(found, Refused) else decide(found)
        if isinstance(wanted, Refused):
            return wanted
        return await self._save(principal, wanted, act=act)

    async def _seen(self, tenant: UUID, roster: UUID, seen: int) -> KeptRoster | Refused:
        """Return a roster, if it still is as somebody saw it."""
        found = await self.get(tenant, roster)
        if isinstance(found, Refused) or found.version == seen:
            return found
        return Refused(Refusal.CHANGED_MEANWHILE, RefusalKind.STALE)

    async def _save(
        self, principal: Principal, roster: KeptRoster, *, act: str, wait: bool = False
    ) -> KeptRoster | Refused:
        tenant = principal.tenant
        async with self._means.database.writing(tenant) as writer:
            if not await store.save(writer, tenant, roster):
                return Refused(Refusal.CHANGED_MEANWHILE, RefusalKind.STALE)
            if wait:
                await store.wait(writer, tenant, roster.id)
            await self._means.trail.record(self._means.deed(principal, act, roster.id), writer)
        return replace(roster, version=roster.version + 1)


def in_the_way(other: KeptRoster) -> Refused:
    """Say which published roster shares days and people with the one that is wanted."""
    last = other.first + timedelta(days=other.days - 1)
    return Refused(
        Refusal.OVERLAPS, facts={"first": other.first.isoformat(), "last": last.isoformat()}
    )
