"""The worker of imports: checks and runs them row by row, and goes on where it was cut off.

A batch of rows is done, then noted in one transaction. A worker that dies between the two does
the batch again: what it made is known by its keys by then, so nothing is made twice, and only
the counts tell it as known.
"""

import asyncio
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.database import Database
from gongdan.kernel.messages import Refused
from gongdan.kernel.retry import OnFault, pass_over
from gongdan.kernel.turns import Turns
from gongdan.rooms.imports import store
from gongdan.rooms.imports.contract import ImportRun, ImportState
from gongdan.rooms.imports.handlers.desk import ImportDesk
from gongdan.rooms.imports.handlers.means import Means
from gongdan.rooms.imports.handlers.taking import taker_of
from gongdan.rooms.imports.ports import Sheet

BATCH = 200
KEPT = timedelta(hours=24)
"""For so long the file of an import stays after anything happened with it."""

_LEASE = timedelta(seconds=60)


class Importing:
    """Works on imports; `owner` names this worker, uniquely; `worker` sees whose turn it is."""

    def __init__(
        self, means: Means, worker: Database, owner: str, *, on_fault: OnFault = pass_over
    ) -> None:
        self._means = means
        self._owner = owner
        self._turns = Turns(worker, store.due, self._work, doing="import", on_fault=on_fault)
        self._desk = ImportDesk(means)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is cut off goes on with the next worker."""
        await self._turns.run(stop)

    async def drain(self) -> int:
        """Do everything that waits; return how many imports that was."""
        return await self._turns.drain()

    async def _work(self, tenant: UUID, run: UUID, stop: asyncio.Event) -> None:
        turn = store.Turn(tenant, run, self._owner)
        async with self._means.database.writing(turn.tenant) as writer:
            if not await store.lease(writer, turn, _LEASE):
                return
            found = await store.load(writer, turn.tenant, turn.run)
        if found is None:
            return
        sheet = await self._desk.table(turn.tenant, found.file, found.media_type)
        if isinstance(sheet, Refused):
            await self._end(turn, replace(found, state=ImportState.FAILED, fault=sheet.code))
            return
        try:
            whole = await self._through(turn, found, sheet, stop)
        finally:
            await self._let_go(turn)
        if whole:
            checking = found.state is ImportState.CHECKING
            ended = ImportState.CHECKED if checking else ImportState.DONE
            await self._end(turn, replace(found, state=ended))

    async def _through(
        self, turn: store.Turn, run: ImportRun, sheet: Sheet, stop: asyncio.Event
    ) -> bool:
        """Go through the rows that were not seen yet; False where that was cut short."""
        taker = await asyncio.to_thread(taker_of, self._means, turn.tenant, run, sheet)
        await taker.catch_up(run.seen)
        checking = run.state is ImportState.CHECKING
        for begin in range(run.seen, len(taker.rows), BATCH):
            if stop.is_set() or (not checking and self._means.intake.read_only()):
                return False
            rows = taker.rows[begin : begin + BATCH]
            batch = store.Batch(seen=begin + len(rows))
            await taker.take(rows, batch)
            async with self._means.database.writing(turn.tenant) as writer:
                if not await store.lease(writer, turn, _LEASE):
                    return False
                now = self._means.clock()
                await store.advance(writer, turn.tenant, run.id, batch, at=now)
        return True

    async def _let_go(self, turn: store.Turn) -> None:
        async with self._means.database.writing(turn.tenant) as writer:
            await store.lease(writer, turn, timedelta(0))

    async def _end(self, turn: store.Turn, run: ImportRun) -> None:
        ended = replace(run, changed_at=self._means.clock())
        async with self._means.database.writing(turn.tenant) as writer:
            await store.end(writer, turn.tenant, ended)


async def sweep(means: Means, tenant: UUID) -> int:
    """Forget imports that rested for a day, and give their files up; what they made stays."""
    then = means.clock() - KEPT
    async with means.database.reading(tenant) as reader:
        rested = await store.rested_before(reader, tenant, then)
    for run in rested:
        await means.sources.give_up(tenant, run.file, run.id)
        async with means.database.writing(tenant) as writer:
            await store.forget(writer, tenant, run.id)
    return len(rested)
