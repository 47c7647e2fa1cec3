"""A worker that takes turns goes on after a fault, and ends when it is told to."""

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gongdan.kernel.turns import Turns

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TENANT, FIRST, SECOND = UUID(int=1), UUID(int=2), UUID(int=3)


class Waiting:
    """Work that waits in a list instead of a database."""

    def __init__(self, *pieces: UUID) -> None:
        self.pieces = list(pieces)
        self.done: list[UUID] = []
        self.faults: list[str] = []
        self.breaks_at: UUID | None = None
        self.ended = asyncio.Event()

    @asynccontextmanager
    async def untenanted(self) -> "AsyncIterator[Waiting]":
        yield self

    async def due(self, _reader: object, limit: int) -> list[tuple[UUID, UUID]]:
        return [(TENANT, piece) for piece in self.pieces[:limit]]

    async def work(self, _tenant: UUID, piece: UUID, _stop: asyncio.Event) -> None:
        if piece == self.breaks_at:
            self.breaks_at = None
            self.pieces.reverse()
            raise RuntimeError("the database went away")
        self.pieces.remove(piece)
        self.done.append(piece)
        if not self.pieces:
            self.ended.set()

    def turns(self) -> Turns:
        def told(doing: str, fault: BaseException) -> None:
            self.faults.append(f"{doing}: {type(fault).__name__}")

        database: Any = self
        return Turns(database, self.due, self.work, doing="test", on_fault=told)


async def test_everything_that_waits_is_done_and_counted() -> None:
    waiting = Waiting(FIRST, SECOND)
    assert await waiting.turns().drain() == 2
    assert waiting.done == [FIRST, SECOND]


async def test_a_fault_is_told_and_the_next_round_tries_again() -> None:
    waiting, stop = Waiting(FIRST, SECOND), asyncio.Event()
    waiting.breaks_at = FIRST
    running = asyncio.create_task(waiting.turns().run(stop))
    ended = asyncio.create_task(waiting.ended.wait())
    await asyncio.wait({running, ended}, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    await running
    assert waiting.faults == ["test: RuntimeError"]
    assert sorted(waiting.done, key=str) == [FIRST, SECOND]
    assert ended.done()
