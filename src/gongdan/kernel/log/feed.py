"""One watcher's view of the live log: in order, without gaps, and never in anybody's way."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from gongdan.kernel.log.entries import Entry

Read = Callable[[UUID, int], Awaitable[tuple[Entry, ...]]]
"""Reads a page of a tenant's entries after a position."""


class Feed:
    """What one client of one tenant hears; `reached` is the last position handed out.

    A feed that keeps up is handed entries as they come. One that is behind (just opened, too
    slow for its queue, or after a gap) reads the log itself, at its own pace, until it has
    caught up: a slow client costs a bounded queue and misses nothing.
    """

    def __init__(self, tenant: UUID, reached: int, read: Read, capacity: int) -> None:
        self.tenant = tenant
        self.reached = reached
        self._read = read
        self._capacity = capacity
        self._behind = True
        self._missed = False
        self._queue: asyncio.Queue[Entry] = asyncio.Queue()
        self._patience: asyncio.Timeout | None = None
        self.ended = False

    def offer(self, entries: tuple[Entry, ...]) -> bool:
        """Hand over new entries; False: the queue is full, the feed falls behind."""
        if self._behind:
            self._missed = True
            return True
        if self._queue.qsize() + len(entries) <= self._capacity:
            for entry in entries:
                self._queue.put_nowait(entry)
            return True
        self._behind = True
        self._drain()
        return False

    async def next_batch(self, wait: float) -> tuple[Entry, ...]:
        """Return the next entries as soon as there are any; () after `wait` seconds without,
        or at the feed's end. May be cancelled without loss.
        """
        try:
            async with asyncio.timeout(wait) as patience:
                self._patience = patience
                while not (batch := await self._next()):
                    pass
        except TimeoutError:
            return ()
        finally:
            self._patience = None
        self.reached = batch[-1].position
        return batch

    def end(self) -> None:
        """Let whoever waits go: nothing more will come."""
        self.ended = True
        if self._patience is not None:
            self._patience.reschedule(0)

    async def _next(self) -> tuple[Entry, ...]:
        if self._behind:
            self._missed = False
            page = await self._read(self.tenant, self.reached)
            # what was offered while this read was under way may not be in it
            self._behind = bool(page) or self._missed
            return page
        queued = [await self._queue.get(), *self._drain()]
        fresh = tuple(entry for entry in queued if entry.position > self.reached)
        if any(entry.position != at for at, entry in enumerate(fresh, start=self.reached + 1)):
            self._behind = True  # entries that don't join on are read again from the log
        return () if self._behind else fresh

    def _drain(self) -> list[Entry]:
        drained = []
        while not self._queue.empty():
            drained.append(self._queue.get_nowait())
        return drained
