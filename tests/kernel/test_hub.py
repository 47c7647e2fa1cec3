"""The live hub: every watcher sees every entry once, in order, whatever breaks in between."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import asyncpg
import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.adapters.postgres.roles import role_url
from gongdan.kernel.database import Reader
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.log.entries import Entry, entries_after
from gongdan.kernel.log.feed import Feed
from gongdan.kernel.log.hub import LiveHub
from gongdan.kernel.sequencer import Sequencer
from tests.kernel.conftest import Appends
from tests.kernel.followers import until
from tests.postgres_server import SECRET, HouseDatabase


class Yard:
    def __init__(self, database: HouseDatabase, appends: Appends) -> None:
        self.database = database
        self.appends = appends
        self.tenant: UUID = appends.tenant
        self.store = PostgresEventStore(database.app, {})
        self.sequencer = Sequencer(database.worker, ChainTree(), batch=50)
        self.faults: list[str] = []

    def hub(self, *, poll: float = 30.0, capacity: int = 1_000) -> LiveHub:
        return LiveHub(
            self.database.app,
            self.connect,
            poll=poll,
            capacity=capacity,
            on_fault=lambda doing, _: self.faults.append(doing),
        )

    async def connect(self) -> "asyncpg.Connection[asyncpg.Record]":
        return await asyncpg.connect(role_url(self.database.url, "app", SECRET))

    async def write(self, events: int) -> None:
        await self.store.append(self.appends(new_id(), 0, *["Happened"] * events))
        while await self.sequencer.place(self.tenant):
            pass


@pytest.fixture
def yard(database: HouseDatabase, appends: Appends) -> Yard:
    return Yard(database, appends)


@asynccontextmanager
async def running(hub: LiveHub) -> AsyncIterator[LiveHub]:
    task = asyncio.create_task(hub.run())
    await until(lambda: hub.connections > 0)
    try:
        yield hub
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def take(feed: Feed, count: int) -> list[Entry]:
    """The next entries of a feed, at least so many; gives up after a minute."""
    taken: list[Entry] = []
    async with asyncio.timeout(60):
        while len(taken) < count:
            taken.extend(await feed.next_batch(5))
    return taken


async def test_a_watcher_hears_new_entries_with_kind_version_and_type(yard: Yard) -> None:
    await yard.write(3)
    async with running(yard.hub()) as hub, hub.watch(yard.tenant) as feed:
        assert await feed.next_batch(0.05) == ()
        await yard.write(2)
        entries = await take(feed, 2)
    assert [(e.position, e.kind, e.version, e.type) for e in entries] == [
        (3, "test", 1, "Happened"),
        (4, "test", 2, "Happened"),
    ]
    assert hub.watchers == 0


async def test_who_comes_back_gets_all_that_it_missed(yard: Yard) -> None:
    await yard.write(1_200)
    async with running(yard.hub()) as hub, hub.watch(yard.tenant, after=9) as feed:
        await yard.write(5)
        assert [e.position for e in await take(feed, 1_195)] == list(range(10, 1_205))


async def test_whoever_is_parted_while_the_feed_is_being_opened_gets_an_ended_one(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, read = yard.hub(), yard.database.app.reading

    @asynccontextmanager
    async def meanwhile(tenant: UUID) -> AsyncIterator[Reader]:
        async with read(tenant) as reader:
            hub.part(f"{tenant} somebody")
            yield reader

    monkeypatch.setattr(yard.database.app, "reading", meanwhile)
    async with (
        hub.watch(yard.tenant, watcher=frozenset({"somebody"})) as gone,
        hub.watch(yard.tenant, watcher=frozenset({"another"})) as other,
    ):
        assert (gone.ended, other.ended) == (True, False)


async def test_a_position_of_a_lost_epoch_counts_as_the_end(yard: Yard) -> None:
    await yard.write(5)
    async with running(yard.hub()) as hub, hub.watch(yard.tenant, after=999) as feed:
        await yard.write(1)
        assert [e.position for e in await take(feed, 1)] == [5]


async def test_nobody_hears_of_another_tenant(yard: Yard, database: HouseDatabase) -> None:
    stranger = await database.make_tenant()
    async with running(yard.hub()) as hub, hub.watch(stranger) as feed:
        await yard.write(3)
        assert await feed.next_batch(0.2) == ()
        assert await feed.next_batch(0.05) == ()


async def test_watchers_see_a_log_that_grows_without_a_gap(yard: Yard) -> None:
    async with running(yard.hub()) as hub:
        seen: list[list[int]] = [[] for _ in range(8)]

        async def watch(number: int) -> None:
            await asyncio.sleep(number * 0.02)
            async with hub.watch(yard.tenant, after=-1) as feed:
                seen[number] = [e.position for e in await take(feed, 400)]

        watching = asyncio.gather(*(watch(number) for number in range(8)))
        for _ in range(40):
            await yard.write(10)
        await watching
    assert seen == [list(range(400))] * 8


async def test_a_slow_watcher_falls_behind_and_still_misses_nothing(yard: Yard) -> None:
    async with (
        running(yard.hub(capacity=100)) as hub,
        hub.watch(yard.tenant, after=-1) as slow,
        hub.watch(yard.tenant) as quick,
    ):
        await yard.write(10)
        first = await take(slow, 10)
        assert await slow.next_batch(0.05) == ()
        for _ in range(6):
            await yard.write(50)
            await take(quick, 50)
        assert hub.fell_behind >= 1
        assert len(slow._queue) <= 100
        rest = await take(slow, 300)
        await yard.write(1)
        rest += await take(slow, 1)
    assert [e.position for e in first + rest] == list(range(311))


async def test_a_lost_connection_is_made_again_and_what_came_meanwhile_is_told(
    yard: Yard,
) -> None:
    async with running(yard.hub()) as hub, hub.watch(yard.tenant) as feed:
        await yard.write(1)
        await take(feed, 1)
        assert await feed.next_batch(0.05) == ()  # caught up: from here on it hears from the hub
        async with yard.database.admin.untenanted() as connection:
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
            )
        await yard.write(3)
        assert [e.position for e in await take(feed, 3)] == [1, 2, 3]
        await until(lambda: hub.connections == 2)


async def test_without_any_notify_the_poll_finds_it(yard: Yard) -> None:
    hub = yard.hub(poll=0.05)
    fan_out = asyncio.create_task(hub._fan_out())
    async with hub.watch(yard.tenant) as feed:
        assert await feed.next_batch(0.05) == ()
        await yard.write(2)
        assert [e.position for e in await take(feed, 2)] == [0, 1]
    fan_out.cancel()


async def test_the_same_entries_are_read_in_pages(yard: Yard) -> None:
    await yard.write(7)
    pages = []
    async with yard.database.app.reading(yard.tenant) as reader:
        after = -1
        while page := await entries_after(reader, yard.tenant, after, limit=3):
            pages.append([e.position for e in page])
            after = page[-1].position
    assert pages == [[0, 1, 2], [3, 4, 5], [6]]
