"""Rates: who goes beyond his limit is told when to come again, and slows nobody else."""

import asyncio
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from litestar.connection import ASGIConnection

from gongdan.entrypoints.http.rates import AT_ONCE, CLASSES, MOST_WAITING, Rates
from gongdan.entrypoints.http.standing import FIRST_TRIES
from gongdan.kernel.http import AnyConnection, RefusedError
from gongdan.rooms.identity.api.sessions import SessionController
from gongdan.settings import HttpSettings
from tests.entrypoints.http.answers import problem_of, refused
from tests.house import PASSWORD, Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase

SESSIONS = "/api/v1/sessions"
NARROW = HttpSettings(rate_factor=0.5)
"""The limits that every installation has, half as wide: the test is sooner at their end."""

GUESSED = CLASSES["guessed"].address.widened(0.5)


@pytest.fixture(scope="module")
async def limited(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    """A house with limits."""
    async with running_house(database, http=NARROW) as running:
        yield running


@pytest.fixture(scope="module")
async def people(limited: TestHouse) -> Tenant:
    return await limited.tenant()


def calling(address: str) -> AnyConnection:
    """Return a log-in that comes from an address, as the guard sees it."""
    scope = {"type": "http", "method": "POST", "path": SESSIONS, "client": (address, 1)}
    return ASGIConnection(scope)  # type: ignore[arg-type] # no more than is looked at


def from_address(house: TestHouse, address: str) -> httpx.AsyncClient:
    """Return a client that calls from an address of its own."""
    transport = httpx.ASGITransport(app=house.client._transport.app, client=(address, 1234))  # type: ignore[attr-defined]
    return httpx.AsyncClient(transport=transport, base_url="http://house")


async def guess(client: httpx.AsyncClient, tenant: str = "nobody-here") -> httpx.Response:
    body = {"tenant": tenant, "login": "x", "password": "y"}
    return await client.post(SESSIONS, json=body, headers={"Accept-Language": "zh"})


async def test_an_address_that_guesses_is_stopped_and_told_when_to_come_again(
    limited: TestHouse, people: Tenant
) -> None:
    guesser = from_address(limited, "198.51.100.7")
    answers = [await guess(guesser) for _ in range(GUESSED.burst + 20)]
    stopped = [answer for answer in answers if answer.status_code == 429]
    assert 10 <= len(stopped) <= 20
    problem = problem_of(stopped[-1])
    assert problem["code"] == "too_many_requests"
    assert int(stopped[-1].headers["retry-after"]) >= 1
    assert stopped[-1].headers["retry-after"] in problem["next"]
    # others are not: neither at the door, nor those who are inside already
    other = from_address(limited, "198.51.100.8")
    body = {"tenant": people.slug, "login": "requester", "password": PASSWORD, "cookie": False}
    opened = await other.post(SESSIONS, json=body)
    assert opened.status_code == 201
    token = {"Authorization": f"Bearer {opened.json()['token']}"}
    assert (await guesser.get("/api/v1/me", headers=token)).status_code == 200


async def test_a_subscribers_whole_network_of_ipv6_counts_as_one_address(
    limited: TestHouse,
) -> None:
    codes = [
        (await guess(from_address(limited, f"2a00:1:2:3::{number:x}"), f"t{number}")).status_code
        for number in range(GUESSED.burst + 5)
    ]
    assert 429 in codes


async def test_a_token_that_writes_without_end_is_stopped_and_its_neighbour_is_not(
    database: HouseDatabase, people: Tenant
) -> None:
    async with running_house(database, http=HttpSettings(rate_factor=0.1)) as narrow:
        one = await narrow.signed_in(people, "dispatcher")
        two = await narrow.signed_in(people, "technician")
        path = f"/api/v1/sessions/{people.id}"  # no such session: a write that costs little
        codes: list[int] = []
        while 429 not in codes:
            codes.append((await one.delete(path)).status_code)
        assert len(codes) > 20
        refused(await two.delete(path), 404)
        assert (await one.get("/api/v1/me")).status_code == 200, "reading has a limit of its own"


async def test_a_tenant_under_attack_from_everywhere_stays_a_matter_of_its_own(
    database: HouseDatabase,
) -> None:
    async with running_house(database, http=NARROW) as house:
        codes = []
        for number in range(14):
            client = from_address(house, f"203.0.113.{number}")
            codes += [(await guess(client, "Victim")).status_code]
        assert 429 not in codes
        victim = [await guess(from_address(house, f"198.51.100.{n}"), "victim") for n in range(20)]
        assert 429 in [answer.status_code for answer in victim]


async def test_few_guesses_are_looked_at_at_once_and_no_more_than_some_wait() -> None:
    rates, inside, most = Rates(1), 0, 0
    go_on = asyncio.Event()

    async def guess_one(number: int) -> bool:
        nonlocal inside, most
        try:
            async with rates.guessing(calling("192.0.2.1"), f"tenant-{number}"):
                inside += 1
                most = max(most, inside)
                await go_on.wait()
                inside -= 1
        except RefusedError:
            return False
        return True

    tasks = [asyncio.create_task(guess_one(number)) for number in range(MOST_WAITING + 10)]
    await asyncio.sleep(0)
    go_on.set()
    assert sum(await asyncio.gather(*tasks)) == MOST_WAITING
    assert most == AT_ONCE


async def test_during_a_flood_from_everywhere_people_still_get_in(
    database: HouseDatabase, people: Tenant
) -> None:
    async with running_house(database, http=NARROW) as house:
        body = {"tenant": people.slug, "login": "requester", "password": PASSWORD, "cookie": False}
        known = from_address(house, "192.0.2.10")
        assert (await known.post(SESSIONS, json=body)).status_code == 201
        flood = [from_address(house, f"198.18.0.{number}") for number in range(40)]
        for _ in range(FIRST_TRIES.burst + 2):
            answers = [await guess(each, people.slug) for each in flood]
        assert [answer.status_code for answer in answers].count(429) > 30
        # from where somebody was let in before, there is no lane to compete in
        entered = [await known.post(SESSIONS, json=body) for _ in range(5)]
        assert [answer.status_code for answer in entered] == [201] * 5


async def test_a_networks_first_tries_do_not_compete_with_those_who_come_again_and_again() -> None:
    now = 1_000.0
    rates = Rates(1, ticks=lambda: now)

    def come(address: str) -> bool:
        try:
            rates.before(calling(address), SessionController.open)
        except RefusedError:
            return False
        return True

    flood = [f"198.18.{number // 250}.{number % 250}" for number in range(1_000)]
    for address in flood * FIRST_TRIES.burst:
        come(address)
    now += 12  # the shared limits are full again; the networks have had their first tries
    assert sum(map(come, flood)) == CLASSES["guessed"].house.burst  # type: ignore[union-attr]
    assert come("192.0.2.77"), "a network that was never heard of"


async def test_who_was_told_to_wait_is_told_again_without_being_looked_at(
    database: HouseDatabase,
) -> None:
    async with running_house(database, http=NARROW) as house:
        guesser = from_address(house, "198.51.100.9")
        while (await guess(guesser)).status_code != 429:
            pass
        again = [await guess(guesser) for _ in range(20)]
        problem = problem_of(again[-1])
        assert problem["code"] == "too_many_requests"
        assert again[-1].headers["retry-after"] in problem["next"]
        assert "content-security-policy" in again[-1].headers
        counted = (await house.client.get("/metrics")).text
        told = re.search(r"gongdan_told_to_wait_total (\d+)", counted)
        assert told is not None
        assert int(told[1]) >= 10, "answered by the outermost layer"
        other = from_address(house, "198.51.100.10")
        assert (await guess(other)).status_code == 401
