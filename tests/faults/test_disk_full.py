"""A disk that fills up: read-only before it is full, nothing acknowledged lost when it is."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import aclosing, suppress

import asyncpg
import httpx
import pytest

from gongdan.kernel.ids import new_id
from tests.faults.crash import audit, verify
from tests.faults.live_house import LiveHouse, found
from tests.faults.small_disk import MEGABYTE, CannotMountError, SmallDisk, small_disk
from tests.faults.writers import Book, Load
from tests.postgres_server import temporary_home

DISK_MB, RESERVE_MB = 400, 100
FLOOR, PATIENCE = 100, 90
REFUSALS = 30
"""Refused requests before room is made again."""

Fill = Callable[[SmallDisk, LiveHouse], Awaitable[None]]

pytestmark = pytest.mark.slow


@pytest.fixture
def disk() -> Iterator[SmallDisk]:
    with temporary_home() as home:
        try:
            with small_disk(home, DISK_MB) as made:
                yield made
        except CannotMountError as fault:
            pytest.skip(str(fault))


@pytest.fixture
async def house(disk: SmallDisk) -> AsyncIterator[LiveHouse]:
    made = await found(disk.folder.parent)
    try:
        yield made
    finally:
        disk.free_it()
        made.close()


async def report(client: httpx.AsyncClient) -> httpx.Response:
    body = {"title": f"泵 {new_id().hex}"}
    return await client.post("/api/v1/orders", json=body, headers={"Idempotency-Key": new_id().hex})


async def test_before_the_disk_is_full_the_house_turns_read_only_and_back(
    disk: SmallDisk, house: LiveHouse
) -> None:
    house.environment = {"GONGDAN_DISK_RESERVE_MB": str(RESERVE_MB)}
    house.start_app()
    async with aclosing(await house.client("requester")) as client:
        assert (await report(client)).status_code == 201

        disk.leave((RESERVE_MB - 10) * MEGABYTE)
        refused = await report(client)
        problem = refused.json()
        assert refused.status_code == 503
        assert refused.headers["content-type"].startswith("application/problem+json")
        assert problem["code"] == "read_only"
        assert problem["kept"]
        assert problem["next"]
        listed = await client.get("/api/v1/orders")
        assert listed.status_code == 200
        (order,) = listed.json()["items"]
        assert (await client.get(f"/api/v1/orders/{order['id']}")).status_code == 200
        health = await client.get("/health/ready")
        assert (health.status_code, health.json()["status"]) == (200, "read_only")

        disk.free_it()
        assert (await report(client)).status_code == 201
        assert (await client.get("/health/ready")).json()["status"] == "ready"


async def test_a_full_disk_loses_nothing_that_was_acknowledged(
    disk: SmallDisk, house: LiveHouse
) -> None:
    book = await torment(disk, house, fill_the_disk, "storage_full")
    assert set(book.codes) == {"storage_full"}, book.codes


async def test_a_database_that_dies_of_a_full_disk_comes_back_when_there_is_room(
    disk: SmallDisk, house: LiveHouse
) -> None:
    book = await torment(disk, house, fill_the_log_of_changes, "database_away")
    assert set(book.codes) <= {"storage_full", "database_away"}, book.codes


async def torment(disk: SmallDisk, house: LiveHouse, fill: Fill, refusal: str) -> Book:
    """Fill the disk under load until writers are refused, make room, and let them go on."""
    house.environment = {"GONGDAN_DISK_RESERVE_MB": "0"}
    house.start_app()
    book, end = Book(), time.monotonic() + PATIENCE
    async with Load(house, book) as load:
        # a file of the log of changes that has just begun outlives the test: where the disk is
        # full at its end, PostgreSQL goes down, which is the other test
        await begin_a_log_file(house)
        await load.acknowledge(FLOOR)
        while book.codes[refusal] < REFUSALS:
            assert time.monotonic() < end, f"{disk.free} bytes are left, {book.codes}"
            await fill(disk, house)
            load.look()
        disk.free_it()
        await asyncio.to_thread(house.wait_until_ready)
        await load.acknowledge(FLOOR)
    await asyncio.to_thread(house.wait_until_followed)
    house.kill_app()
    audited = await audit(house, book)
    assert (audited["lost"], audited["doubled"], audited["changed"]) == (0, 0, 0)
    assert audited["acknowledged"] >= 2 * FLOOR
    assert (await asyncio.to_thread(verify, house))["intact"]
    return book


async def fill_the_disk(disk: SmallDisk, _house: LiveHouse) -> None:
    """Take the disk's last byte: tables can't grow."""
    await asyncio.to_thread(disk.leave, 0)
    await asyncio.sleep(0.05)


async def fill_the_log_of_changes(disk: SmallDisk, house: LiveHouse) -> None:
    """Let PostgreSQL begin a file of its log where there is no room for one: it goes down."""
    await fill_the_disk(disk, house)
    await begin_a_log_file(house)


async def begin_a_log_file(house: LiveHouse) -> None:
    """Ask PostgreSQL for the next file of its log of changes, if it answers at all."""
    with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        connection = await asyncpg.connect(house.server.url, timeout=2)
        try:
            await connection.execute("SELECT pg_switch_wal()", timeout=2)
        finally:
            connection.terminate()
