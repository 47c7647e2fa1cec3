"""The live stream: from the position that was seen last, in order, and one's own orders only."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Mapping
from contextlib import aclosing
from uuid import UUID

import httpx
import msgspec
import pytest

from gongdan.entrypoints.http import stream
from gongdan.entrypoints.worker.hearing import hear_others
from gongdan.kernel.log.entries import entries_after
from gongdan.kernel.log.hub import LiveHub
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.handlers.authenticate import Authentication
from gongdan.rooms.workorders.views.seen import LiveSight, allowed_orders
from tests.house import Tenant, TestHouse

ORDERS = "/api/v1/orders"


@pytest.fixture(scope="module", autouse=True)
async def fanning_out(house: TestHouse) -> AsyncIterator[None]:
    """The hub at work, as the server runs it."""
    task = asyncio.create_task(house.house.hub.run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def report(client: httpx.AsyncClient, title: str = "x") -> str:
    answer = await client.post(ORDERS, json={"title": title})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def principal_of(house: TestHouse, client: httpx.AsyncClient) -> Principal:
    authentication: Authentication = house.house.authentication
    token = client.headers["authorization"].removeprefix("Bearer ")
    found = await authentication.principal(token)
    assert isinstance(found, Principal)
    return found


def sight_of(house: TestHouse) -> LiveSight:
    return LiveSight(house.house.storage.app)


async def listen(
    house: TestHouse, principal: Principal, after: int | None
) -> AsyncGenerator[bytes]:
    """Yield what a stream says one by one: several changes may come in one piece."""
    pieces = stream._events(principal, house.house.hub, sight_of(house), after)
    async with aclosing(pieces):
        async for piece in pieces:
            for said in piece.split(b"\n\n")[:-1]:
                yield said


async def hear(events: AsyncIterator[bytes], count: int) -> list[dict[str, object]]:
    """Return the next changes of a stream; comments (`:`) are passed over."""
    heard: list[dict[str, object]] = []
    async with asyncio.timeout(60):
        while len(heard) < count:
            said = (await anext(events)).decode()
            if "event: changed" in said:
                lines = dict(line.split(": ", 1) for line in said.strip().splitlines())
                change = msgspec.json.decode(lines["data"])
                assert lines["id"] == str(change["position"])
                heard.append(change)
    return heard


async def last_position(client: httpx.AsyncClient) -> int:
    at = -1
    while True:
        page = (await client.get("/api/v1/events", params={"after": at})).json()
        if page["next"] == at:
            return at
        at = page["next"]


async def test_a_stream_takes_up_where_it_broke_and_keeps_the_order(
    house: TestHouse, people: Tenant
) -> None:
    desk = await house.signed_in(people, "dispatcher")
    begin = await last_position(desk)
    made = [await report(desk) for _ in range(5)]
    await house.followers.drain()
    who = await principal_of(house, desk)
    first = listen(house, who, begin)
    two = await hear(first, 2)
    await first.aclose()  # type: ignore[attr-defined]
    again = listen(house, who, int(str(two[-1]["position"])))
    rest = await hear(again, 3)
    await again.aclose()  # type: ignore[attr-defined]
    heard = [*two, *rest]
    assert [each["id"] for each in heard] == made
    positions = [int(str(each["position"])) for each in heard]
    assert positions == sorted(set(positions))
    assert positions[0] > begin


async def test_a_requester_hears_of_his_own_orders_only(house: TestHouse, people: Tenant) -> None:
    desk, requester = (
        await house.signed_in(people, "dispatcher"),
        await house.signed_in(people, "requester"),
    )
    begin = await last_position(desk)
    await report(desk)
    mine = await report(requester)
    await report(desk)
    last = await report(requester)
    await house.followers.drain()
    events = listen(house, await principal_of(house, requester), begin)
    heard = await hear(events, 2)
    await events.aclose()  # type: ignore[attr-defined]
    assert [each["id"] for each in heard] == [mine, last]


async def test_silence_is_told_so_that_the_connection_stays(
    house: TestHouse, people: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "BEAT", 0.05)
    desk = await house.signed_in(people, "dispatcher")
    events = listen(house, await principal_of(house, desk), None)
    said = [await asyncio.wait_for(anext(events), 60) for _ in range(3)]
    await events.aclose()  # type: ignore[attr-defined]
    assert said[0] == b"retry: 2000\nid: %d\n: connected" % await last_position(desk)
    assert said[1:] == [b": beat", b": beat"]
    assert house.house.hub.watchers == 0


async def test_a_slow_client_misses_nothing(house: TestHouse, people: Tenant) -> None:
    desk = await house.signed_in(people, "dispatcher")
    begin = await last_position(desk)
    events = listen(house, await principal_of(house, desk), begin)
    await anext(events)
    made: list[str] = []
    for _ in range(6):
        made += await asyncio.gather(*(report(desk) for _ in range(10)))
        await house.followers.drain()
    heard = await hear(events, 60)
    await events.aclose()  # type: ignore[attr-defined]
    positions = [int(str(each["position"])) for each in heard]
    assert positions == sorted(set(positions))
    assert sorted(str(each["id"]) for each in heard) == sorted(made)


async def test_whoever_connects_is_at_a_place_from_which_nothing_is_missed(
    house: TestHouse, people: Tenant
) -> None:
    desk = await house.signed_in(people, "dispatcher")
    who = await principal_of(house, desk)
    first, second = listen(house, who, None), listen(house, who, None)
    await anext(first)
    await anext(second)  # the hub knows by now where it stands: no look at the database
    made = await report(desk)
    await house.followers.drain()
    for events in (first, second):
        assert [each["id"] for each in await hear(events, 1)] == [made]
        await events.aclose()  # type: ignore[attr-defined]


async def test_many_watchers_cost_one_look_at_the_orders(house: TestHouse, people: Tenant) -> None:
    desk, requester = (
        await house.signed_in(people, "dispatcher"),
        await house.signed_in(people, "requester"),
    )
    begin = await last_position(desk)
    mine, sight, looked = await report(requester), sight_of(house), 0
    await report(desk)
    await house.followers.drain()
    allowed = allowed_orders(await principal_of(house, requester))
    async with house.house.storage.app.reading(people.id) as reader:
        batch = await entries_after(reader, people.id, begin)
    read = sight._read

    async def counted(tenant: UUID, orders: Collection[UUID]) -> Mapping[UUID, object]:
        nonlocal looked
        looked += 1
        return await read(tenant, orders)

    sight._read = counted  # type: ignore[method-assign, assignment]
    seen = await asyncio.gather(*(sight.seen(people.id, allowed, batch) for _ in range(100)))
    assert {tuple(str(entry.stream) for entry in each) for each in seen} == {(mine,)}
    assert looked == 1


async def test_whoever_signs_out_hears_nothing_more(
    house: TestHouse, people: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaving, staying = (
        await house.signed_in(people, "technician"),
        await house.signed_in(people, "dispatcher"),
    )
    listening, part = asyncio.Event(), house.house.hub.part

    def noticed(message: str) -> None:
        part(message)
        listening.set()  # it begins with all, as nobody knows what was missed before

    monkeypatch.setattr(house.house.hub, "part", noticed)
    hearing = asyncio.create_task(hear_others(house.house))
    await asyncio.wait_for(listening.wait(), 60)
    gone = listen(house, await principal_of(house, leaving), None)
    other = listen(house, await principal_of(house, staying), None)
    for events in (gone, other):
        await anext(events)
    await leaving.delete("/api/v1/sessions/current")
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(anext(gone), 60)
    made = await report(staying)
    await house.followers.drain()
    assert (await hear(other, 1))[0]["id"] == made
    hearing.cancel()


async def test_pages_of_changes_have_no_gap_whatever_their_size(
    house: TestHouse, people: Tenant
) -> None:
    desk = await house.signed_in(people, "dispatcher")
    whole = (await desk.get("/api/v1/events", params={"limit": 1000})).json()["items"]
    assert len(whole) >= 60
    for size in (1, 7, 1000):
        at, found = -1, []
        while True:
            page = (await desk.get("/api/v1/events", params={"after": at, "limit": size})).json()
            if page["next"] == at:
                break
            found += page["items"]
            at = page["next"]
        assert found == whole, size


async def test_when_the_house_closes_every_stream_ends_by_itself(
    house: TestHouse, people: Tenant
) -> None:
    desk = await house.signed_in(people, "dispatcher")
    who = await principal_of(house, desk)
    hub = LiveHub(house.house.storage.worker, house.house.storage.listen)
    events = stream._events(who, hub, sight_of(house), None)
    await anext(events)
    waiting = asyncio.ensure_future(anext(events))
    while not hub.watchers:  # noqa: ASYNC110 - until it waits
        await asyncio.sleep(0.01)
    hub.close()
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(waiting, 60)
    assert hub.watchers == 0
