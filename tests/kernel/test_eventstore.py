"""One suite for both event stores: what the house asks of one, whichever answers."""

import asyncio
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from gongdan.kernel.clock import utc_now
from gongdan.kernel.eventstore.port import (
    Appended,
    CallOff,
    ClockSkew,
    DuplicateCommand,
    EventStore,
    Held,
    Idempotency,
    KeyReused,
    Replayed,
    Schedule,
    VersionConflict,
)
from gongdan.kernel.ids import new_id
from tests.kernel.chain import link
from tests.kernel.conftest import Appends


def _key(key: str, request: bytes = b"1" * 32) -> Idempotency:
    return Idempotency("person:1", "POST /orders", key, request, 201)


async def test_what_is_appended_is_read_back_in_order(store: EventStore, appends: Appends) -> None:
    stream = new_id()
    wanted = appends(stream, 0, "Opened", "Named", state=b'{"n":2}')
    outcome = await store.append(wanted)
    assert isinstance(outcome, Appended)
    assert (outcome.stream, outcome.version, len(outcome.recorded_at)) == (stream, 2, 2)

    history = await store.history(appends.tenant, stream)
    assert [(e.seq, e.type, e.event_id, e.body) for e in history] == [
        (n, pending.type, pending.event_id, pending.body)
        for n, pending in enumerate(wanted.events, start=1)
    ]
    assert tuple(e.recorded_at for e in history) == outcome.recorded_at
    assert [e.seq for e in await store.history(appends.tenant, stream, after=1, limit=5)] == [2]


async def test_the_head_holds_the_folded_state(store: EventStore, appends: Appends) -> None:
    stream = new_id()
    outcome = await store.append(appends(stream, 0, state=b'{"n":1}', fold_version=7))
    assert isinstance(outcome, Appended)
    loaded = await store.load(appends.tenant, stream)
    assert loaded is not None
    assert (loaded.kind, loaded.version, loaded.fold_version) == ("test", 1, 7)
    assert (loaded.state, loaded.hash) == (b'{"n":1}', outcome.hash)
    assert loaded.last_recorded_at == outcome.recorded_at[-1]
    assert await store.load(appends.tenant, new_id()) is None


async def test_each_event_is_chained_to_the_one_before(store: EventStore, appends: Appends) -> None:
    stream = new_id()
    for version in (0, 3, 4):
        await store.append(appends(stream, version, *(["A", "B", "C"] if version == 0 else ["D"])))
    previous = bytes(32)
    history = await store.history(appends.tenant, stream)
    assert len(history) == 5
    for event in history:
        previous = link(previous, appends.tenant, event)
        assert event.hash == previous


async def test_recorded_at_rises_strictly_inside_a_stream(
    store: EventStore, appends: Appends
) -> None:
    stream = new_id()
    for version in range(0, 60, 3):
        await store.append(appends(stream, version, "A", "B", "C"))
    times = [e.recorded_at for e in await store.history(appends.tenant, stream)]
    assert len(times) == 60
    assert all(earlier < later for earlier, later in pairwise(times))


@pytest.mark.parametrize("expected", [0, 2, 99])
async def test_who_decided_on_another_version_changes_nothing(
    store: EventStore, appends: Appends, expected: int
) -> None:
    stream = new_id()
    await store.append(appends(stream, 0))
    assert await store.append(appends(stream, expected, "Late")) == VersionConflict(1)
    assert len(await store.history(appends.tenant, stream)) == 1


async def test_a_new_stream_can_not_begin_in_the_middle(
    store: EventStore, appends: Appends
) -> None:
    stream = new_id()
    assert await store.append(appends(stream, 4)) == VersionConflict(0)
    assert await store.load(appends.tenant, stream) is None


async def test_a_stream_keeps_its_kind(store: EventStore, appends: Appends) -> None:
    stream = new_id()
    await store.append(appends(stream, 0))
    assert await store.append(appends(stream, 1, kind="audit")) == VersionConflict(1)


async def test_a_command_acts_once_on_a_stream(store: EventStore, appends: Appends) -> None:
    stream, command = new_id(), new_id()
    await store.append(appends(stream, 0, "A", "B", command_id=command))
    await store.append(appends(stream, 2, "C"))
    again = await store.append(appends(stream, 3, "A", "B", command_id=command))
    assert again == DuplicateCommand(1)  # the seq of its first event
    other = await store.append(appends(new_id(), 0, command_id=command))
    assert isinstance(other, Appended)


async def test_the_same_request_sent_again_has_one_effect(
    store: EventStore, appends: Appends
) -> None:
    stream = new_id()
    await store.append(appends(stream, 0, idempotency=_key("a")))
    again = await store.append(appends(new_id(), 0, idempotency=_key("a")))
    assert again == Replayed(stream, 1, 201)


async def test_a_key_belongs_to_one_request(store: EventStore, appends: Appends) -> None:
    await store.append(appends(new_id(), 0, idempotency=_key("b")))
    other = new_id()
    assert await store.append(appends(other, 0, idempotency=_key("b", b"2" * 32))) == KeyReused()
    assert await store.load(appends.tenant, other) is None


async def test_a_refused_append_leaves_its_key_free(store: EventStore, appends: Appends) -> None:
    stream = new_id()
    await store.append(appends(stream, 0))
    assert await store.append(appends(stream, 0, idempotency=_key("c"))) == VersionConflict(1)
    assert isinstance(await store.append(appends(stream, 1, idempotency=_key("c"))), Appended)


