"""Projections: exactly once, in order, rebuilt beside the traffic, parked where they fail."""

import asyncio
from uuid import UUID

import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.kernel.dead_letters import Follower, open_letters, resend
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.projector import Projector
from gongdan.kernel.sequencer import Sequencer
from tests.kernel.conftest import Appends
from tests.kernel.followers import AT_ONCE, TALLY, Tally, tally_rows
from tests.postgres_server import HouseDatabase


@pytest.fixture(autouse=True)
async def table(database: HouseDatabase) -> None:
    async with database.owner.untenanted() as connection:
        await connection.execute(TALLY)


class Yard:
    def __init__(self, database: HouseDatabase, appends: Appends) -> None:
        self.database = database
        self.appends = appends
        self.tenant: UUID = appends.tenant
        self.store = PostgresEventStore(database.app, {})
        self.projector = Projector(database.worker, batch=10, retry=AT_ONCE)
        self.tally = Tally()

    async def write(self, *streams: tuple[str, ...]) -> list[UUID]:
        made = []
        for types in streams:
            made.append(new_id())
            await self.store.append(self.appends(made[-1], 0, *types))
        sequencer = Sequencer(self.database.worker, ChainTree())
        while await sequencer.place(self.tenant):
            pass
        return made

    async def follow(self, projector: Projector | None = None) -> int:
        applied = 0
        while batch := await (projector or self.projector).advance(
            self.tally.projection(), self.tenant
        ):
            applied += batch
        return applied

    async def states(self) -> list[tuple[int, int, bool, bool]]:
        async with self.database.app.reading(self.tenant) as reader:
            rows = await reader.fetch(
                "SELECT generation, position, live, parked FROM projection WHERE tenant_id = $1"
                " ORDER BY generation",
                self.tenant,
            )
        return [tuple(row) for row in rows]


@pytest.fixture
def yard(database: HouseDatabase, appends: Appends) -> Yard:
    return Yard(database, appends)


async def test_a_projection_follows_the_log_to_its_end(yard: Yard) -> None:
    await yard.write(("A", "B"), ("A",) * 33)
    assert yard.tenant in await yard.projector.waiting(yard.tally.projection())
    assert await yard.follow() == 35
    assert yard.tenant not in await yard.projector.waiting(yard.tally.projection())
    assert {row[1:3] for row in (await tally_rows(yard.database, yard.tenant))[1]} == {
        (2, 2),
        (33, 33),
    }
    assert await yard.states() == [(1, 35, True, False)]


async def test_four_projectors_at_once_apply_each_event_once(yard: Yard) -> None:
    await yard.write(*[("A", "B", "C")] * 50)
    crowd = [Projector(yard.database.worker, batch=7) for _ in range(4)]
    applied = await asyncio.gather(*(yard.follow(one) for one in crowd))
    applied.append(await yard.follow())
    assert sum(applied) == 150
    rows = await tally_rows(yard.database, yard.tenant)
    assert {row[1] for row in rows[1]} == {3}


async def test_a_rebuild_goes_on_beside_the_traffic_and_equals_the_incremental_rows(
    yard: Yard,
) -> None:
    await yard.write(*[("A", "B")] * 20)
    await yard.follow()
    await yard.projector.rebuild(yard.tally.projection(), yard.tenant)
    await yard.projector.advance(yard.tally.projection(), yard.tenant)
    assert await yard.states() == [(1, 40, True, False), (2, 10, False, False)]

    await yard.write(("C",) * 5)
    await yard.projector.advance(yard.tally.projection(), yard.tenant)
    live_meanwhile = (await tally_rows(yard.database, yard.tenant))[1]
    assert sum(int(str(row[1])) for row in live_meanwhile) == 45

    await yard.follow()
    assert await yard.states() == [(2, 45, True, False)]
    assert await tally_rows(yard.database, yard.tenant) == {2: live_meanwhile}


async def test_a_new_version_of_the_code_makes_its_rows_anew(yard: Yard) -> None:
    await yard.write(("A",) * 25)
    await yard.follow()
    before = (await tally_rows(yard.database, yard.tenant))[1]
    yard.tally.version = 2
    await yard.projector.advance(yard.tally.projection(), yard.tenant)
    assert await yard.states() == [(1, 25, True, False), (2, 10, False, False)]
    await yard.follow()
    assert await yard.states() == [(2, 25, True, False)]
    assert await tally_rows(yard.database, yard.tenant) == {2: before}
    yard.tally.version = 1  # an old worker that still runs begins nothing
    assert await yard.follow() == 0
    assert await yard.states() == [(2, 25, True, False)]


async def test_a_poison_event_parks_the_projection_with_a_dead_letter(yard: Yard) -> None:
    yard.tally.poison = "Bad"
    (stream,) = await yard.write(("A",) * 4 + ("Bad", "C"))
    for _ in range(4):
        await yard.follow()
    assert await yard.states() == [(1, 4, True, True)]
    async with yard.database.app.reading(yard.tenant) as reader:
        (letter,) = await open_letters(reader, yard.tenant)
    assert (letter.follower, letter.name) == (Follower.PROJECTION, "tally")
    assert (letter.stream, letter.seq, letter.attempts) == (stream, 5, 3)
    assert letter.error.startswith("ValueError at ")
    assert "Li Lei" not in letter.error
    assert yard.tenant not in await yard.projector.waiting(yard.tally.projection())

    yard.tally.poison = None
    assert await resend(yard.database.app, yard.tenant, letter.id)
    assert not await resend(yard.database.app, yard.tenant, letter.id)
    assert await yard.follow() == 2
    assert await yard.states() == [(1, 6, True, False)]
