"""The database goes away, or the disk is nearly full: said plainly, and nothing is half done."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from gongdan.adapters.embedded_postgres.disk_room import DiskRoom
from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres
from gongdan.bootstrap import storage
from tests.entrypoints.http.answers import refused
from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase

ORDERS = "/api/v1/orders"
Durable = tuple[EmbeddedPostgres, HouseDatabase]


@pytest.fixture(scope="module")
async def house(durable_server: Durable) -> AsyncIterator[TestHouse]:
    """A house over a server that may be stopped."""
    async with running_house(durable_server[1]) as running:
        yield running


@pytest.fixture(scope="module")
async def people(house: TestHouse) -> Tenant:
    """A tenant with one user of each role."""
    return await house.tenant()


async def titles(client: httpx.AsyncClient) -> list[str]:
    return [each["title"] for each in (await client.get(ORDERS)).json()["items"]]


async def test_cut_connections_are_replaced_and_no_act_is_half_done(
    house: TestHouse, people: Tenant, durable_server: Durable
) -> None:
    desk = await house.signed_in(people, "dispatcher")
    kept = 0
    for n in range(10):
        async with durable_server[1].admin.untenanted() as connection:
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE usename LIKE 'gongdan_%' AND pid <> pg_backend_pid()"
            )
        answer = await desk.post(ORDERS, json={"title": f"cut {n}"})
        if answer.status_code == 201:
            kept += 1
        else:
            refused(answer, 503, "database_away")
    assert (await desk.post(ORDERS, json={"title": "after"})).status_code in {201, 503}
    found = [title for title in await titles(desk) if title.startswith("cut")]
    assert len(found) == kept


async def test_while_the_server_is_down_every_route_says_so_and_it_comes_back_by_itself(
    house: TestHouse, people: Tenant, durable_server: Durable
) -> None:
    desk = await house.signed_in(people, "dispatcher")
    server = durable_server[0]
    await asyncio.to_thread(server.server.stop)
    try:
        for answer in (
            await desk.get(ORDERS),
            await desk.post(ORDERS, json={"title": "lost"}),
            await desk.get("/api/v1/events"),
        ):
            refused(answer, 503, "database_away")
            assert int(answer.headers["retry-after"]) > 0
        ready = await house.client.get("/health/ready")
        assert (ready.status_code, ready.json()["checks"]["database"]) == (503, "away")
        assert (await house.client.get("/health/live")).status_code == 200
        assert (await house.client.get("/metrics")).status_code == 200
    finally:
        await asyncio.to_thread(server.revive)
    assert (await desk.post(ORDERS, json={"title": "back"})).status_code == 201
    found = await titles(desk)
    assert "back" in found
    assert "lost" not in found
    assert (await house.client.get("/health/ready")).json()["status"] == "ready"


async def test_with_a_nearly_full_disk_reading_goes_on_and_writing_waits(
    house: TestHouse, people: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await house.signed_in(people, "dispatcher")
    before = await titles(desk)
    with monkeypatch.context() as full:
        full.setattr(storage, "read_disk_room", lambda _home: DiskRoom(total=10**12, free=10**6))
        refused(await desk.post(ORDERS, json={"title": "x"}), 503, "read_only")
        assert await titles(desk) == before
        ready = await house.client.get("/health/ready")
        assert (ready.status_code, ready.json()["status"]) == (200, "read_only")
    assert (await desk.post(ORDERS, json={"title": "x"})).status_code == 201
