"""Other sites: every operation that changes something, called as a foreign page could, 0 effects."""

import hashlib
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.acceptance.api.canaries import Planted, plant
from tests.acceptance.api.test_who_sees_what import address, body_of
from tests.entrypoints.http.answers import problem_of
from tests.entrypoints.http.described import OPERATIONS
from tests.house import PASSWORD, TestHouse
from tests.postgres_server import HouseDatabase

CHANGING = [
    (method, path, operation)
    for path, method, operation in OPERATIONS
    if method not in {"GET", "HEAD"}
]
FOREIGN = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://house:81"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://house.evil.example", "Sec-Fetch-Site": "same-origin"},
)


@pytest.fixture(scope="module")
async def ours(house: TestHouse) -> Planted:
    planted = await plant(house)
    await house.followers.drain()
    return planted


@pytest.fixture
async def browser(house: TestHouse, ours: Planted) -> AsyncIterator[httpx.AsyncClient]:
    """An administrator's browser, which sends its cookie wherever a page sends it."""
    async with httpx.AsyncClient(
        transport=house.client._transport, base_url=house.client.base_url
    ) as client:
        body = {"tenant": ours.tenant.slug, "login": "admin", "password": PASSWORD}
        assert (await client.post("/api/v1/sessions", json=body)).status_code == 201
        yield client


async def everything(database: HouseDatabase) -> dict[str, str]:
    """Return a digest of each table's rows."""
    async with database.admin.untenanted() as connection:
        names = await connection.fetch(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'gongdan' AND c.relkind IN ('r', 'p')"
        )
        found = {}
        for row in names:
            rows = await connection.fetch(f'SELECT t::text FROM "{row["relname"]}" t')
            text = "\n".join(sorted(each[0] for each in rows))
            found[row["relname"]] = hashlib.sha256(text.encode()).hexdigest()
    return found


async def test_no_operation_has_an_effect_when_another_site_calls_it(
    house: TestHouse, ours: Planted, browser: httpx.AsyncClient, database: HouseDatabase
) -> None:
    assert len(CHANGING) >= 40
    await house.followers.drain()
    before = await everything(database)
    for method, path, operation in CHANGING:
        for headers in FOREIGN:
            answer = await browser.request(
                method,
                address(path, ours),
                json=body_of(operation, ours),
                headers={"If-Match": '"1"', **headers},
            )
            assert problem_of(answer)["code"] == "foreign_origin", (method, path, headers)
    assert await everything(database) == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_what_a_foreign_form_can_send_without_asking_is_no_request_of_ours(
    browser: httpx.AsyncClient, database: HouseDatabase, kind: str
) -> None:
    before = await everything(database)
    answer = await browser.post(
        "/api/v1/orders", content=b'{"title":"x"}', headers={"Content-Type": kind}
    )
    assert answer.status_code == 415
    assert await everything(database) == before


async def test_the_same_request_from_our_own_page_has_its_effect(
    browser: httpx.AsyncClient, database: HouseDatabase
) -> None:
    """The comparison can fail: it sees what an allowed request leaves behind."""
    before = await everything(database)
    own = {"Origin": "http://house", "Sec-Fetch-Site": "same-origin"}
    answer = await browser.post("/api/v1/units", json={"code": "own", "name": "Own"}, headers=own)
    assert answer.status_code == 201, answer.text
    assert await everything(database) != before
