"""A worker that takes turns: it looks whose work waits, does it under a lease, and looks again.

What is cut off (the worker died, or was stopped) waits again once its lease has run out. Whoever
does the work takes the lease, with the work's own store.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final, TypeAlias
from uuid import UUID

from gongdan.kernel.database import Database, Reader
from gongdan.kernel.retry import OnFault

Due: TypeAlias = Callable[[Reader, int], Awaitable[Sequence[tuple[UUID, UUID]]]]
"""Finds, across tenants, at most so many pieces of work that wait: tenant and id."""
Work: TypeAlias = Callable[[UUID, UUID, asyncio.Event], Awaitable[None]]
"""Does one tenant's piece of work, until it is done or the event is set."""

_ROUND: Final = 20
_POLL: Final = 1.0


class Turns:
    """Takes turns for one kind of work; `doing` is what faults are told to have happened in."""

    def __init__(
        self, worker: Database, due: Due, work: Work, *, doing: str, on_fault: OnFault
    ) -> None:
        self._worker = worker
        self._due = due
        self._work = work
        self._doing = doing
        self._on_fault = on_fault

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is cut off goes on with the next worker."""
        while not stop.is_set():
            try:
                await self._round(stop)
            except Exception as fault:  # noqa: BLE001 - told; the next round tries again
                self._on_fault(self._doing, fault)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _POLL)

    async def drain(self) -> int:
        """Do everything that waits; return how many pieces of work that was."""
        done = 0
        while worked := await self._round(asyncio.Event()):
            done += worked
        return done

    async def _round(self, stop: asyncio.Event) -> int:
        async with self._worker.untenanted() as connection:
            waiting = await self._due(connection, _ROUND)
        for tenant, each in waiting:
            await self._work(tenant, each, stop)
        return len(waiting)
