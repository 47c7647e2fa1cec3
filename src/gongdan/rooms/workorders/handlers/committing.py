"""The last step of every command: commit what was decided, and answer repetitions as before."""

from typing import assert_never
from uuid import UUID

import msgspec
from msgspec import Struct

from gongdan.kernel.clock import Clock
from gongdan.kernel.decider import (
    Act,
    Committed,
    Versioned,
    Wanted,
    commit,
    commit_together,
    fold,
)
from gongdan.kernel.eventstore.port import (
    ClockSkew,
    Conflict,
    DuplicateCommand,
    EventStore,
    Held,
    KeyReused,
    Replayed,
    VersionConflict,
)
from gongdan.kernel.ids import NewId
from gongdan.kernel.messages import Accepted, Actor, RefusalKind, Refused
from gongdan.rooms.workorders.contract import AnyOrderEvent
from gongdan.rooms.workorders.domain.refusals import OrderCode, refuse
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.handlers.timekeeping import (
    AroundTheClock,
    Timekeeping,
    wanted_jobs,
)
from gongdan.rooms.workorders.store import ORDERS

Decision = Accepted[AnyOrderEvent] | Refused
"""What was decided, or why nothing was."""


class Target(Struct, frozen=True):
    """Which order is acted on, by whom; `event` is the id that its first new event will have."""

    tenant: UUID
    order: UUID
    event: UUID
    actor: Actor


class Committing:
    """Commits decisions on orders of one store."""

    def __init__(
        self,
        store: EventStore,
        clock: Clock,
        ids: NewId,
        timekeeping: Timekeeping | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._timekeeping = timekeeping or Timekeeping(AroundTheClock(), clock)

    async def commit(
        self, target: Target, before: Versioned[OrderState], decided: Decision, sent: Sent
    ) -> OrderDone | Refused:
        """Append what was decided; a request that was accepted before is answered as then."""
        if not isinstance(decided, Refused):
            decided = await self._timekeeping.timed(target.tenant, before.state, decided)
        if isinstance(decided, Refused):
            return await self._repeated(target, sent) or decided
        result = await commit(
            self._store,
            ORDERS,
            before,
            decided,
            act=self._act(target, sent),
            tenant=target.tenant,
            stream=target.order,
            event_ids=(target.event,),
            timers=wanted_jobs(target.order, decided.events, self._clock()),
            ids=self._ids,
        )
        if isinstance(result, Committed):
            return OrderDone(
                target.order, result.state, result.version, sent.status, at=result.recorded_at
            )
        return await self._answer(target, result, sent)

    async def commit_together(
        self, target: Target, wanted: tuple[Wanted[OrderState, AnyOrderEvent], ...], sent: Sent
    ) -> OrderDone | Refused:
        """Append what was decided on several orders as one act; the first is the target's.

        A stale answer means that any of the orders was changed meanwhile: decide again.
        """
        timed = await self._all_timed(target.tenant, wanted)
        if isinstance(timed, Refused):
            return timed
        result = await commit_together(
            self._store,
            ORDERS,
            timed,
            act=self._act(target, sent),
            tenant=target.tenant,
            ids=self._ids,
        )
        if isinstance(result, Held):
            return await self._answer(target, result.conflict, sent)
        first = result[0]
        return OrderDone(
            target.order, first.state, first.version, sent.status, at=first.recorded_at
        )

    async def _all_timed(
        self, tenant: UUID, wanted: tuple[Wanted[OrderState, AnyOrderEvent], ...]
    ) -> tuple[Wanted[OrderState, AnyOrderEvent], ...] | Refused:
        timed = []
        for one in wanted:
            accepted = await self._timekeeping.timed(tenant, one.before.state, one.accepted)
            if isinstance(accepted, Refused):
                return accepted
            timers = wanted_jobs(one.stream, accepted.events, self._clock())
            timed.append(msgspec.structs.replace(one, accepted=accepted, timers=timers))
        return tuple(timed)

    def _act(self, target: Target, sent: Sent) -> Act:
        return Act(
            actor=target.actor,
            now=self._clock(),
            command_id=sent.command_id,
            basis=sent.basis,
            idempotency=sent.idempotency,
        )

    async def _repeated(self, target: Target, sent: Sent) -> OrderDone | Refused | None:
        """Return the answer to a request that was accepted before, though it would not be now."""
        if sent.idempotency is not None:
            first = await self._store.first_answer(target.tenant, sent.idempotency)
            if first is not None:
                return await self._answer(target, first, sent)
        if sent.command_id is None:
            return None
        for stored in await self._store.history(target.tenant, target.order):
            one = ORDERS.codec.decode(target.tenant, stored)
            if one.command_id == sent.command_id and one.actor == target.actor:
                return await self._answer(target, DuplicateCommand(one.seq), sent)
        return None

    async def _answer(self, target: Target, conflict: Conflict, sent: Sent) -> OrderDone | Refused:
        match conflict:
            case Replayed(stream, version, status):
                return await self._then(target.tenant, stream, version, status)
            case DuplicateCommand(version):
                return await self._then(target.tenant, target.order, version, sent.status)
            case VersionConflict(version):
                return Refused(OrderCode.STALE, RefusalKind.STALE, {"version": version})
            case KeyReused():
                return refuse(OrderCode.KEY_REUSED)
            case ClockSkew():
                return Refused(OrderCode.CLOCK_SKEW, RefusalKind.READ_ONLY)
            case _:
                assert_never(conflict)

    async def _then(self, tenant: UUID, order: UUID, version: int, status: int) -> OrderDone:
        then = await fold(self._store, ORDERS, tenant, order, upto=version)
        return OrderDone(order, then.state, version, status, replayed=True)
