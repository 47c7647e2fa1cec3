"""Recording a deed: within the transaction of the act, or in one of its own."""

from datetime import datetime
from uuid import UUID

import msgspec

from gongdan.kernel.audit import Deed
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database, Writer
from gongdan.kernel.eventstore.port import Append, Appended, EventStore, Outcome, VersionConflict
from gongdan.kernel.ids import NewId
from gongdan.rooms.audit.contract import STREAM_KIND, ActRecorded
from gongdan.rooms.audit.domain.day import FOLD_VERSION, Day, evolve, stream_of
from gongdan.rooms.audit.store import CODEC, store_within

_TRIES = 5
"""A try that came too late holds the stream's lock from then on: the next one is in time."""


class TrailBrokenError(Exception):
    """A deed could not be recorded; the act that it stands for must not be done either."""


class Trail:
    """Fulfils `kernel.audit.AuditTrail` over the event store."""

    def __init__(self, database: Database, clock: Clock, ids: NewId) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    async def record(self, deed: Deed, within: Writer | None = None) -> None:
        """Append one deed; `within` an open transaction, it stands or falls with the act.

        Raises `TrailBrokenError`.
        """
        if within is not None:
            await self._append(deed, store_within(within))
            return
        async with self._database.writing(deed.tenant) as writer:
            await self._append(deed, store_within(writer))

    async def _append(self, deed: Deed, store: EventStore) -> None:
        now = self._clock()
        stream = stream_of(deed.tenant, deed.actor, now)
        for _ in range(_TRIES):
            outcome = await self._try(deed, store, stream, now)
            if isinstance(outcome, Appended):
                return
            if not isinstance(outcome, VersionConflict):
                raise TrailBrokenError(type(outcome).__name__)
        raise TrailBrokenError("the stream never stood still")

    async def _try(self, deed: Deed, store: EventStore, stream: UUID, now: datetime) -> Outcome:
        loaded = await store.load(deed.tenant, stream)
        day = msgspec.json.decode(loaded.state, type=Day) if loaded else Day()
        event = _event(deed)
        return await store.append(
            Append(
                tenant=deed.tenant,
                stream=stream,
                kind=STREAM_KIND,
                expected=loaded.version if loaded else 0,
                now=now,
                events=(CODEC.encode(self._ids(), event, deed.actor),),
                fold_version=FOLD_VERSION,
                state=msgspec.json.encode(evolve(day, event)),
                row=_row(deed),
            )
        )


def _event(deed: Deed) -> ActRecorded:
    return ActRecorded(
        act=deed.act,
        outcome=deed.outcome.value,
        object=deed.object,
        code=str(deed.code),
        place=deed.place,
        facts=deed.facts,
    )


def _row(deed: Deed) -> bytes:
    return msgspec.json.encode(
        {
            "actor_id": deed.actor.id,
            "act": deed.act,
            "object_kind": deed.object.kind if deed.object else None,
            "object_id": deed.object.id if deed.object else None,
            "outcome": deed.outcome,
        }
    )
