"""One feed, without a database: whatever order reads and offers come in, nothing is missed."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.kernel.log.entries import Entry
from gongdan.kernel.log.feed import Feed

TENANT, STREAM = UUID(int=1), UUID(int=2)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def entries(start: int, end: int) -> tuple[Entry, ...]:
    """The entries at these positions."""
    return tuple(Entry(at, STREAM, at + 1, "test", "Happened", NOON) for at in range(start, end))


class Log:
    """A log that grows, read in pages of 10; `while_reading` runs before a read answers."""

    while_reading: Callable[[], object]

    def __init__(self) -> None:
        self.size = 0
        self.reads = 0
        self.while_reading = lambda: None
        self.feed = Feed(TENANT, -1, self.read, 20)

    async def read(self, _tenant: UUID, after: int) -> tuple[Entry, ...]:
        page = entries(after + 1, min(self.size, after + 11))
        self.reads += 1
        await asyncio.sleep(0)
        self.while_reading()
        return page

    def grow(self, count: int) -> tuple[Entry, ...]:
        self.size += count
        return entries(self.size - count, self.size)


@pytest.fixture
def log() -> Log:
    return Log()


async def _positions(feed: Feed) -> list[int]:
    """All that the feed has to tell just now."""
    found: list[int] = []
    while batch := await feed.next_batch(0.01):
        found.extend(entry.position for entry in batch)
    return found


async def test_a_feed_that_keeps_up_is_handed_entries_without_reading(log: Log) -> None:
    assert await _positions(log.feed) == []
    reads = log.reads
    assert log.feed.offer(log.grow(3))
    assert await _positions(log.feed) == [0, 1, 2]
    assert log.reads == reads


async def test_what_is_offered_while_a_read_is_under_way_is_not_missed(log: Log) -> None:
    def meanwhile() -> None:
        log.while_reading = lambda: None
        log.feed.offer(log.grow(2))

    log.while_reading = meanwhile
    assert await _positions(log.feed) == [0, 1]


async def test_an_end_that_comes_while_a_read_is_under_way_lets_go_at_once(log: Log) -> None:
    log.while_reading = log.feed.end
    async with asyncio.timeout(60):
        assert await log.feed.next_batch(3_600) == ()


async def test_entries_that_do_not_join_on_are_read_from_the_log(log: Log) -> None:
    assert await _positions(log.feed) == []
    log.grow(5)  # an offer that never came
    log.feed.offer(log.grow(2))
    assert await _positions(log.feed) == [0, 1, 2, 3, 4, 5, 6]


async def test_entries_offered_twice_are_told_once(log: Log) -> None:
    assert await _positions(log.feed) == []
    log.feed.offer(log.grow(4))
    log.feed.offer(entries(2, 4))
    log.feed.offer(log.grow(1))
    assert await _positions(log.feed) == [0, 1, 2, 3, 4]


async def test_a_full_queue_is_given_up_for_the_log(log: Log) -> None:
    assert await _positions(log.feed) == []
    assert log.feed.offer(log.grow(20))
    assert not log.feed.offer(log.grow(1))
    assert await _positions(log.feed) == list(range(21))


@given(
    st.lists(st.sampled_from(["offer", "lose", "again", "take", "cancel", "burst"]), max_size=40)
)
def test_any_turn_of_events_tells_each_entry_once_and_in_order(turns: list[str]) -> None:
    async def play() -> None:
        log, told = Log(), []
        for turn in turns:
            match turn:
                case "offer":
                    log.feed.offer(log.grow(2))
                case "lose":
                    log.grow(1)
                case "again":
                    log.feed.offer(entries(max(0, log.size - 3), log.size))
                case "burst":
                    log.feed.offer(log.grow(30))
                case "take":
                    told += [entry.position for entry in await log.feed.next_batch(0.001)]
                case _:
                    taking = asyncio.ensure_future(log.feed.next_batch(1))
                    await asyncio.sleep(0)
                    if not taking.cancel():
                        told += [entry.position for entry in taking.result()]
        log.feed.offer(log.grow(1))
        while batch := await log.feed.next_batch(5 if len(told) < log.size else 0.001):
            told += [entry.position for entry in batch]
        assert told == list(range(log.size))

    asyncio.run(play())
