"""Many writers at once: positions gap-free, order kept, nothing missed by any follower.

    python -m tests.faults.many_writers --events 100000 --json

Writers append to shared streams while two workers follow; a live feed, a cursor over the log
and a projection each keep account of what they saw. Prints figures and what went wrong (nothing).
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import asyncpg
import msgspec

from gongdan.adapters.postgres.roles import role_url
from gongdan.kernel.eventstore.port import Appended
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.log.entries import Entry, LogEvent, entries_after
from gongdan.kernel.log.hub import LiveHub
from gongdan.kernel.outbox.reaction import Reaction
from tests.kernel.conftest import Appends
from tests.kernel.followers import TALLY, Tally, followers, tally_rows
from tests.postgres_server import SECRET, HouseDatabase, migrated, running_server


class Figures(msgspec.Struct, kw_only=True):
    """What happened; each `*_wrong` is a number of violations."""

    events: int
    writers: int
    streams: int
    seconds: float
    events_per_second: int
    positions: int
    gaps_wrong: int
    order_wrong: int
    feed_wrong: int
    cursor_wrong: int
    projection_wrong: int
    reaction_wrong: int
    workers_placed: list[int]

    def faults(self) -> dict[str, int]:
        """The violations that there were."""
        return {
            name: count
            for name, count in msgspec.to_builtins(self).items()
            if name.endswith("_wrong") and count
        }


class Run:
    """One run over a database of its own."""

    def __init__(self, database: HouseDatabase, folder: Path, *, events: int, writers: int) -> None:
        self._database = database
        self._folder = folder
        self._events = events
        self._writers = writers
        self._streams = [new_id() for _ in range(max(32, events // 100))]
        self._store = PostgresEventStore(database.app, {})
        self._heard: dict[UUID, list[int]] = defaultdict(list)
        self._fed: list[Entry] = []
        self._read: list[Entry] = []

    async def go(self) -> Figures:
        """Write, follow, wait for the last follower, and compare."""
        async with self._database.owner.untenanted() as connection:
            await connection.execute(TALLY)
        tenant = await self._database.make_tenant()
        reaction = Reaction(name="hear", kind="test", hear=self._hear)
        workers = [
            followers(
                self._database,
                self._folder,
                projections=[Tally().projection()],
                reactions=[reaction],
            )
            for _ in range(2)
        ]
        stop, hub = asyncio.Event(), LiveHub(self._database.app, self._connect)
        background = [asyncio.create_task(worker.run(stop)) for worker in workers]
        listening = asyncio.create_task(hub.run())
        begun = time.perf_counter()
        watching = asyncio.create_task(self._watch(hub, tenant))
        reading = asyncio.create_task(self._follow_cursor(tenant))
        await asyncio.gather(*(self._write(tenant, n) for n in range(self._writers)))
        await asyncio.gather(watching, reading, self._until_told(tenant))
        seconds = time.perf_counter() - begun
        stop.set()
        await asyncio.gather(*background)
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening
        return await self._compare(tenant, seconds, [worker.totals.placed for worker in workers])

    async def _write(self, tenant: UUID, number: int) -> None:
        chance, appends = random.Random(number), Appends(tenant)
        left = self._events // self._writers + (number < self._events % self._writers)
        while left:
            stream = chance.choice(self._streams)
            count = min(left, chance.randint(1, 3))
            loaded = await self._store.load(tenant, stream)
            outcome = await self._store.append(
                appends(stream, loaded.version if loaded else 0, *["Happened"] * count)
            )
            left -= count if isinstance(outcome, Appended) else 0

    async def _hear(self, event: LogEvent) -> None:
        self._heard[event.stored.stream].append(event.stored.seq)

    async def _watch(self, hub: LiveHub, tenant: UUID) -> None:
        async with hub.watch(tenant, after=-1) as feed:
            while len(self._fed) < self._events:
                self._fed.extend(await feed.next_batch(30))

    async def _follow_cursor(self, tenant: UUID) -> None:
        while len(self._read) < self._events:
            after = self._read[-1].position if self._read else -1
            async with self._database.app.reading(tenant) as reader:
                self._read.extend(await entries_after(reader, tenant, after))
            await asyncio.sleep(0.02)

    async def _until_told(self, tenant: UUID) -> None:
        """Wait until the outbox is empty and the projection stands at the end."""
        left = 1
        while left:
            await asyncio.sleep(0.05)
            async with self._database.app.reading(tenant) as reader:
                left = await reader.fetchval(
                    "SELECT (SELECT count(*) FROM outbox WHERE tenant_id = $1)"
                    " + $2 - coalesce((SELECT position FROM projection WHERE tenant_id = $1), 0)",
                    tenant,
                    self._events,
                )

    async def _compare(self, tenant: UUID, seconds: float, placed: list[int]) -> Figures:
        async with self._database.app.reading(tenant) as reader:
            rows = await reader.fetch(
                "SELECT position, stream_id, seq FROM log_entry WHERE tenant_id = $1"
                " ORDER BY position",
                tenant,
            )
        truth = [tuple(row) for row in rows]
        versions = Counter(stream for _, stream, _ in truth)
        (projected,) = (await tally_rows(self._database, tenant)).values()
        ends = {stream: position for position, stream, _ in truth}
        return Figures(
            events=self._events,
            writers=self._writers,
            streams=len(versions),
            seconds=round(seconds, 2),
            events_per_second=int(self._events / seconds),
            positions=len(truth),
            gaps_wrong=sum(position != n for n, (position, _, _) in enumerate(truth)),
            order_wrong=_out_of_order([(stream, seq) for _, stream, seq in truth]),
            feed_wrong=_different(truth, self._fed),
            cursor_wrong=_different(truth, self._read),
            projection_wrong=len(projected ^ {(s, n, n, ends[s]) for s, n in versions.items()}),
            reaction_wrong=sum(
                self._heard[stream] != list(range(1, n + 1)) for stream, n in versions.items()
            ),
            workers_placed=placed,
        )

    async def _connect(self) -> "asyncpg.Connection[asyncpg.Record]":
        return await asyncpg.connect(role_url(self._database.url, "app", SECRET))


def _out_of_order(entries: list[tuple[UUID, int]]) -> int:
    seen: Counter[UUID] = Counter()
    wrong = 0
    for stream, seq in entries:
        wrong += seq != seen[stream] + 1
        seen[stream] = seq
    return wrong


def _different(truth: list[tuple[int, UUID, int]], seen: list[Entry]) -> int:
    told = [(entry.position, entry.stream, entry.version) for entry in seen]
    return sum(a != b for a, b in zip(truth, told, strict=False)) + abs(len(truth) - len(told))


async def _main(events: int, writers: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder, running_server(durable=True) as server:
        async with migrated(server) as database:
            return await Run(database, Path(folder), events=events, writers=writers).go()


def main() -> int:
    """Run with the given numbers; the exit status is 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    wanted = parser.parse_args()
    figures = asyncio.run(_main(wanted.events, wanted.writers))
    if wanted.json:
        sys.stdout.write(msgspec.json.encode(figures).decode() + "\n")
    else:
        for name, figure in msgspec.to_builtins(figures).items():
            sys.stdout.write(f"{name:20} {figure}\n")
    return 1 if figures.faults() else 0


if __name__ == "__main__":
    raise SystemExit(main())
