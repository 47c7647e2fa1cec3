"""The worker of migrations: order by order, each by its own event, on where it was cut off.

A batch of orders is moved, then noted in one transaction. A worker that dies between the two
does the batch again: each order answers then as it did at first, and nothing is doubled. An
order that somebody moves at the same time is judged again as it stands then.
"""

import asyncio
from datetime import timedelta
from uuid import UUID

import msgspec

from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.ids import NewId, derived_id, new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.retry import OnFault, pass_over
from gongdan.kernel.turns import Turns
from gongdan.rooms.workorders.contract import MigrateOrder, MigrateOrderBack
from gongdan.rooms.workorders.contract.migrations import Ending, Migration, MigrationState
from gongdan.rooms.workorders.domain.migrations import ending_of
from gongdan.rooms.workorders.handlers.committing import Target
from gongdan.rooms.workorders.handlers.moving import Mover
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.store import migrations as store

BATCH = 100
_AT_ONCE = 8
_TRIES = 5
_LEASE = timedelta(seconds=60)


class HeldUpError(Exception):
    """The store takes nothing at the moment: the migration goes on later."""


class Migrating:
    """Carries migrations out; `owner` names this worker, uniquely."""

    def __init__(  # noqa: PLR0913 - what it works with, each named
        self,
        mover: Mover,
        app: Database,
        worker: Database,
        *,
        owner: str,
        clock: Clock,
        on_fault: OnFault = pass_over,
        ids: NewId = new_id,
    ) -> None:
        self._mover = mover
        self._app = app
        self._owner = owner
        self._clock = clock
        self._turns = Turns(worker, store.due, self._work, doing="migration", on_fault=on_fault)
        self._ids = ids

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is cut off goes on with the next worker."""
        await self._turns.run(stop)

    async def drain(self) -> int:
        """Do everything that waits; return how many migrations that was."""
        return await self._turns.drain()

    async def _work(self, tenant: UUID, migration: UUID, stop: asyncio.Event) -> None:
        turn = store.Turn(tenant, migration, self._owner)
        try:
            while not stop.is_set() and await self._batch(turn):
                pass
        finally:
            async with self._app.writing(turn.tenant) as writer:
                await store.lease(writer, turn, timedelta(0))

    async def _batch(self, turn: store.Turn) -> bool:
        """Move the next orders; False where none is left, or the migration rests."""
        async with self._app.writing(turn.tenant) as writer:
            if not await store.lease(writer, turn, _LEASE):
                return False
            run = await store.load(writer, turn.tenant, turn.migration)
            orders = await store.waiting(writer, turn.tenant, run, BATCH) if run else ()
        if run is None:
            return False
        noted = await self._moved(turn.tenant, run, orders)
        async with self._app.writing(turn.tenant) as writer:
            now = self._clock()
            if noted:
                await store.note(writer, turn.tenant, run.id, noted, at=now)
            elif await store.lease(writer, turn, _LEASE):
                done = msgspec.structs.replace(run, state=MigrationState.DONE, changed_at=now)
                await store.stand(writer, turn.tenant, done)
        return bool(noted)

    async def _moved(
        self, tenant: UUID, run: Migration, orders: tuple[UUID, ...]
    ) -> list[store.Noted]:
        waiting, noted = iter(orders), list[store.Noted]()

        async def some() -> None:
            for order in waiting:
                noted.append(await self._one(tenant, run, order))

        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(some())
        return noted

    async def _one(self, tenant: UUID, run: Migration, order: UUID) -> store.Noted:
        over = run.phase == "over"
        command: MigrateOrder | MigrateOrderBack = MigrateOrderBack(reason=run.reason)
        if over:
            command = MigrateOrder(to=run.to_version, node_map=run.node_map, reason=run.reason)
        sent = Sent(command_id=derived_id(f"migrate:{run.id}:{order}:{run.phase}".encode()))
        for _ in range(_TRIES):
            target = Target(tenant, order, self._ids(), run.actor)
            done = await self._mover.move(target, command, sent, run=run)
            if isinstance(done, OrderDone):
                return store.Noted(order, Ending.MOVED if over else Ending.BACK)
            if done.kind is RefusalKind.READ_ONLY:
                break
            if done.kind is not RefusalKind.STALE:
                return store.Noted(order, ending_of(done, run), done.code, _node(done))
        raise HeldUpError(order)


def _node(no: Refused) -> str:
    nodes = no.facts.get("nodes")
    return nodes[0] if isinstance(nodes, list) and nodes else str(no.facts.get("node", ""))
