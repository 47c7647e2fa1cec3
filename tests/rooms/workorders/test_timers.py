"""Timers of orders: reckoned once, kept beside the event, held while the order rests, fired once."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongdan.kernel.database import Database
from gongdan.kernel.decider import load
from gongdan.kernel.eventstore.memory import MemoryEventStore
from gongdan.kernel.jobs import Due, Jobs
from gongdan.rooms.calendars.contract import Calendar, Span, week
from gongdan.rooms.workorders.contract import (
    AcceptOrder,
    CancelOrder,
    CompleteWork,
    FireTimer,
    ResumeOrder,
    SuspendOrder,
    TimerRuns,
)
from gongdan.rooms.workorders.domain.due import held, reckon, taken_up
from gongdan.rooms.workorders.handlers.sent import OrderDone, Sent
from gongdan.rooms.workorders.jobs import CLOCK, timer_handler
from gongdan.rooms.workorders.store import ORDERS
from tests.postgres_server import HouseDatabase
from tests.rooms.workorders.drawn import edge, five_with, step, timer
from tests.rooms.workorders.yard import DONE, Yard, memory_yard

OFFICE = Calendar("Asia/Shanghai", week((Span(9 * 60, 12 * 60), Span(13 * 60, 18 * 60))))
FRIDAY = datetime(2026, 11, 27, 7, tzinfo=UTC)
"""15:00 in Shanghai."""


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type,misc] # year, month, day, hour


@pytest.mark.parametrize(
    ("due", "working", "fires"),
    [
        ("PT4H", False, at(2026, 11, 27, 11)),
        ("PT4H", True, at(2026, 11, 30, 2)),  # three hours on Friday, one on Monday
        ("P2D", False, at(2026, 11, 29, 7)),
        ("P2D", True, at(2026, 12, 1, 7)),
        ("P1DT4H", True, at(2026, 12, 1, 2)),
        ("P1M", False, at(2026, 12, 27, 7)),
        ("R3/PT10M", False, at(2026, 11, 27, 7, 10)),
        ("R/P1D", True, at(2026, 11, 30, 7)),
        ("2026-12-24T08:00:00+08:00", False, at(2026, 12, 24, 0)),
        ("2026-12-24T08:00:00", True, at(2026, 12, 24, 0)),
    ],
)
def test_a_timer_fires_when_its_text_says(due: str, working: bool, fires: datetime) -> None:
    assert reckon(due, FRIDAY, OFFICE, working=working) == fires


@pytest.mark.parametrize("due", ["", "P", "PT", "soon", "P-1D", "2026-13-01", "R3/", "P99999999D"])
def test_a_text_that_is_no_time_fires_never(due: str) -> None:
    assert reckon(due, FRIDAY, OFFICE, working=False) is None


def test_months_have_no_working_time() -> None:
    assert reckon("P1M", FRIDAY, OFFICE, working=True) is None


@given(st.integers(0, 400), st.integers(1, 500), st.integers(0, 100), st.booleans())
def test_rest_takes_nothing_from_a_timer_and_adds_nothing(
    hours: int,
    minutes: int,
    rest: int,
    working: bool,
) -> None:
    """What was left when the order began to rest is left when it goes on."""
    begin = FRIDAY + timedelta(hours=hours)
    fires = reckon(f"PT{minutes}M", begin, OFFICE, working=working)
    assert fires is not None
    runs = TimerRuns(timer=7, at=fires, working=working)
    still = held(runs, begin, OFFICE)
    assert still.left == minutes * 60
    on = taken_up(still, begin + timedelta(hours=rest), OFFICE)
    assert held(on, begin + timedelta(hours=rest), OFFICE).left == still.left


ESCALATION = five_with(
    {
        "late": {
            "kind": "boundary",
            "attached_to": "execute",
            "trigger": timer("PT4H", working=True),
        },
        "head": step("execute", {"role": "supervisor"}, form="execute"),
    },
    [edge("escalate", "late", "head"), edge("done", "head", "verify")],
)
REMINDED = five_with({"execute": {"remind": timer("R2/PT1H")}})


async def working(yard: Yard) -> OrderDone:
    done = await yard.report()
    return await yard.act(
        done.order, "dispatcher", AcceptOrder(assignee=yard.by["technician"].user)
    )


def set_timers(yard: Yard) -> Mapping[str, datetime]:
    assert isinstance(yard.store, MemoryEventStore)
    return {key: timer.run_at for (_, kind, key), timer in yard.store.timers.items() if kind}


async def test_a_step_sets_its_timer_with_its_event_and_takes_it_away_when_done() -> None:
    yard = memory_yard(ESCALATION)
    done = await working(yard)
    (runs,) = done.state.timers
    assert set_timers(yard) == {f"{done.order}:{runs.timer}": runs.at}
    after = await yard.act(done.order, "technician", CompleteWork(data=DONE))
    assert (after.state.timers, set_timers(yard)) == ((), {})


async def test_a_resting_order_holds_its_timers_and_sets_them_anew() -> None:
    yard = memory_yard(ESCALATION)
    done = await working(yard)
    rests = await yard.act(done.order, "technician", SuspendOrder(reason="等备件"))
    assert rests.state.timers[0].left == pytest.approx(4 * 3600, abs=2)
    assert set_timers(yard) == {}
    on = await yard.act(done.order, "technician", ResumeOrder())
    assert on.state.timers[0].left is None
    assert list(set_timers(yard).values()) == [on.state.timers[0].at]
    await yard.act(done.order, "dispatcher", CancelOrder(reason="不修了"))
    assert set_timers(yard) == {}


async def test_a_timer_that_is_not_due_yet_does_nothing() -> None:
    yard = memory_yard(ESCALATION)
    done = await working(yard)
    await fire(yard, done)
    assert (await again(yard, done)).version == done.version


def due_now(body: bytes) -> bytes:
    return body.replace(b"PT4H", b"PT0S").replace(b"R2/PT1H", b"R2/PT0S")


async def fire(yard: Yard, done: OrderDone) -> None:
    for runs in done.state.timers:
        payload: dict[str, str | int | None] = {"order": str(done.order), "timer": runs.timer}
        name = f"{done.order}:{runs.timer}"
        await timer_handler(yard.orders).run(
            Due(
                tenant=yard.tenant,
                kind="order.timer",
                key=name,
                run_at=runs.at,
                payload=payload,
                attempt=1,
            )
        )


async def again(yard: Yard, done: OrderDone) -> OrderDone:
    now = await load(yard.store, ORDERS, yard.tenant, done.order)
    return OrderDone(done.order, now.state, now.version)


async def test_a_timer_on_the_border_takes_the_step_to_somebody_else_once() -> None:
    yard = memory_yard(due_now(ESCALATION))
    done = await working(yard)
    for _ in range(3):
        await fire(yard, done)
    after = await again(yard, done)
    assert after.version == done.version + 1
    assert (after.state.stage, after.state.step and after.state.step.node) == ("execute", "head")
    stored = (await yard.store.history(yard.tenant, done.order))[-1]
    recorded = ORDERS.codec.decode(yard.tenant, stored)
    assert (type(recorded.event).__name__, recorded.actor) == ("OrderTimerFired", CLOCK)


async def test_a_timer_reminds_as_a_person_would_and_comes_again() -> None:
    yard = memory_yard(due_now(REMINDED))
    done = await working(yard)
    for times in (1, 2):
        await fire(yard, await again(yard, done))
        assert (await again(yard, done)).state.reminders == times
    last = await again(yard, done)
    assert last.state.timers == ()


@pytest.fixture
def body() -> bytes:
    return due_now(ESCALATION)


async def jobs_left(database: Database, tenant: UUID) -> int:
    async with database.reading(tenant) as reader:
        count: int = await reader.fetchval(
            "SELECT count(*) FROM job WHERE tenant_id = $1 AND kind = 'order.timer'", tenant
        )
    return count


async def test_a_timer_outlives_the_worker_that_died_with_it(
    database: HouseDatabase, drawn_yard: Yard
) -> None:
    yard = drawn_yard
    done = await working(yard)
    assert await jobs_left(database.app, yard.tenant) == 1
    async with database.worker.untenanted() as connection:
        leased = await connection.fetch(
            "SELECT * FROM lease_jobs_v1($1, 'dead', '{order.timer}'::text[], 20, $2)",
            yard.tenant,
            timedelta(microseconds=1),
        )
    assert len(leased) == 1
    workers = [Jobs(database.worker, (timer_handler(yard.orders),), name) for name in "ab"]
    for worker in workers:
        await worker.run(yard.tenant)
    after = await again(yard, done)
    assert (after.version, after.state.step and after.state.step.node) == (done.version + 1, "head")
    assert await jobs_left(database.app, yard.tenant) == 0
    refused = await yard.orders.act(yard.by["auditor"], done.order, FireTimer(timer=1), Sent())
    assert refused.code == "order_act_not_allowed"  # type: ignore[union-attr] # nobody else fires one
