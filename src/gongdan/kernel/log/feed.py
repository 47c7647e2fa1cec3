"""One watcher's view of the live log: in order, without gaps, and never in anybody's way."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from gongdan.kernel.log.entries import Entry

Read = Callable[[UUID, int], Awaitable[tuple[Entry, ...]]]
"""Reads a page of a tenant's entries after a position."""


class Feed:
    """What one client of one tenant hears; `reached` is the last position handed out.

    A feed that keeps up is handed entries as they come. One that is `behind` (too slow for its
    queue, after a gap, or opened at a place that the hub has passed) reads the log itself, at its
    own pace, until it has caught up: a slow client costs a bounded queue and misses nothing.
    `watcher` holds the ids under which somebody's rights may be revoked.
    """

    def __init__(
        self,
        tenant: UUID,
        reached: int,
        read: Read,
        capacity: int,
        *,
        behind: bool = True,
        watcher: frozenset[str] = frozenset(),
    ) -> None:
        self.tenant = tenant
        self.watcher = watcher
        self.reached = reached
        self.ended = False
        self._read = read
        self._capacity = capacity
        self._behind = behind
        self._missed = False
        self._queue: tuple[Entry, ...] = ()
        self._waiter: asyncio.Future[None] | None = None

    def offer(self, entries: tuple[Entry, ...]) -> bool:
        """Hand over new entries; False: the queue is full, the feed falls behind."""
        if self._behind:
            self._missed = True
            return True
        fits = len(self._queue) + len(entries) <= self._capacity
        # most feeds are empty, and then all of them hold the very same page
        self._queue = (self._queue + entries if self._queue else entries) if fits else ()
        self._behind = not fits
        self._wake()
        return fits

    async def next_batch(self, wait: float) -> tuple[Entry, ...]:
        """Return the next entries as soon as there are any; () after `wait` seconds without,
        or at the feed's end. May be cancelled without loss.
        """
        while not self.ended:
            batch = await self._page() if self._behind else self._fresh()
            if batch:
                self.reached = batch[-1].position
                return batch
            if not (self._behind or await self._woken(wait)):
                break
        return ()

    def end(self) -> None:
        """Let whoever waits go: nothing more will come."""
        self.ended = True
        self._wake()

    async def _page(self) -> tuple[Entry, ...]:
        self._missed = False
        page = await self._read(self.tenant, self.reached)
        # what was offered while this read was under way may not be in it
        self._behind = bool(page) or self._missed
        return page

    def _fresh(self) -> tuple[Entry, ...]:
        queued, self._queue = self._queue, ()
        if queued and queued[0].position <= self.reached:
            queued = tuple(entry for entry in queued if entry.position > self.reached)
        if any(entry.position != at for at, entry in enumerate(queued, start=self.reached + 1)):
            self._behind = True  # entries that don't join on are read again from the log
            return ()
        return queued

    async def _woken(self, wait: float) -> bool:
        """Wait until something comes; False after `wait` seconds in which nothing did."""
        if self.ended:  # it came while a page was being read, when there was nobody to wake
            return True
        loop = asyncio.get_running_loop()
        self._waiter = waiter = loop.create_future()
        timer = loop.call_later(wait, _let_go, waiter)
        try:
            await waiter
        finally:
            timer.cancel()
        return bool(self._queue) or self._behind or self.ended

    def _wake(self) -> None:
        if self._waiter is not None:
            _let_go(self._waiter)


def _let_go(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
