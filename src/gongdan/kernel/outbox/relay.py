"""The relay tells events to reactions, in order inside a stream, until all of them heard it.

An event that a reaction can't bear is tried again with growing pauses, then parked with a dead
letter. Later events of its stream wait behind it; all other streams, also those of the same
slot, go on.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from gongdan.kernel.database import Database
from gongdan.kernel.dead_letters import Failed, Follower
from gongdan.kernel.outbox.reaction import Reaction
from gongdan.kernel.outbox.slots import Fault, Ready, Result, lease, ready, settle
from gongdan.kernel.retry import Retry, describe

_LEASE = timedelta(seconds=60)
_SLOTS_AT_ONCE = 16
_EVENTS_A_SLOT = 20
_STREAMS_AT_ONCE = 8


class Relay:
    """Leases slots and lets their events be heard; `owner` names this worker, uniquely."""

    def __init__(
        self,
        database: Database,
        reactions: Sequence[Reaction],
        owner: str,
        *,
        retry: Retry | None = None,
        lasting: timedelta = _LEASE,
    ) -> None:
        self._database = database
        self._reactions = tuple(reactions)
        self._owner = owner
        self._retry = retry or Retry()
        self._lasting = lasting

    async def waiting(self) -> tuple[UUID, ...]:
        """Return the tenants with events that are ready to be heard, or due again."""
        async with self._database.untenanted() as connection:
            rows = await connection.fetch("SELECT * FROM tenants_to_relay_v1()")
        return tuple(row[0] for row in rows)

    async def relay(self, tenant: UUID) -> int:
        """Let one batch of a tenant be heard; return how many events it moved on."""
        async with self._database.writing(tenant) as writer:
            slots = await lease(
                writer, tenant, self._owner, lasting=self._lasting, limit=_SLOTS_AT_ONCE
            )
            batch = await ready(writer, tenant, slots, _EVENTS_A_SLOT) if slots else ()
        if not slots:
            return 0
        result = await self._tell(batch)
        async with self._database.writing(tenant) as writer:
            await settle(writer, tenant, slots, result, owner=self._owner)
        return len(result.heard) + len(result.faults) + len(result.held)

    async def _tell(self, batch: Sequence[Ready]) -> Result:
        streams: dict[UUID, list[Ready]] = defaultdict(list)
        for event in batch:
            streams[event.event.stored.stream].append(event)
        # beginning nothing in the lease's second half leaves time to write the result down
        until = asyncio.get_running_loop().time() + self._lasting.total_seconds() / 2
        room = asyncio.Semaphore(_STREAMS_AT_ONCE)

        async def tell(events: list[Ready]) -> Result:
            async with room:
                return await self._tell_stream(events, until)

        results = await asyncio.gather(*(tell(events) for events in streams.values()))
        return Result(
            heard=tuple(r for result in results for r in result.heard),
            faults=tuple(f for result in results for f in result.faults),
            held=tuple(r for result in results for r in result.held),
        )

    async def _tell_stream(self, events: list[Ready], until: float) -> Result:
        """Tell a stream's events one after the other; the first failed one holds up the rest."""
        heard: list[Ready] = []
        for at, event in enumerate(events):
            if event.behind is not None and event.behind not in {
                done.event.stored.seq for done in heard
            }:
                return Result(tuple(heard), (), tuple(events[at:]))
            if asyncio.get_running_loop().time() > until:
                break
            if fault := await self._tell_event(event, until):
                return Result(tuple(heard), (fault,), tuple(events[at + 1 :]))
            heard.append(event)
        return Result(tuple(heard), (), ())

    async def _tell_event(self, event: Ready, until: float) -> Fault | None:
        heard = list(event.heard)
        for reaction in self._reactions:
            if reaction.name in heard or not reaction.concerns(event.event):
                continue
            try:
                async with asyncio.timeout_at(until + self._lasting.total_seconds() / 4):
                    await reaction.hear(event.event)
            except Exception as fault:  # noqa: BLE001 - whatever it is, the event is kept
                return self._fault(event, reaction, fault, heard)
            heard.append(reaction.name)
        return None

    def _fault(self, event: Ready, reaction: Reaction, fault: Exception, heard: list[str]) -> Fault:
        attempts = event.attempts + 1
        failed = Failed(
            follower=Follower.REACTION,
            name=reaction.name,
            error=describe(fault),
            attempts=attempts,
            stream=event.event.stored.stream,
            seq=event.event.stored.seq,
        )
        return Fault(event, tuple(heard), attempts, self._retry.delay(attempts), failed)
