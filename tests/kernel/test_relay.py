"""The relay: every reaction hears every event at least once, in order inside its stream."""

import asyncio
from collections import defaultdict
from datetime import timedelta
from uuid import UUID

import pytest

from gongdan.adapters.chain_tree import ChainTree
from gongdan.kernel.dead_letters import Follower, open_letters, resend
from gongdan.kernel.eventstore.postgres import PostgresEventStore
from gongdan.kernel.ids import new_id
from gongdan.kernel.log.entries import LogEvent
from gongdan.kernel.outbox.reaction import Reaction, command_of
from gongdan.kernel.outbox.relay import Relay
from gongdan.kernel.sequencer import Sequencer
from tests.kernel.conftest import Appends
from tests.kernel.followers import AT_ONCE
from tests.postgres_server import HouseDatabase


class Ear:
    """A reaction that writes down what it heard, and fails on what it is told to."""

    def __init__(self, name: str = "ear", types: frozenset[str] = frozenset()) -> None:
        self.heard: dict[UUID, list[int]] = defaultdict(list)
        self.bad: set[tuple[UUID, int]] = set()
        self.faults = 0
        self.reaction = Reaction(name=name, kind="test", types=types, hear=self._hear)

    async def _hear(self, event: LogEvent) -> None:
        await asyncio.sleep(0)
        if (event.stored.stream, event.stored.seq) in self.bad:
            self.faults += 1
            raise ValueError("Li Lei, 13800000000")
        self.heard[event.stored.stream].append(event.stored.seq)


class Yard:
    def __init__(self, database: HouseDatabase, appends: Appends) -> None:
        self.database = database
        self.appends = appends
        self.tenant: UUID = appends.tenant
        self.store = PostgresEventStore(database.app, {})

    def relay(self, *ears: Ear, owner: str = "one", lasting: float = 60) -> Relay:
        return Relay(
            self.database.worker,
            [ear.reaction for ear in ears],
            owner,
            retry=AT_ONCE,
            lasting=timedelta(seconds=lasting),
        )

    async def write(self, stream: UUID, version: int, *types: str) -> None:
        await self.store.append(self.appends(stream, version, *types))
        sequencer = Sequencer(self.database.worker, ChainTree())
        while await sequencer.place(self.tenant):
            pass

    async def outbox(self) -> list[tuple[UUID, int, int]]:
        async with self.database.app.reading(self.tenant) as reader:
            rows = await reader.fetch(
                "SELECT stream_id, seq, attempts FROM outbox WHERE tenant_id = $1"
                " ORDER BY stream_id, seq",
                self.tenant,
            )
        return [tuple(row) for row in rows]


@pytest.fixture
def yard(database: HouseDatabase, appends: Appends) -> Yard:
    return Yard(database, appends)


async def _relay_all(relay: Relay, tenant: UUID) -> None:
    while await relay.relay(tenant):
        pass


async def test_all_reactions_hear_all_events_in_order_and_the_outbox_is_empty(yard: Yard) -> None:
    one, two = Ear("one"), Ear("two", frozenset({"B"}))
    streams = [new_id() for _ in range(30)]
    for stream in streams:
        await yard.write(stream, 0, "A", "B", "C")
    relay = yard.relay(one, two)
    assert yard.tenant in await relay.waiting()
    await _relay_all(relay, yard.tenant)
    assert one.heard == {stream: [1, 2, 3] for stream in streams}
    assert two.heard == {stream: [2] for stream in streams}
    assert await yard.outbox() == []
    assert yard.tenant not in await relay.waiting()


async def test_an_event_without_its_place_is_not_told_yet(yard: Yard) -> None:
    ear = Ear()
    await yard.store.append(yard.appends(new_id(), 0))
    await _relay_all(yard.relay(ear), yard.tenant)
    assert ear.heard == {}


async def test_more_relays_share_the_slots_and_keep_the_order(yard: Yard) -> None:
    ear = Ear()
    streams = [new_id() for _ in range(60)]
    for stream in streams:
        await yard.store.append(yard.appends(stream, 0, *"ABCDEFG"))
    await yard.write(streams[0], 7, "H")
    await asyncio.gather(
        *(_relay_all(yard.relay(ear, owner=f"worker {n}"), yard.tenant) for n in range(4))
    )
    await _relay_all(yard.relay(ear), yard.tenant)
    wanted = {stream: list(range(1, 8)) for stream in streams} | {streams[0]: list(range(1, 9))}
    assert ear.heard == wanted


