"""The live hub: new log entries, fanned out to whoever watches a tenant.

One dedicated connection listens; a notify only says "look", the entries are read from the log.
A feed knows the position it has reached: it drops what it had and reads what it missed, so that
a lost notify, a reconnect or a restart loses nothing. A client that is too slow reads the log
at its own pace; one that went away comes back with the last position it saw (`Last-Event-ID`).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from uuid import UUID

import asyncpg

from gongdan.kernel.database import Database
from gongdan.kernel.log.entries import CHANNEL, Entry, entries_after, log_size
from gongdan.kernel.log.feed import Feed
from gongdan.kernel.retry import OnFault, pass_over

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record]

Connect = Callable[[], Awaitable["Connection"]]
"""Opens a connection of one's own for LISTEN, past any pooler."""

_PAGE = 500
_DATABASE_AWAY = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)


class LiveHub:
    """Reads each watched tenant's new entries once and hands them to all who watch it.

    `run` works until it is cancelled; feeds may be taken before. `poll` (seconds) is how long
    a notify that never came can hold an entry back.
    """

    def __init__(
        self,
        database: Database,
        connect: Connect,
        *,
        capacity: int = 1_000,
        poll: float = 2.0,
        on_fault: OnFault = pass_over,
    ) -> None:
        self._database = database
        self._connect = connect
        self._capacity = capacity
        self._poll = poll
        self._on_fault = on_fault
        self._feeds: dict[UUID, set[Feed]] = {}
        self._opening: set[Feed] = set()
        self._known: dict[UUID, int] = {}
        self._look: set[UUID] = set()
        self._wake = asyncio.Event()
        self._closed = False
        self.delivered = 0
        self.fell_behind = 0
        self.connections = 0

    @property
    def watchers(self) -> int:
        """How many feeds are open."""
        return sum(map(len, self._feeds.values()))

    @asynccontextmanager
    async def watch(
        self, tenant: UUID, after: int | None = None, watcher: frozenset[str] = frozenset()
    ) -> AsyncIterator[Feed]:
        """Lend a feed of what comes after a position (None: after this moment).

        A position beyond the log's end (of an epoch that was lost) counts as its end.
        `watcher` holds the ids under which `part` finds it.
        """
        if after is None and (known := self._known.get(tenant)) is not None:
            # others watch already: what they were handed last is the newest that is known here
            feed = Feed(tenant, known, self._read, self._capacity, behind=False, watcher=watcher)
        else:
            feed = Feed(tenant, -1, self._read, self._capacity, watcher=watcher)
            await self._open(feed, after)
        self._feeds.setdefault(tenant, set()).add(feed)
        if self._closed:
            feed.end()
        try:
            yield feed
        finally:
            self._forget(feed)

    async def _open(self, feed: Feed, after: int | None) -> None:
        """Set a feed to its place in the log; whoever is parted meanwhile is not forgotten."""
        self._opening.add(feed)
        try:
            async with self._database.reading(feed.tenant) as reader:
                last = await log_size(reader, feed.tenant) - 1
        finally:
            self._opening.discard(feed)
        feed.reached = last if after is None else min(after, last)
        self._known.setdefault(feed.tenant, last)
        self._look_at(feed.tenant)

    def close(self) -> None:
        """End every feed, and each that is taken from now on: the house is closing."""
        self._closed = True
        for feed in self._opening.union(*self._feeds.values()):
            feed.end()

    def part(self, message: str) -> None:
        """End the feeds of somebody whose rights changed (`<tenant> <id>`), a tenant's, or all.

        Whoever may still listen comes back at the position that he has reached, with new rights.
        """
        tenant, _, watcher = message.partition(" ")
        for feed in self._opening.union(*self._feeds.values()):
            if tenant in {"", str(feed.tenant)} and (not watcher or watcher in feed.watcher):
                feed.end()

    async def run(self) -> None:
        """Listen and fan out until cancelled; the database may go away and come back."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen())
            tasks.create_task(self._fan_out())

    async def _listen(self) -> None:
        while True:
            lost = asyncio.Event()
            try:
                connection = await self._connect()
            except _DATABASE_AWAY as fault:
                self._on_fault("listen", fault)
            else:
                connection.add_termination_listener(lambda _, lost=lost: lost.set())
                try:
                    await self._hear(connection, lost)
                except _DATABASE_AWAY as fault:
                    self._on_fault("listen", fault)
                finally:
                    connection.terminate()
            await asyncio.sleep(min(1.0, self._poll))

    async def _hear(self, connection: "Connection", lost: asyncio.Event) -> None:
        await connection.add_listener(CHANNEL, self._on_notify)
        self.connections += 1
        self._look_at(*self._feeds)  # what came while nobody listened
        await lost.wait()

    def _on_notify(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        tenant = UUID(str(payload).partition(":")[0])
        if tenant in self._feeds:
            self._look_at(tenant)

    async def _fan_out(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._poll):
                    await self._wake.wait()
            self._wake.clear()
            looked, self._look = self._look or set(self._feeds), set()
            try:
                for tenant in looked:
                    await self._hand_out(tenant)
            except _DATABASE_AWAY as fault:
                self._on_fault("fan out", fault)
                self._look |= looked
                await asyncio.sleep(min(1.0, self._poll))

    async def _hand_out(self, tenant: UUID) -> None:
        while tenant in self._feeds:
            page = await self._read(tenant, self._known[tenant])
            if not page or tenant not in self._feeds:
                return
            self._known[tenant] = page[-1].position
            for feed in tuple(self._feeds.get(tenant, ())):
                if feed.offer(page):
                    self.delivered += len(page)
                else:
                    self.fell_behind += 1

    async def _read(self, tenant: UUID, after: int) -> tuple[Entry, ...]:
        async with self._database.reading(tenant) as reader:
            return await entries_after(reader, tenant, after, _PAGE)

    def _look_at(self, *tenants: UUID) -> None:
        self._look.update(tenants)
        self._wake.set()

    def _forget(self, feed: Feed) -> None:
        watching = self._feeds.get(feed.tenant, set())
        watching.discard(feed)
        if not watching:
            self._feeds.pop(feed.tenant, None)
            self._known.pop(feed.tenant, None)
