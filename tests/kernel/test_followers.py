"""The whole worker: sixteen writers, every follower, nothing missed; faults stay where they are."""

import asyncio
from pathlib import Path
from uuid import UUID

from gongdan.kernel.clock import utc_now
from gongdan.kernel.eventstore.port import Schedule
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.followers import Followers, measure
from gongdan.kernel.ids import new_id
from gongdan.kernel.jobs import Due, JobHandler
from gongdan.kernel.log.entries import LogEvent
from gongdan.kernel.outbox.reaction import Reaction
from tests.faults.many_writers import Run
from tests.kernel.conftest import Appends
from tests.kernel.followers import TALLY, Tally, followers, until
from tests.postgres_server import HouseDatabase


async def test_sixteen_writers_and_nothing_is_missed_by_anybody(
    fresh_database: HouseDatabase, tmp_path: Path
) -> None:
    figures = await Run(fresh_database, tmp_path, events=4_000, writers=16).go()
    assert figures.faults() == {}
    assert (figures.events, figures.positions) == (4_000, 4_000)


async def test_draining_does_all_that_can_be_done(
    database: HouseDatabase, appends: Appends, postgres_store: PostgresEventStore, tmp_path: Path
) -> None:
    heard: list[LogEvent] = []
    ran: list[Due] = []

    async def hear(event: LogEvent) -> None:
        heard.append(event)
        if len(heard) == 1:  # a reaction's own command is followed as well
            await postgres_store.append(appends(new_id(), 0, "Answered"))

    async def run(due: Due) -> None:
        ran.append(due)

    worker = followers(
        database,
        tmp_path,
        reactions=[Reaction(name="hear", kind="test", hear=hear)],
        jobs=[JobHandler(kind="remind", run=run)],
    )
    timer = Schedule("remind", "a", utc_now())
    await postgres_store.append(appends(new_id(), 0, "A", "B", timers=(timer,)))
    await worker.drain()
    assert [event.stored.type for event in heard if event.tenant == appends.tenant] == [
        "A",
        "B",
        "Answered",
    ]
    assert [due.key for due in ran] == ["a"]
    assert worker.totals.signed >= 1
    gauges = await measure(database.worker)
    assert (gauges.unplaced, gauges.untold, gauges.unsigned_tenants, gauges.due_jobs) == (
        0,
        0,
        0,
        0,
    )


async def test_a_worker_that_runs_stops_when_it_is_told(
    database: HouseDatabase, appends: Appends, postgres_store: PostgresEventStore, tmp_path: Path
) -> None:
    worker, stop = followers(database, tmp_path), asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    for _ in range(20):
        await postgres_store.append(appends(new_id(), 0))
    worker.nudge()
    await until(lambda: worker.totals.relayed >= 20 and worker.totals.signed > 0)
    stop.set()
    await asyncio.wait_for(running, 60)


async def test_a_log_that_contradicts_its_witness_is_not_added_to_and_others_go_on(
    database: HouseDatabase, appends: Appends, postgres_store: PostgresEventStore, tmp_path: Path
) -> None:
    await postgres_store.append(appends(new_id(), 0, "A", "B"))
    await followers(database, tmp_path).drain()
    record = tmp_path / f"{appends.tenant}.jsonl"
    record.write_text(record.read_text().replace('"size":2', '"size":5'))

    other = Appends(await database.make_tenant())
    await postgres_store.append(appends(new_id(), 0))
    await postgres_store.append(other(new_id(), 0))
    worker = followers(database, tmp_path)
    await worker.drain()
    assert worker.stopped == {appends.tenant}
    assert worker.totals.placed == 1
    assert worker.totals.faults == 1
    assert await _placed(database, appends.tenant) == 2


async def test_a_fault_in_one_projection_does_not_hold_up_the_rest(
    database: HouseDatabase, appends: Appends, postgres_store: PostgresEventStore, tmp_path: Path
) -> None:
    async with database.owner.untenanted() as connection:
        await connection.execute(TALLY)
    tally = Tally()
    tally.poison = "Bad"
    worker: Followers = followers(database, tmp_path, projections=[tally.projection()])
    await postgres_store.append(appends(new_id(), 0, "A", "Bad", "C"))
    for _ in range(4):
        await worker.drain()
    gauges = await measure(database.worker)
    assert (gauges.parked_projections, gauges.dead_letters) == (1, 1)
    assert gauges.unprojected >= 2
    assert await _placed(database, appends.tenant) == 3


async def _placed(database: HouseDatabase, tenant: UUID) -> int:
    async with database.app.reading(tenant) as reader:
        return await reader.fetchval("SELECT count(*) FROM log_entry WHERE tenant_id = $1", tenant)
