"""Jobs and timers: done when due, tried again, buried at last, and never by two at once."""

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest

from gongdan.kernel.clock import utc_now
from gongdan.kernel.dead_letters import Follower, open_letters, resend
from gongdan.kernel.eventstore.port import CallOff, Schedule
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.jobs import Due, JobHandler, Jobs
from tests.kernel.conftest import Appends
from tests.kernel.followers import AT_ONCE
from tests.postgres_server import HouseDatabase

LONG_AGO = timedelta(seconds=-1)


class Yard:
    def __init__(self, database: HouseDatabase, appends: Appends) -> None:
        self.database = database
        self.appends = appends
        self.tenant: UUID = appends.tenant
        self.store = PostgresEventStore(database.app, {})
        self.stream = new_id()
        self.version = 0
        self.ran: list[Due] = []
        self.bad: set[str] = set()

    async def set(self, *keys: str, after: timedelta = LONG_AGO) -> None:
        """Set timers by an event, as a room does."""
        timers = tuple(Schedule("remind", key, utc_now() + after, {"order": key}) for key in keys)
        await self._append(timers)

    async def call_off(self, key: str) -> None:
        await self._append((CallOff("remind", key),))

    async def _append(self, timers: tuple[Schedule | CallOff, ...]) -> None:
        await self.store.append(self.appends(self.stream, self.version, timers=timers))
        self.version += 1

    def jobs(self, owner: str = "one", lasting: float = 60) -> Jobs:
        handler = JobHandler(kind="remind", run=self._run, retry=AT_ONCE)
        return Jobs(self.database.worker, [handler], owner, lasting=timedelta(seconds=lasting))

    async def _run(self, due: Due) -> None:
        self.ran.append(due)
        await asyncio.sleep(0)
        if due.key in self.bad:
            raise LookupError("Li Lei, 13800000000")

    async def left(self) -> int:
        async with self.database.app.reading(self.tenant) as reader:
            return await reader.fetchval(
                "SELECT count(*) FROM job WHERE tenant_id = $1", self.tenant
            )


@pytest.fixture
def yard(database: HouseDatabase, appends: Appends) -> Yard:
    return Yard(database, appends)


async def _run_all(jobs: Jobs, tenant: UUID) -> int:
    ran = 0
    while batch := await jobs.run(tenant):
        ran += batch
    return ran


async def test_a_due_timer_runs_once_with_its_payload(yard: Yard) -> None:
    await yard.set("a", "b")
    await yard.set("later", after=timedelta(hours=1))
    jobs = yard.jobs()
    assert yard.tenant in await jobs.waiting()
    assert await _run_all(jobs, yard.tenant) == 2
    assert sorted((due.key, due.payload["order"], due.attempt) for due in yard.ran) == [
        ("a", "a", 1),
        ("b", "b", 1),
    ]
    assert await yard.left() == 1
    assert yard.tenant not in await jobs.waiting()


async def test_a_timer_that_was_called_off_does_not_run(yard: Yard) -> None:
    await yard.set("a")
    await yard.call_off("a")
    assert await _run_all(yard.jobs(), yard.tenant) == 0


async def test_four_workers_run_each_job_once(yard: Yard) -> None:
    await yard.set(*(f"job {n}" for n in range(150)))
    ran = await asyncio.gather(*(_run_all(yard.jobs(f"worker {n}"), yard.tenant) for n in range(4)))
    assert sum(ran) == 150
    assert Counter(Counter(due.key for due in yard.ran).values()) == {1: 150}
    assert await yard.left() == 0


async def test_a_failing_job_is_tried_again_then_buried_and_can_be_sent_again(yard: Yard) -> None:
    await yard.set("bad", "good")
    yard.bad = {"bad"}
    jobs = yard.jobs()
    await _run_all(jobs, yard.tenant)
    await _run_all(jobs, yard.tenant)
    assert [due.attempt for due in yard.ran if due.key == "bad"] == [1, 2, 3]
    assert [due.attempt for due in yard.ran if due.key == "good"] == [1]
    assert await yard.left() == 0
    async with yard.database.app.reading(yard.tenant) as reader:
        (letter,) = await open_letters(reader, yard.tenant)
    assert (letter.follower, letter.name, letter.attempts) == (Follower.JOB, "remind", 3)
    assert "Li Lei" not in letter.error

    yard.bad, before = set(), yard.ran[0]
    assert await resend(yard.database.app, yard.tenant, letter.id)
    assert await _run_all(jobs, yard.tenant) == 1
    again = yard.ran[-1]
    assert (again.key, again.run_at, again.payload) == ("bad", before.run_at, {"order": "bad"})


async def test_the_jobs_of_a_worker_that_died_come_back_when_the_lease_runs_out(
    yard: Yard,
) -> None:
    await yard.set("a")

    async def die(_: Due) -> None:
        raise asyncio.CancelledError

    dying = Jobs(
        yard.database.worker,
        [JobHandler(kind="remind", run=die)],
        "dying",
        lasting=timedelta(seconds=0.3),
    )
    with pytest.raises(asyncio.CancelledError):
        await dying.run(yard.tenant)
    assert await yard.jobs().run(yard.tenant) == 0
    await asyncio.sleep(0.35)
    assert await yard.jobs().run(yard.tenant) == 1
    assert yard.ran[0].attempt == 2


async def test_a_timer_moved_while_it_runs_stays_set(yard: Yard) -> None:
    await yard.set("a")

    async def move(_: Due) -> None:
        await yard.set("a", after=timedelta(hours=1))

    jobs = Jobs(yard.database.worker, [JobHandler(kind="remind", run=move)], "one")
    assert await jobs.run(yard.tenant) == 1
    assert await yard.left() == 1


async def test_a_kind_that_nobody_knows_waits_for_a_worker_that_does(yard: Yard) -> None:
    await yard.set("a")
    stranger = Jobs(yard.database.worker, [], "stranger")
    assert yard.tenant not in await stranger.waiting()
    assert await stranger.run(yard.tenant) == 0
    assert await yard.jobs().run(yard.tenant) == 1
