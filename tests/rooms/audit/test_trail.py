"""The trail: chained, one stream a day and actor, standing or falling with the act it tells."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from gongdan.kernel.audit import Deed, DeedOutcome
from gongdan.kernel.clock import utc_now
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import Ref, new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.audit.contract import AuditEntry, AuditFilter, AuditPage
from gongdan.rooms.audit.domain.day import Day, evolve, stream_of
from gongdan.rooms.audit.handlers import Trail, TrailBrokenError
from gongdan.rooms.audit.store import CODEC
from gongdan.rooms.audit.views import list_entries
from tests.kernel.chain import link
from tests.postgres_server import HouseDatabase

LIN = Actor(ActorKind.PERSON, UUID(int=1))
WANG = Actor(ActorKind.PERSON, UUID(int=2))
EVERYTHING = AuditFilter()


@pytest.fixture
def trail(database: HouseDatabase) -> Trail:
    return Trail(database.app, utc_now, new_id)


def deed(tenant: UUID, act: str = "user.create", actor: Actor = LIN, **more: object) -> Deed:
    return Deed(tenant=tenant, actor=actor, act=act, **more)  # type: ignore[arg-type]


async def entries(
    database: HouseDatabase, tenant: UUID, wanted: AuditFilter = EVERYTHING
) -> list[AuditEntry]:
    page = await list_entries(database.app, tenant, wanted, limit=200)
    assert isinstance(page, AuditPage)
    return page.items


def test_an_actors_day_is_one_stream_and_each_other_day_or_actor_another() -> None:
    tenant, noon = UUID(int=9), datetime(2026, 3, 1, 12, tzinfo=UTC)
    here = stream_of(tenant, LIN, noon)
    assert stream_of(tenant, LIN, noon + timedelta(hours=11)) == here
    others = {
        stream_of(tenant, LIN, noon + timedelta(days=1)),
        stream_of(tenant, WANG, noon),
        stream_of(UUID(int=8), LIN, noon),
        stream_of(tenant, Actor(ActorKind.CLIENT, LIN.id), noon),
        stream_of(tenant, Actor(ActorKind.TIMER, name="sla"), noon),
        stream_of(tenant, Actor(ActorKind.PERSON), noon),
    }
    assert len(others | {here}) == 7


async def test_what_is_told_is_read_back_with_its_place_in_the_chain(
    trail: Trail, database: HouseDatabase, tenant: UUID
) -> None:
    order = Ref("order", new_id())
    told = deed(
        tenant,
        "order.accept",
        object=order,
        outcome=DeedOutcome.REFUSED,
        code="order_not_at_this_step",
        place="accept",
        facts={"version": 3, "roles": ["technician"]},
    )
    await trail.record(told)
    [read] = await entries(database, tenant)
    assert (read.act, read.outcome, read.code, read.place) == (
        "order.accept",
        "refused",
        "order_not_at_this_step",
        "accept",
    )
    assert (read.object, read.actor.id, read.seq) == (order, LIN.id, 1)
    assert read.facts == {"version": 3, "roles": ["technician"]}
    assert abs(read.at - utc_now()) < timedelta(minutes=1)


async def test_many_deeds_at_one_moment_make_one_unbroken_chain(
    trail: Trail, database: HouseDatabase, tenant: UUID
) -> None:
    await asyncio.gather(*(trail.record(deed(tenant, f"act.{n}")) for n in range(24)))
    stream = stream_of(tenant, LIN, utc_now())
    store = PostgresEventStore(database.app, {})
    history = await store.history(tenant, stream)
    assert [stored.seq for stored in history] == list(range(1, 25))
    previous = bytes(32)
    day = Day()
    for stored in history:
        previous = link(previous, tenant, stored)
        assert previous == stored.hash
        day = evolve(day, CODEC.decode(tenant, stored).event)
    assert day == Day(deeds=24)
    assert {entry.hash for entry in await entries(database, tenant)} == {
        stored.hash.hex() for stored in history
    }


async def test_a_deed_falls_with_the_act_that_it_tells(
    trail: Trail, database: HouseDatabase, tenant: UUID
) -> None:
    async def act_that_fails() -> None:
        async with database.app.writing(tenant) as writer:
            await trail.record(deed(tenant), writer)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await act_that_fails()
    assert await entries(database, tenant) == []
    async with database.app.writing(tenant) as writer:
        await trail.record(deed(tenant), writer)
    assert len(await entries(database, tenant)) == 1


async def test_an_act_whose_deed_can_not_be_recorded_is_not_done(
    database: HouseDatabase, tenant: UUID
) -> None:
    wrong_clock = Trail(database.app, lambda: utc_now() + timedelta(minutes=1), new_id)

    async def act_without_record() -> None:
        async with database.app.writing(tenant) as writer:
            await writer.execute("UPDATE tenant SET name = 'changed' WHERE id = $1", tenant)
            await wrong_clock.record(deed(tenant), writer)

    with pytest.raises(TrailBrokenError, match="ClockSkew"):
        await act_without_record()
    async with database.app.reading(tenant) as reader:
        assert await reader.fetchval("SELECT name FROM tenant") == "Test tenant"


async def test_a_deed_is_recorded_though_the_machine_was_out_of_breath(
    database: HouseDatabase, tenant: UUID
) -> None:
    lags = iter([timedelta(seconds=9), timedelta()])
    slow = Trail(database.app, lambda: utc_now() - next(lags), new_id)
    await slow.record(deed(tenant))
    assert len(await entries(database, tenant)) == 1


async def test_the_reader_narrows_by_person_act_object_outcome_and_time(
    trail: Trail, database: HouseDatabase, tenant: UUID
) -> None:
    order, other = Ref("order", new_id()), Ref("order", new_id())
    await trail.record(deed(tenant, "order.accept", LIN, object=order))
    await trail.record(deed(tenant, "order.accept", WANG, object=other))
    middle = (await entries(database, tenant))[0].at
    await trail.record(deed(tenant, "order.cancel", LIN, object=order, outcome=DeedOutcome.REFUSED))

    async def acts(**wanted: object) -> list[tuple[str, UUID | None]]:
        narrowed = AuditFilter(**wanted)  # type: ignore[arg-type]
        return [(e.act, e.actor.id) for e in await entries(database, tenant, narrowed)]

    assert await acts(actor=WANG.id) == [("order.accept", WANG.id)]
    assert await acts(act="order.cancel") == [("order.cancel", LIN.id)]
    assert await acts(object=order) == [("order.cancel", LIN.id), ("order.accept", LIN.id)]
    assert await acts(object_kind="user") == []
    assert len(await acts(object_kind="order")) == 3
    assert await acts(object=order, outcome="done") == [("order.accept", LIN.id)]
    assert await acts(since=middle) == [("order.cancel", LIN.id), ("order.accept", WANG.id)]
    assert await acts(until=middle) == [("order.accept", LIN.id)]


async def test_pages_follow_one_another_without_gap_or_repeat(
    trail: Trail, database: HouseDatabase, tenant: UUID
) -> None:
    for n in range(7):
        await trail.record(deed(tenant, f"act.{n}", (LIN, WANG)[n % 2]))
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = await list_entries(database.app, tenant, EVERYTHING, limit=3, cursor=cursor)
        assert isinstance(page, AuditPage)
        seen += [entry.act for entry in page.items]
        await trail.record(deed(tenant, "late"))  # what comes in between does not shift pages
        cursor = page.next
        if cursor is None:
            break
    assert seen == [f"act.{n}" for n in reversed(range(7))]


async def test_a_cursor_that_we_did_not_make_is_refused(
    database: HouseDatabase, tenant: UUID
) -> None:
    for forged in ("x", "e30", "é", "WyIyMDI2LTAxLTAxVDAwOjAwOjAwIiwieCJd"):
        answer = await list_entries(database.app, tenant, EVERYTHING, cursor=forged)
        assert isinstance(answer, Refused)


async def test_another_tenant_reads_nothing_of_it(
    trail: Trail, database: HouseDatabase, tenant: UUID
) -> None:
    await trail.record(deed(tenant))
    assert await entries(database, await database.make_tenant()) == []


async def test_every_stored_version_of_the_event_loads_for_ever(tenant: UUID) -> None:
    """The body of version 1, as it was written on the first day."""
    body = (
        b'{"actor":{"id":"00000000-0000-0000-0000-000000000001","kind":"person","name":""},'
        b'"data":{"act":"user.grant","code":"","facts":{"after":["dispatcher"]},'
        b'"object":{"id":"00000000-0000-0000-0000-000000000002","kind":"user"},'
        b'"outcome":"done","place":""},"type":"ActRecorded","v":1}'
    )
    event = CODEC._event(CODEC._envelope.decode(body))
    assert (event.act, event.object) == ("user.grant", Ref("user", UUID(int=2)))
    assert CODEC.encode(tenant, event, LIN).body == body