async def test_a_poison_event_parks_its_stream_and_nothing_else(yard: Yard) -> None:
    ear, calm = Ear("ear"), Ear("calm")
    bad = new_id()
    # the same slot: the last byte decides
    neighbour = UUID(bytes=new_id().bytes[:15] + bad.bytes[15:])
    ear.bad = {(bad, 2)}
    await yard.write(bad, 0, "A", "B", "C", "D")
    await yard.write(neighbour, 0, "A", "B", "C")
    relay = yard.relay(calm, ear)
    await _relay_all(relay, yard.tenant)

    assert ear.heard == {bad: [1], neighbour: [1, 2, 3]}
    assert calm.heard[bad] == [1, 2]  # what was heard is not heard again by a retry
    assert ear.faults == 3
    await yard.write(bad, 4, "E")
    await _relay_all(relay, yard.tenant)
    assert ear.heard[bad] == [1]
    assert await yard.outbox() == [(bad, 2, 3), (bad, 3, 0), (bad, 4, 0), (bad, 5, 0)]
    assert yard.tenant not in await relay.waiting()

    async with yard.database.app.reading(yard.tenant) as reader:
        (letter,) = await open_letters(reader, yard.tenant)
    assert (letter.follower, letter.name, letter.stream, letter.seq) == (
        Follower.REACTION,
        "ear",
        bad,
        2,
    )
    assert "Li Lei" not in letter.error

    ear.bad = set()
    assert await resend(yard.database.app, yard.tenant, letter.id)
    await _relay_all(relay, yard.tenant)
    assert ear.heard[bad] == [1, 2, 3, 4, 5]
    assert calm.heard[bad] == [1, 2, 3, 4, 5]
    assert await yard.outbox() == []


async def test_a_stranger_can_not_send_a_dead_letter_again(yard: Yard) -> None:
    ear, bad = Ear(), new_id()
    ear.bad = {(bad, 1)}
    await yard.write(bad, 0)
    await _relay_all(yard.relay(ear), yard.tenant)
    async with yard.database.app.reading(yard.tenant) as reader:
        (letter,) = await open_letters(reader, yard.tenant)
    assert not await resend(yard.database.app, new_id(), letter.id)


async def test_the_slots_of_a_worker_that_died_come_back_when_the_lease_runs_out(
    yard: Yard,
) -> None:
    ear, stream = Ear(), new_id()
    await yard.write(stream, 0, "A", "B")

    async def die(_: LogEvent) -> None:
        raise asyncio.CancelledError

    dying = Relay(
        yard.database.worker,
        [Reaction(name="ear", kind="test", hear=die)],
        "dying",
        lasting=timedelta(seconds=0.3),
    )
    with pytest.raises(asyncio.CancelledError):
        await dying.relay(yard.tenant)
    relay = yard.relay(ear)
    await relay.relay(yard.tenant)
    assert ear.heard == {}
    await asyncio.sleep(0.35)
    await _relay_all(relay, yard.tenant)
    assert ear.heard == {stream: [1, 2]}


async def test_a_worker_that_was_too_slow_writes_nothing_down(yard: Yard) -> None:
    stream = new_id()
    await yard.write(stream, 0, "A")
    quick = Ear("ear")

    async def slow(_: LogEvent) -> None:
        async with yard.database.admin.untenanted() as connection:
            # as if the lease had run out in the meantime
            await connection.execute(
                "UPDATE outbox_slot SET lease_until = '-infinity' WHERE tenant_id = $1",
                yard.tenant,
            )
        quick.bad = {(stream, 1)}
        await yard.relay(quick, owner="quick").relay(yard.tenant)

    late = Relay(yard.database.worker, [Reaction(name="ear", kind="test", hear=slow)], "late")
    await late.relay(yard.tenant)
    assert await yard.outbox() == [(stream, 1, 1)]  # the quick one's failure stands


async def test_a_reaction_answers_an_event_with_the_same_command_each_time(yard: Yard) -> None:
    seen = []

    async def hear(event: LogEvent) -> None:
        seen.append((command_of(event, "a"), command_of(event, "b")))
        if len(seen) < 3:
            raise ConnectionResetError

    await yard.write(new_id(), 0)
    relay = Relay(
        yard.database.worker, [Reaction(name="x", kind="test", hear=hear)], "one", retry=AT_ONCE
    )
    await _relay_all(relay, yard.tenant)
    assert len(seen) == 3
    assert len(set(seen)) == 1
    assert seen[0][0] != seen[0][1]
