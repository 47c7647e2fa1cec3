"""The sequencer: every committed event gets one place, gap-free and in order inside its stream."""

import asyncio
import random
from collections import defaultdict
from uuid import UUID

import asyncpg
import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.engines.chain import merkle
from gongdan.kernel.database import Database
from gongdan.kernel.eventstore.port import Appended
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.log.tree import Leaf, TreeDamagedError, stored_root
from gongdan.kernel.sequencer import Sequencer
from tests.kernel.conftest import Appends
from tests.postgres_server import HouseDatabase

HEADERS = """
SELECT l.position, e.stream_id, e.seq, e.event_id, e.recorded_at, sha256(e.body) AS digest,
    coalesce(p.hash, decode(repeat('00', 32), 'hex')) AS previous
FROM log_entry l
JOIN event e ON e.tenant_id = l.tenant_id AND e.stream_id = l.stream_id AND e.seq = l.seq
LEFT JOIN event p ON p.tenant_id = l.tenant_id AND p.stream_id = l.stream_id AND p.seq = l.seq - 1
WHERE l.tenant_id = $1 ORDER BY l.position
"""


@pytest.fixture
def sequencer(database: HouseDatabase) -> Sequencer:
    return Sequencer(database.worker, ChainTree(), batch=50)


async def _place_all(sequencer: Sequencer, tenant: UUID) -> int:
    placed = 0
    while batch := await sequencer.place(tenant):
        placed += batch
    return placed


async def _write(
    store: PostgresEventStore, appends: Appends, streams: list[UUID], turns: int
) -> None:
    """One writer: appends to streams in turn; others may be faster, then it reads again."""
    for turn in range(turns):
        stream = streams[turn % len(streams)]
        while True:
            loaded = await store.load(appends.tenant, stream)
            outcome = await store.append(appends(stream, loaded.version if loaded else 0))
            if isinstance(outcome, Appended):
                break


async def _check_log(database: HouseDatabase, tenant: UUID, count: int) -> None:
    """Gap-free from 0, in order inside streams, head and tree agree with the entries."""
    async with database.app.reading(tenant) as reader:
        rows = await reader.fetch(HEADERS, tenant)
        head = await reader.fetchrow(
            "SELECT epoch, size FROM log_head WHERE tenant_id = $1", tenant
        )
        root = await stored_root(reader, ChainTree(), tenant, epoch=1, size=count)
    assert [row["position"] for row in rows] == list(range(count))
    assert tuple(head) == (1, count)
    seen: dict[UUID, int] = defaultdict(int)
    for row in rows:
        assert row["seq"] == seen[row["stream_id"]] + 1
        seen[row["stream_id"]] = row["seq"]
    leaves = [
        ChainTree().leaf(
            Leaf(
                tenant,
                row["previous"],
                row["stream_id"],
                row["seq"],
                row["event_id"],
                row["recorded_at"],
                row["digest"],
            )
        )
        for row in rows
    ]
    assert merkle.root(merkle.extend(merkle.EMPTY, leaves)) == root


async def test_a_tenant_with_new_events_waits_until_they_have_their_place(
    sequencer: Sequencer, postgres_store: PostgresEventStore, appends: Appends
) -> None:
    await postgres_store.append(appends(new_id(), 0, "A", "B"))
    assert appends.tenant in await sequencer.waiting()
    assert await sequencer.place(appends.tenant) == 2
    assert appends.tenant not in await sequencer.waiting()
    assert await sequencer.place(appends.tenant) == 0


async def test_two_sequencers_race_over_sixteen_writers_and_leave_no_gap(
    database: HouseDatabase, postgres_store: PostgresEventStore, appends: Appends
) -> None:
    streams = [new_id() for _ in range(40)]
    writing = asyncio.gather(
        *(
            _write(postgres_store, appends, random.Random(n).sample(streams, 40), 40)
            for n in range(16)
        )
    )

    async def sequence(batch: int) -> int:
        one = Sequencer(database.worker, ChainTree(), batch=batch)
        placed = 0
        while not writing.done():
            placed += await one.place(appends.tenant)
        return placed

    first, second, _ = await asyncio.gather(sequence(7), sequence(64), writing)
    third = await _place_all(Sequencer(database.worker, ChainTree()), appends.tenant)
    assert first + second + third == 640
    assert first > 0
    assert second > 0
    await _check_log(database, appends.tenant, 640)


