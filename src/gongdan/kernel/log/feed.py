"""One watcher's view of the live log: in order, without gaps, and never in anybody's way."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from gongdan.kernel.log.entries import Entry

Read = Callable[[UUID, int], Awaitable[tuple[Entry, ...]]]
"""Reads a page of a tenant's entries after a position."""


class FeedCutError(Exception):
    """The watcher was too slow; it comes back with the last position that it saw."""


class Feed:
    """What one client of one tenant hears; `reached` is the last position handed out."""

    def __init__(self, tenant: UUID, reached: int, read: Read, capacity: int) -> None:
        self.tenant = tenant
        self.reached = reached
        self._read = read
        self._behind = True
        self._cut = False
        self._queue: asyncio.Queue[Entry | None] = asyncio.Queue(capacity + 1)

    def offer(self, entries: tuple[Entry, ...]) -> bool:
        """Put new entries into the queue; False: it is full, and the feed is cut."""
        if self._queue.qsize() + len(entries) < self._queue.maxsize:
            for entry in entries:
                self._queue.put_nowait(entry)
            return True
        self._cut = True
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)
        return False

    async def next_batch(self, wait: float) -> tuple[Entry, ...]:
        """Return the next entries as soon as there are any; () after `wait` seconds without.

        Raises `FeedCutError` for a watcher that was too slow. May be cancelled without loss.
        """
        try:
            async with asyncio.timeout(wait):
                while not (batch := await self._next()):
                    pass
        except TimeoutError:
            return ()
        self.reached = batch[-1].position
        return batch

    async def _next(self) -> tuple[Entry, ...]:
        if self._cut:
            raise FeedCutError
        if self._behind:
            page = await self._read(self.tenant, self.reached)
            self._behind = bool(page)
            return page
        queued = [await self._queue.get()]
        while not self._queue.empty():
            queued.append(self._queue.get_nowait())
        fresh = tuple(e for e in queued if e is not None and e.position > self.reached)
        # what came while this one was catching up may not join on: the log itself knows better
        self._behind = bool(fresh) and fresh[0].position != self.reached + 1
        return () if self._behind else fresh
