"""The worker: everything that follows the event store, in one object with one stop.

Each follower is a loop of rounds. A round serves all tenants that have work; a fault in one
tenant does not hold up the others, and a database that is away is waited for. Any number of
workers may run: leases and row locks divide the work.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.jobs import Jobs
from gongdan.kernel.log.checkpoint import Checkpointer
from gongdan.kernel.log.tree import TreeDamagedError
from gongdan.kernel.log.witness import WitnessAwayError, WitnessRefusedError
from gongdan.kernel.outbox.relay import Relay
from gongdan.kernel.projector import Projection, Projector
from gongdan.kernel.retry import OnFault, is_broken_pipe, pass_over
from gongdan.kernel.sequencer import Sequencer

_LOOK_AGAIN = 10.0  # seconds until a stopped log is compared with the witness again
_PAUSE = 1.0  # seconds after a fault
_Serve = Callable[[UUID], Awaitable[int]]


class Companion(Protocol):
    """A follower that a room brings along; it keeps its own pace beside the rounds."""

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; faults are its own to tell."""
        ...

    async def drain(self) -> int:
        """Do all that could be done now; return how much that was."""
        ...


class Totals(Struct):
    """What this worker did since it started; plain numbers, ready for metrics."""

    placed: int = 0
    signed: int = 0
    projected: int = 0
    relayed: int = 0
    jobs: int = 0
    faults: int = 0


class Gauges(Struct, frozen=True):
    """How far the followers are behind, over all tenants and workers."""

    unplaced: int
    oldest_unplaced_seconds: float
    untold: int
    parked_events: int
    unsigned_tenants: int
    unprojected: int
    parked_projections: int
    due_jobs: int
    dead_letters: int


async def measure(database: Database) -> Gauges:
    """Read the gauges (as the role `worker`)."""
    async with database.untenanted() as connection:
        row = await connection.fetchrow("SELECT * FROM follower_gauges_v1()")
    return Gauges(*row)


class Followers:
    """Runs sequencer, signer, projections, relay and jobs.

    `stopped` names logs that contradict their witness or whose tree is damaged: nothing is
    added to them until a person has looked (`open_epoch`), everything else goes on.
    """

    def __init__(  # noqa: PLR0913 - the one place where all followers meet; all are named
        self,
        *,
        sequencer: Sequencer,
        checkpointer: Checkpointer,
        projector: Projector,
        projections: Sequence[Projection],
        relay: Relay,
        jobs: Jobs,
        companions: Sequence[Companion] = (),
        poll: float = 0.1,
        on_fault: OnFault = pass_over,
    ) -> None:
        self._sequencer = sequencer
        self._checkpointer = checkpointer
        self._projector = projector
        self._projections = tuple(projections)
        self._relay = relay
        self._jobs = jobs
        self._companions = tuple(companions)
        self._poll = poll
        self._on_fault = on_fault
        self._compared: set[UUID] = set()
        self._look_again: dict[UUID, float] = {}
        self._new_events = asyncio.Event()
        self._new_places = (asyncio.Event(), asyncio.Event())
        self.totals = Totals()

    @property
    def stopped(self) -> frozenset[UUID]:
        """The tenants whose log is not added to."""
        return frozenset(self._look_again)

    def nudge(self) -> None:
        """Say that this process has just appended something: spares the wait for the next poll."""
        self._new_events.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; rounds that have begun are finished."""
        rounds = (
            (self._sequence, self._new_events, self._poll),
            (self._project, self._new_places[0], self._poll * 5),
            (self._tell, self._new_places[1], self._poll * 5),
            (self._run_jobs, asyncio.Event(), self._poll * 5),
            (self._sign, asyncio.Event(), 1.0),
        )
        async with asyncio.TaskGroup() as tasks:
            for work, wake, every in rounds:
                tasks.create_task(self._loop(work, wake, every, stop))
            for companion in self._companions:
                tasks.create_task(companion.run(stop))

    async def drain(self) -> None:
        """Work until nothing is left that could be done now (what waits for a retry stays)."""
        while sum(
            [
                await self._sequence(),
                await self._project(),
                await self._tell(),
                await self._run_jobs(),
                *[await companion.drain() for companion in self._companions],
            ]
        ):
            pass
        await self._sign()

    async def _loop(
        self,
        work: Callable[[], Awaitable[int]],
        wake: asyncio.Event,
        every: float,
        stop: asyncio.Event,
    ) -> None:
        while not stop.is_set():
            pause = every
            try:
                if await work():
                    continue
            except Exception as fault:  # noqa: BLE001 - the database is away: wait, then go on
                self._fault("follow", fault)
                pause = _PAUSE
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await _first(wake, stop)
            wake.clear()

    async def _sequence(self) -> int:
        async def place(tenant: UUID) -> int:
            return await self._sequencer.place(tenant) if await self._may_grow(tenant) else 0

        placed = await self._serve("sequence", await self._sequencer.waiting(), place)
        self.totals.placed += placed
        if placed:
            for wake in self._new_places:
                wake.set()
        return placed

    async def _sign(self) -> int:
        """Sign what has grown; answers 0, so that signing keeps to its pace."""

        async def sign(tenant: UUID) -> int:
            if tenant in self._look_again:
                return 0
            return 1 if await self._checkpointer.sign(tenant) else 0

        signed = await self._serve("sign", await self._checkpointer.waiting(), sign)
        self.totals.signed += signed
        return 0

    async def _project(self) -> int:
        applied = 0
        for projection in self._projections:

            async def advance(tenant: UUID, projection: Projection = projection) -> int:
                return await self._projector.advance(projection, tenant)

            waiting = await self._projector.waiting(projection)
            applied += await self._serve(f"project {projection.name}", waiting, advance)
        self.totals.projected += applied
        return applied

    async def _tell(self) -> int:
        told = await self._serve("relay", await self._relay.waiting(), self._relay.relay)
        self.totals.relayed += told
        return told

    async def _run_jobs(self) -> int:
        ran = await self._serve("jobs", await self._jobs.waiting(), self._jobs.run)
        self.totals.jobs += ran
        return ran

    async def _serve(self, doing: str, tenants: Sequence[UUID], serve: _Serve) -> int:
        done = 0
        for tenant in tenants:
            try:
                done += await serve(tenant)
            except (WitnessRefusedError, TreeDamagedError) as fault:
                self._stop_log(tenant)
                self._fault(doing, fault)
            except Exception as fault:
                if is_broken_pipe(fault):
                    raise
                self._fault(doing, fault)
        return done

    async def _may_grow(self, tenant: UUID) -> bool:
        """Compare a log with its witness before this process adds to it for the first time."""
        if tenant in self._compared:
            return True
        if asyncio.get_running_loop().time() < self._look_again.get(tenant, 0.0):
            return False
        try:
            await self._checkpointer.compare(tenant)
        except WitnessAwayError as fault:
            # a witness that is away holds nobody up; signing compares again until it is back
            self._fault("compare", fault)
        self._look_again.pop(tenant, None)
        self._compared.add(tenant)
        return True

    def _stop_log(self, tenant: UUID) -> None:
        self._compared.discard(tenant)
        self._look_again[tenant] = asyncio.get_running_loop().time() + _LOOK_AGAIN

    def _fault(self, doing: str, fault: Exception) -> None:
        self.totals.faults += 1
        self._on_fault(doing, fault)


async def _first(*events: asyncio.Event) -> None:
    """Wait until one of the events is set."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