async def test_a_sequencer_that_dies_in_its_batch_leaves_nothing_behind(
    database: HouseDatabase, postgres_store: PostgresEventStore, appends: Appends
) -> None:
    for _ in range(30):
        await postgres_store.append(appends(new_id(), 0, "A", "B"))

    class Dying(ChainTree):
        """Kills its own connection in the middle of the third batch."""

        batches = 0

        def leaf(self, leaf: Leaf) -> bytes:
            Dying.batches += 1
            if Dying.batches > 25:
                raise ConnectionResetError
            return super().leaf(leaf)

    dying = Sequencer(database.worker, Dying(), batch=10)
    with pytest.raises(ConnectionResetError):
        await _place_all(dying, appends.tenant)
    async with database.admin.untenanted() as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'gongdan_worker'"
        )
    await database.worker.pool.expire_connections()
    assert await _place_all(Sequencer(database.worker, ChainTree()), appends.tenant) == 40
    await _check_log(database, appends.tenant, 60)


async def test_a_batch_that_is_open_elsewhere_is_left_alone(
    database: HouseDatabase,
    sequencer: Sequencer,
    postgres_store: PostgresEventStore,
    appends: Appends,
) -> None:
    await postgres_store.append(appends(new_id(), 0))
    await sequencer.place(appends.tenant)
    await postgres_store.append(appends(new_id(), 0))
    async with database.worker.writing(appends.tenant) as leader:
        await leader.fetch("SELECT * FROM log_head WHERE tenant_id = $1 FOR UPDATE", appends.tenant)
        assert await sequencer.place(appends.tenant) == 0
    assert await sequencer.place(appends.tenant) == 1


async def test_a_writer_that_commits_late_is_not_passed_by(
    database: HouseDatabase,
    sequencer: Sequencer,
    postgres_store: PostgresEventStore,
    appends: Appends,
) -> None:
    """The trap of cursors over ids: begun first, committed last."""
    late = await asyncpg.connect(database.url, server_settings={"search_path": "gongdan"})
    slow = PostgresEventStore(Database(_OneConnection(late)), {})  # type: ignore[arg-type]
    await late.execute("BEGIN")
    await slow.append(appends(new_id(), 0, "Late"))
    for _ in range(3):
        await postgres_store.append(appends(new_id(), 0, "Early"))
    assert await _place_all(sequencer, appends.tenant) == 3
    await late.execute("COMMIT")
    await late.close()
    assert await _place_all(sequencer, appends.tenant) == 1
    await _check_log(database, appends.tenant, 4)


async def test_a_damaged_tree_is_not_grown(
    database: HouseDatabase,
    sequencer: Sequencer,
    postgres_store: PostgresEventStore,
    appends: Appends,
) -> None:
    await postgres_store.append(appends(new_id(), 0, "A", "B", "C"))
    await sequencer.place(appends.tenant)
    async with database.admin.untenanted() as connection:
        await connection.execute(
            "UPDATE log_tile SET hashes = substr(hashes, 1, 64) WHERE tenant_id = $1",
            appends.tenant,
        )
    await postgres_store.append(appends(new_id(), 0))
    with pytest.raises(TreeDamagedError, match="2 hashes, 3 due"):
        await sequencer.place(appends.tenant)


class _OneConnection:
    """A pool of one open connection, so that a test holds the transaction."""

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._connection = connection

    async def acquire(self) -> "asyncpg.Connection[asyncpg.Record]":
        return self._connection

    async def release(self, _connection: object) -> None:
        return None
