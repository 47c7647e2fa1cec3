"""A witness that can't be reached: the house goes on and says so; later it is told everything."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from gongdan.bootstrap.followers import make_followers
from gongdan.entrypoints.cli.database_check import check_database
from tests.faults.desk import bring_orders
from tests.house import TestHouse, running_house
from tests.postgres_server import HouseDatabase


@pytest.fixture
async def home(fresh_database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(fresh_database) as running:
        yield running


def take_away(folder: Path) -> Path:
    """Put a file where the witness's folder was: nobody can write there, not even root."""
    aside = folder.with_name("aside")
    shutil.move(folder, aside)
    folder.touch()
    return aside


async def unsigned(client: httpx.AsyncClient) -> float:
    """Return what the metrics say of logs that wait for a signature."""
    (line,) = [
        line
        for line in (await client.get("/metrics")).text.splitlines()
        if line.startswith('gongdan_followers{what="unsigned_tenants"}')
    ]
    return float(line.split()[-1])


async def test_the_house_goes_on_without_its_witness_and_says_so(home: TestHouse) -> None:
    tenant, told = await home.tenant(), list[tuple[str, str]]()
    followers = make_followers(
        home.house, on_fault=lambda doing, fault: told.append((doing, type(fault).__name__))
    )
    await bring_orders(home, tenant, [0, 1])
    await followers.drain()
    folder = home.house.settings.witness_folder
    aside = take_away(folder)

    orders = await bring_orders(home, tenant, [1, 2])
    await followers.drain()
    assert len(orders) == 2
    assert ("sign", "WitnessAwayError") in told
    assert await unsigned(home.client) == 1
    health = await home.client.get("/health/ready")
    assert health.status_code == 200
    assert health.json()["checks"]["witness"] == "away"

    folder.unlink()
    shutil.move(aside, folder)
    await followers.drain()
    assert await unsigned(home.client) == 0
    assert (await home.client.get("/health/ready")).json()["checks"]["witness"] == "ok"
    outcome = await check_database(home.house)
    assert outcome.intact, outcome.findings
    assert outcome.findings == ()
