"""A technician's own side: what he wishes for, and when he works."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct

from gongdan.engines.rostering.model import Duty
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.rosters.contract import KeptRoster, MakeWish, RosterSettings, ShiftWish
from gongdan.rooms.rosters.domain.refusals import Refusal, malformed, missing
from gongdan.rooms.rosters.handlers.means import Means
from gongdan.rooms.rosters.store import rosters as store
from gongdan.rooms.rosters.store.settings import (
    keep_wish,
    load_settings,
    remove_wish,
    wishes_of,
)

FAR = 120
"""Days ahead for which one may wish."""
MOST_WISHES = 60


class OwnDuty(Struct, frozen=True):
    """A shift of one's own; `roster` says which published roster it is of."""

    day: date
    duty: Duty
    roster: KeptRoster


class Own(Struct, frozen=True):
    """What is published of oneself from today on, and what one wishes for."""

    duties: list[OwnDuty]
    wishes: Sequence[ShiftWish]
    settings: RosterSettings
    today: date
    until: date | None


class WishDesk:
    """One's own shifts and wishes."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def own(self, principal: Principal) -> Own:
        """Return one's own shifts of published rosters from today on, and one's wishes."""
        tenant, user = principal.tenant, principal.user
        grounds = await self._means.house.grounds(tenant)
        today = self._means.today(grounds)
        async with self._means.database.reading(tenant) as reader:
            settings = await load_settings(reader, tenant)
            rosters = await store.published(reader, tenant, today, today + timedelta(days=FAR))
            wishes = await wishes_of(reader, tenant, user, today) if user else ()
        mine = [each for each in rosters if each.plans(str(user))]
        duties = [
            OwnDuty(each.first + timedelta(days=duty.day), duty, each)
            for each in mine
            for duty in each.duties
            if duty.person == str(user) and each.first + timedelta(days=duty.day) >= today
        ]
        until = max((each.first + timedelta(days=each.days - 1) for each in mine), default=None)
        return Own(sorted(duties, key=lambda each: each.day), wishes, settings, today, until)

    async def wish(self, principal: Principal, command: MakeWish) -> ShiftWish | Refused:
        """Say what one would like on a day to come."""
        if principal.user is None:
            return missing(Refusal.NOT_ROSTERED)
        own = await self.own(principal)
        if command.kind and command.kind not in {kind.id for kind in own.settings.kinds}:
            return malformed(Refusal.KIND_UNKNOWN, "/kind")
        if not own.today <= command.day <= own.today + timedelta(days=FAR):
            return malformed(Refusal.WISH_DAY_UNUSABLE, "/day", limit=FAR)
        if len(own.wishes) >= MOST_WISHES:
            return Refused(Refusal.WISHES_TOO_MANY, facts={"limit": MOST_WISHES})
        made = ShiftWish(
            id=self._means.ids(), user=principal.user, day=command.day, kind=command.kind
        )
        async with self._means.database.writing(principal.tenant) as writer:
            await keep_wish(writer, principal.tenant, made)
        return made

    async def take_back(self, principal: Principal, wish: UUID) -> Refused | None:
        """Take one's own wish back."""
        user = principal.user or UUID(int=0)
        async with self._means.database.writing(principal.tenant) as writer:
            if not await remove_wish(writer, principal.tenant, user, wish):
                return missing(Refusal.WISH_NOT_FOUND)
        return None
