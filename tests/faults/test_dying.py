"""Followers killed at named moments: the next one goes on, nothing is done twice or left out."""

import asyncio
import signal
import sys
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.adapters.file_witness import FileWitness
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.log.checkpoint import Checkpointer
from tests.faults.dying import Moment, answers_stream, mortal_followers
from tests.kernel.conftest import Appends
from tests.kernel.followers import NOTARY, TALLY, tally_rows
from tests.postgres_server import HouseDatabase

STREAMS, EVENTS = 9, 7
PATIENCE = 60


class Scene:
    """A tenant whose events are followed by processes that die."""

    def __init__(self, database: HouseDatabase, tenant: UUID, folder: Path) -> None:
        self.database = database
        self.tenant = tenant
        self.folder = folder
        self.streams: list[UUID] = []
        self._appends = Appends(tenant)
        self._store = PostgresEventStore(database.app, {})

    async def write(self) -> None:
        """Append some streams of some events."""
        for _ in range(STREAMS):
            self.streams.append(new_id())
            await self._store.append(self._appends(self.streams[-1], 0, *["Happened"] * EVENTS))

    async def follow_until_death(self, moment: Moment) -> int:
        """Run followers in a process of their own; return how it ended."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.dying",
            moment, self.database.url, str(self.folder),
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        async with asyncio.timeout(PATIENCE):
            return await process.wait()

    async def follow_to_the_end(self) -> None:
        """Let sound followers do what is left, also what the dead ones had leased."""
        sound = mortal_followers(self.database, self.folder, Moment.NEVER)
        async with asyncio.timeout(PATIENCE):
            while await self._untold():
                await sound.drain()
                await asyncio.sleep(0.1)
        await sound.drain()

    async def _untold(self) -> int:
        async with self.database.app.reading(self.tenant) as reader:
            left: int = await reader.fetchval(
                "SELECT count(*) FROM outbox WHERE tenant_id = $1", self.tenant
            )
        return left

    async def places(self) -> list[tuple[int, UUID, int]]:
        """Return the log: position, stream and seq."""
        async with self.database.app.reading(self.tenant) as reader:
            rows = await reader.fetch(
                "SELECT position, stream_id, seq FROM log_entry WHERE tenant_id = $1"
                " ORDER BY position",
                self.tenant,
            )
        return [tuple(row) for row in rows]

    async def answered(self) -> Counter[UUID]:
        """Return how many answers each stream got."""
        return Counter(
            {
                stream: len(await self._store.history(self.tenant, answers_stream(stream)))
                for stream in self.streams
            }
        )


@pytest.fixture
async def scene(fresh_database: HouseDatabase, tmp_path: Path) -> Scene:
    async with fresh_database.owner.untenanted() as connection:
        await connection.execute(TALLY)
    return Scene(fresh_database, await fresh_database.make_tenant(), tmp_path / "witness")


@pytest.mark.slow
@pytest.mark.parametrize("moment", [moment for moment in Moment if moment is not Moment.NEVER])
async def test_after_a_follower_died_the_next_goes_on_where_it_stood(
    scene: Scene, moment: Moment
) -> None:
    for _ in range(2):
        await scene.write()
        assert await scene.follow_until_death(moment) == -signal.SIGKILL
    await scene.follow_to_the_end()

    places = await scene.places()
    events = 2 * STREAMS * EVENTS
    assert [position for position, _, _ in places] == list(range(2 * events))
    in_order = [(stream, seq) for _, stream, seq in places if stream in scene.streams]
    assert all(
        [seq for found, seq in in_order if found == stream] == list(range(1, EVENTS + 1))
        for stream in scene.streams
    )
    (tally,) = (await tally_rows(scene.database, scene.tenant)).values()
    assert sum(int(str(row[1])) for row in tally) == 2 * events
    assert await scene.answered() == Counter(dict.fromkeys(scene.streams, EVENTS))
    witness = FileWitness(scene.folder)
    await Checkpointer(scene.database.worker, ChainTree(), NOTARY, witness).compare(scene.tenant)
    known = await witness.latest(scene.tenant)
    assert known is not None
    assert known.size == 2 * events