async def test_the_same_key_sent_sixteen_times_at_once_acts_once(
    store: EventStore, appends: Appends
) -> None:
    outcomes = await asyncio.gather(
        *(store.append(appends(new_id(), 0, idempotency=_key("d"))) for _ in range(16))
    )
    won = [outcome for outcome in outcomes if isinstance(outcome, Appended)]
    assert len(won) == 1
    assert outcomes.count(Replayed(won[0].stream, 1, 201)) == 15


async def test_sixteen_writers_of_one_new_stream_make_it_once(
    store: EventStore, appends: Appends
) -> None:
    stream = new_id()
    outcomes = await asyncio.gather(
        *(store.append(appends(stream, 0, idempotency=_key(f"e{n}"))) for n in range(16))
    )
    assert Counter(type(outcome) for outcome in outcomes) == {Appended: 1, VersionConflict: 15}
    assert len(await store.history(appends.tenant, stream)) == 1


async def test_writers_on_one_stream_come_one_after_the_other(
    store: EventStore, appends: Appends
) -> None:
    stream = new_id()

    async def write(writer: int) -> None:
        done = 0
        while done < 10:
            loaded = await store.load(appends.tenant, stream)
            version = loaded.version if loaded else 0
            outcome = await store.append(appends(stream, version, f"W{writer}"))
            done += isinstance(outcome, Appended)

    await asyncio.gather(*(write(writer) for writer in range(4)))
    history = await store.history(appends.tenant, stream)
    assert [e.seq for e in history] == list(range(1, 41))
    assert Counter(e.type for e in history) == {f"W{n}": 10 for n in range(4)}


@pytest.mark.parametrize("skew", [timedelta(seconds=-6), timedelta(seconds=6), timedelta(days=-2)])
async def test_a_present_that_is_not_the_present_is_refused(
    store: EventStore, appends: Appends, skew: timedelta
) -> None:
    stream = new_id()
    assert await store.append(appends(stream, 0, skew=skew)) == ClockSkew()
    assert await store.load(appends.tenant, stream) is None


async def test_a_small_difference_of_clocks_is_borne(store: EventStore, appends: Appends) -> None:
    skewed = appends(new_id(), 0, skew=timedelta(seconds=-4))
    assert isinstance(await store.append(skewed), Appended)


async def test_another_tenant_sees_nothing(store: EventStore, appends: Appends) -> None:
    stream = new_id()
    await store.append(appends(stream, 0, idempotency=_key("f")))
    stranger = Appends(new_id())
    assert await store.load(stranger.tenant, stream) is None
    assert await store.history(stranger.tenant, stream) == ()
    answer = await store.append(stranger(new_id(), 0, idempotency=_key("f")))
    assert isinstance(answer, Appended)


async def _timers(
    store: EventStore, tenant: UUID, request: pytest.FixtureRequest
) -> dict[str, str]:
    """The standing timers by key: their payload's note."""
    if hasattr(store, "timers"):
        return {k[2]: str(t.payload["note"]) for k, t in store.timers.items() if k[0] == tenant}
    async with request.getfixturevalue("database").app.reading(tenant) as reader:
        rows = await reader.fetch(
            "SELECT dedup_key, payload ->> 'note' AS note FROM job WHERE tenant_id = $1", tenant
        )
    return {row["dedup_key"]: row["note"] for row in rows}


async def test_timers_are_set_moved_and_called_off_with_the_events(
    store: EventStore, appends: Appends, request: pytest.FixtureRequest
) -> None:
    def timer(key: str, note: str) -> Schedule:
        return Schedule("remind", key, utc_now() + timedelta(hours=1), {"note": note})

    stream = new_id()
    await store.append(appends(stream, 0, timers=(timer("x", "one"), timer("y", "two"))))
    assert await _timers(store, appends.tenant, request) == {"x": "one", "y": "two"}

    await store.append(appends(stream, 0, timers=(CallOff("remind", "y"),)))
    assert await _timers(store, appends.tenant, request) == {"x": "one", "y": "two"}

    await store.append(appends(stream, 1, timers=(timer("x", "moved"), CallOff("remind", "y"))))
    assert await _timers(store, appends.tenant, request) == {"x": "moved"}


async def test_appends_to_several_streams_are_one_act(store: EventStore, appends: Appends) -> None:
    first, second = new_id(), new_id()
    done = await store.append_together((appends(second, 0), appends(first, 0, "A", "B")))
    assert isinstance(done, tuple)
    assert [(each.stream, each.version) for each in done] == [(second, 1), (first, 2)]
    late = await store.append_together((appends(first, 2), appends(second, 0)))
    assert late == Held(second, VersionConflict(1))
    assert len(await store.history(appends.tenant, first)) == 2


async def test_the_key_of_several_appends_answers_the_same_request_alone(
    store: EventStore, appends: Appends
) -> None:
    first, second = new_id(), new_id()
    wanted = (appends(first, 0, idempotency=_key("pair")), appends(second, 0))
    assert isinstance(await store.append_together(wanted), tuple)
    again = await store.append_together(wanted)
    assert isinstance(again, Held)
    assert again in (
        Held(first, Replayed(first, 1, 201)),
        Held(second, VersionConflict(1)),  # whichever of the two is asked first
    )


async def test_two_acts_on_the_same_two_streams_never_wait_for_one_another(
    store: EventStore, appends: Appends
) -> None:
    pair = new_id(), new_id()
    for stream in pair:
        await store.append(appends(stream, 0))

    async def act(there: bool) -> object:
        one, other = pair if there else pair[::-1]
        return await store.append_together((appends(one, 1), appends(other, 1)))

    done = await asyncio.gather(*(act(bool(n % 2)) for n in range(20)))
    assert sum(isinstance(each, tuple) for each in done) == 1
    assert [len(await store.history(appends.tenant, each)) for each in pair] == [2, 2]
