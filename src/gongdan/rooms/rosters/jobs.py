"""The worker of rosters: takes one that waits, has it solved in a process, keeps what came of it.

A lease is held while it is searched; if the worker dies, another one begins anew.
"""

import asyncio
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from msgspec.structs import replace

from gongdan.engines.rostering.checking import check
from gongdan.engines.rostering.model import Roster
from gongdan.kernel.clock import Clock
from gongdan.kernel.database import Database
from gongdan.kernel.retry import OnFault, pass_over
from gongdan.kernel.turns import Turns
from gongdan.rooms.rosters.contract import KeptRoster
from gongdan.rooms.rosters.ports import Solver, Task
from gongdan.rooms.rosters.store import rosters as store
from gongdan.rooms.rosters.store.rosters import Turn

_LEASE = timedelta(seconds=60)
_RENEWED = 20.0


class Rostering:
    """Works on rosters; `owner` names this worker, uniquely; `worker` sees whose turn it is."""

    def __init__(
        self,
        app: Database,
        worker: Database,
        solver: Solver,
        *,
        owner: str,
        clock: Clock,
        on_fault: OnFault = pass_over,
    ) -> None:
        self._app = app
        self._solver = solver
        self._owner = owner
        self._clock = clock
        self._turns = Turns(worker, store.due, self._work, doing="roster", on_fault=on_fault)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is cut off is done anew by the next worker."""
        await self._turns.run(stop)

    async def drain(self) -> int:
        """Do everything that waits; return how many rosters that was."""
        return await self._turns.drain()

    async def _work(self, tenant: UUID, roster: UUID, stop: asyncio.Event) -> None:
        turn = Turn(tenant, roster, self._owner)
        taken = await self._taken(turn)
        if taken is None or taken.period is None:
            return
        found = await self._searched(turn, Task(taken.period, taken.seconds), stop)
        if stop.is_set() and found is None:
            return  # the lease runs out, and somebody else begins anew
        wrong = check(taken.period, found) if found else ()
        done = replace(
            taken,
            search="done" if found else "failed",
            found=found or taken.found,
            wrong=wrong if found else taken.wrong,
        )
        async with self._app.writing(tenant) as writer:
            if await store.lease(writer, turn, _LEASE):
                await store.save(writer, tenant, done)
                await store.end_turn(writer, tenant, roster)

    async def _taken(self, turn: Turn) -> KeptRoster | None:
        """Take the lease, and say since when it is searched."""
        async with self._app.writing(turn.tenant) as writer:
            if not await store.lease(writer, turn, _LEASE):
                return None
            waiting = await store.load(writer, turn.tenant, turn.roster)
            if waiting is None or waiting.search not in {"waiting", "searching"}:
                await store.end_turn(writer, turn.tenant, turn.roster)
                return None
            searching = replace(waiting, search="searching", begun_at=self._clock())
            if not await store.save(writer, turn.tenant, searching):
                return None
        return replace(searching, version=searching.version + 1)

    async def _searched(self, turn: Turn, task: Task, stop: asyncio.Event) -> Roster | None:
        keeping = asyncio.create_task(self._keep(turn))
        try:
            return await self._solver.solve(task, stopped=stop.is_set)
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping

    async def _keep(self, turn: Turn) -> None:
        """Hold the lease while it is searched."""
        while True:
            await asyncio.sleep(_RENEWED)
            async with self._app.writing(turn.tenant) as writer:
                await store.lease(writer, turn, _LEASE)
