"""The last step of every command: commit what was decided, and answer repetitions as before."""

from uuid import UUID

from gongdan.kernel.clock import Clock
from gongdan.kernel.decider import Act, Committed, Versioned, commit, fold
from gongdan.kernel.eventstore.port import (
    ClockSkew,
    DuplicateCommand,
    EventStore,
    KeyReused,
    Outcome,
    Replayed,
    VersionConflict,
)
from gongdan.kernel.ids import NewId
from gongdan.kernel.messages import Accepted, Actor, RefusalKind, Refused
from gongdan.rooms.workorders.contract import AnyOrderEvent
from gongdan.rooms.workorders.domain.refusals import OrderCode, refuse
from gongdan.rooms.workorders.domain.state import OrderState
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.store import ORDERS


class Committing:
    """Commits decisions on orders of one store."""

    def __init__(self, store: EventStore, clock: Clock, ids: NewId) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids

    async def commit(  # noqa: PLR0913 - one act is all of this
        self,
        before: Versioned[OrderState],
        decided: Accepted[AnyOrderEvent] | Refused,
        sent: Sent,
        *,
        tenant: UUID,
        order: UUID,
        actor: Actor,
        event_ids: tuple[UUID, ...] = (),
    ) -> OrderDone | Refused:
        """Append what was decided; a request that was accepted before is answered as then."""
        if isinstance(decided, Refused):
            return await self.refused(tenant, decided, sent)
        act = Act(
            actor=actor,
            now=self._clock(),
            command_id=sent.command_id,
            idempotency=sent.idempotency,
        )
        result = await commit(
            self._store,
            ORDERS,
            before,
            decided,
            act=act,
            tenant=tenant,
            stream=order,
            event_ids=event_ids,
            ids=self._ids,
        )
        if isinstance(result, Committed):
            return OrderDone(order, result.state, result.version, sent.status)
        return await self._answer(tenant, order, result)

    async def refused(self, tenant: UUID, refused: Refused, sent: Sent) -> OrderDone | Refused:
        """Answer a "no", unless this very request was accepted before."""
        if sent.idempotency is None:
            return refused
        first = await self._store.first_answer(tenant, sent.idempotency)
        return refused if first is None else await self._answer(tenant, None, first)

    async def _answer(
        self, tenant: UUID, order: UUID | None, outcome: Outcome
    ) -> OrderDone | Refused:
        match outcome:
            case Replayed(stream, version, status):
                then = await fold(self._store, ORDERS, tenant, stream, upto=version)
                return OrderDone(stream, then.state, version, status, replayed=True)
            case DuplicateCommand(version) if order is not None:
                then = await fold(self._store, ORDERS, tenant, order, upto=version)
                return OrderDone(order, then.state, version, replayed=True)
            case VersionConflict(version):
                return Refused(OrderCode.STALE, RefusalKind.STALE, {"version": version})
            case KeyReused():
                return refuse(OrderCode.KEY_REUSED)
            case ClockSkew():
                return Refused(OrderCode.CLOCK_SKEW, RefusalKind.READ_ONLY)
            case _:
                return refuse(OrderCode.COMMAND_REPEATED)
