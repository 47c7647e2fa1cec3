"""What came of orders becomes people's records; what people decided scores the pilots."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from gongdan.engines.matching.crowd import Record
from gongdan.engines.matching.learning import Outcome, recorded
from gongdan.engines.matching.need import Prior
from gongdan.kernel.database import Writer
from gongdan.kernel.messages import Event
from gongdan.rooms.dispatch.domain.durations import minutes_of
from gongdan.rooms.dispatch.domain.outcomes import CameOf, outcome_of
from gongdan.rooms.dispatch.handlers.means import Means
from gongdan.rooms.dispatch.handlers.triaging import TriageDesk
from gongdan.rooms.dispatch.store.decisions import keep_outcome, score_pilots
from gongdan.rooms.dispatch.store.durations import keep_duration
from gongdan.rooms.dispatch.store.learning import (
    keep_record,
    records_of,
    triages_of,
    usual_of,
)
from gongdan.rooms.dispatch.store.trials import NIGHTLY, end_trials, set_learn_job
from gongdan.rooms.workorders.contract import OrderReported

USUAL = Prior()
NIGHT = 2
"""The hour at which it is learned, by the tenant's clock."""


class Learning:
    """Hears how orders end. Each order teaches once, however often it is heard of."""

    def __init__(self, means: Means, triage: TriageDesk) -> None:
        self._means = means
        self._triage = triage
        self._nights: dict[UUID, datetime] = {}

    async def ended(self, tenant: UUID, order: UUID) -> None:
        """Take in what came of an order that was archived or cancelled."""
        history = await self._means.orders.history(tenant, order)
        came = outcome_of(history)
        await self._record(tenant, order, came)
        await self._tonight(tenant)
        await self._triage.learn(tenant, order, cancelled=came.cancelled)
        if not came.cancelled:
            await self._lasted(tenant, order, history)

    async def handed(self, tenant: UUID, order: UUID, to: UUID) -> None:
        """Compare what a pilot predicted with whom a person gave the order to."""
        async with self._means.database.writing(tenant) as writer:
            await score_pilots(writer, tenant, order, to)

    async def _record(self, tenant: UUID, order: UUID, came: CameOf) -> None:
        if came.user is None:
            return
        async with self._means.database.writing(tenant) as writer:
            await end_trials(writer, tenant, order, came)
            known = (await triages_of(writer, tenant, [order])).get(order)
            category = known.category if known else ""
            usual = await self._usual(writer, tenant, category)
            if not await keep_outcome(writer, tenant, order, came, expected=usual):
                return
            if came.blameless or not category:
                return
            before = (await records_of(writer, tenant, came.user)).get(category, Record())
            after = recorded(before, Outcome(came.good, usual), usual)
            await keep_record(
                writer, tenant, came.user, category, record=after, now=self._means.clock()
            )

    async def _lasted(
        self, tenant: UUID, order: UUID, history: Sequence[tuple[Event, datetime]]
    ) -> None:
        """Keep how long the work took, where the order tells."""
        minutes = minutes_of(history)
        first = history[0][0]
        if minutes is None or not isinstance(first, OrderReported):
            return
        async with self._means.database.writing(tenant) as writer:
            known = (await triages_of(writer, tenant, [order])).get(order)
            await keep_duration(
                writer,
                tenant,
                order,
                kind=(first.definition.key, known.category if known else ""),
                minutes=minutes,
                now=self._means.clock(),
            )

    async def _tonight(self, tenant: UUID) -> None:
        """Let the next night learn: at two o'clock where the tenant is, once."""
        now = self._means.clock()
        if self._nights.get(tenant, now) > now:
            return
        local = now.astimezone(ZoneInfo(await self._means.zones.of(tenant)))
        at = (local + timedelta(days=1)).replace(hour=NIGHT, minute=0, second=0, microsecond=0)
        async with self._means.database.writing(tenant) as writer:
            await set_learn_job(writer, tenant, self._means.ids(), key=NIGHTLY, at=at)
        self._nights[tenant] = at

    async def _usual(self, writer: Writer, tenant: UUID, category: str) -> float:
        """Return what is to be expected of anybody: everybody's share, shrunk to the prior."""
        whole = await usual_of(writer, tenant, category)
        return (whole.good + USUAL.rate * USUAL.tries) / (whole.tries + USUAL.tries)
