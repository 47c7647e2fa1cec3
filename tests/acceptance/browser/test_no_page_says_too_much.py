"""Every page of the desk as five roles, and the customer's page: no word that was not for them.

Looked for in the text, the markup, the values of fields, the address, what the page keeps
(local and session storage, names of databases) and what it says on the console.
"""

import asyncio
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from msgspec import Struct
from playwright.async_api import Browser, Page, Request, expect

from gongdan.bootstrap.followers import make_followers
from tests.acceptance.api.canaries import Planted, plant
from tests.acceptance.api.policy import inside_words, kept_from, own_words, seen_rows
from tests.acceptance.browser.conftest import ServeHouse
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.portal_window import PortalWindow
from tests.acceptance.browser.test_pages_keep_their_policy import addresses
from tests.house import TestHouse
from tests.postgres_server import HouseDatabase

pytestmark = pytest.mark.browser

ROLES = ("requester", "technician", "dispatcher", "auditor", "admin")
THINGS = {
    "orders": ("order_requester", "order_dispatcher"),
    "assets": ("asset_id",),
    "customers": ("customer_id",),
    "people": ("person_id",),
    "privacy": ("subject_id",),
    "users": ("user_id",),
}
GO = "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }"
DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
KEPT = """
async () => JSON.stringify([
    document.title, location.href, document.body.innerText, document.documentElement.outerHTML,
    [...document.querySelectorAll('input, textarea')].map(field => field.value),
    {...localStorage}, {...sessionStorage}, await indexedDB.databases(),
])
"""


class Ours(Struct, frozen=True):
    """A served house with our tenant, and a foreign one of which nobody may hear."""

    url: str
    planted: Planted
    foreign: Planted


class Ear:
    """Hears all that a page says; `console` holds what it told its developer."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: set[Request] = set()
        self._answered = asyncio.Condition()
        self.console: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))
        page.on("request", self._ask)
        page.on("requestfinished", self._answer)
        page.on("requestfailed", self._answer)

    async def said(self) -> str:
        """Wait until the page has got all that it asked for, and return what it says and keeps."""
        await expect(self._page.locator("main").first).to_be_visible()
        for _ in range(2):  # what has come may ask for more
            await self._page.evaluate(DRAWN)
            async with asyncio.timeout(20), self._answered:
                await self._answered.wait_for(lambda: not self._asked)
        await expect(self._page.locator(".ant-skeleton, .ant-spin-spinning")).to_have_count(0)
        kept: str = await self._page.evaluate(KEPT)
        return kept + "".join(self.console)

    def _ask(self, request: Request) -> None:
        if "/api/v1/stream" not in request.url:
            self._asked.add(request)

    async def _answer(self, request: Request) -> None:
        self._asked.discard(request)
        async with self._answered:
            self._answered.notify_all()


@pytest.fixture(scope="module")
async def ours(database: HouseDatabase, serve_house: ServeHouse) -> AsyncIterator[Ours]:
    async with serve_house(database) as (url, house), httpx.AsyncClient(base_url=url) as client:
        tests = TestHouse(house, client, make_followers(house))
        yield Ours(url, await plant(tests), await plant(tests))


def pages(planted: Planted) -> list[str]:
    """Return the address of every place, and of each planted thing there."""
    things = [f"{place}/{planted.ids[name]}" for place, names in THINGS.items() for name in names]
    return [*addresses(), *things]


async def heard_by(role: str, browser: Browser, ours: Ours) -> str:
    """Go through all pages of the desk as a role; return everything that was said."""
    tenant = ours.planted.tenant.slug
    window = await DeskWindow.open(
        browser, ours.url, tenant=tenant, locale="en", width=1440, theme="light"
    )
    ear, said = Ear(window.page), {}
    await window.signed_in(role)
    for path in pages(ours.planted):
        await window.page.evaluate(GO, f"/desk/{path}")
        said[path] = await ear.said()
        kept = (*kept_from(ours.planted, role), *ours.foreign.all)
        assert [word for word in kept if word in said[path]] == [], (role, path)
    await window.page.context.close()
    return "".join(said.values())


async def test_no_page_of_the_desk_shows_or_keeps_what_its_reader_may_not_know(
    browser: Browser, ours: Ours
) -> None:
    for role in ROLES:
        said = await heard_by(role, browser, ours)
        own = own_words(ours.planted) if role == "requester" else frozenset()
        rows = seen_rows(ours.planted, role)  # none of a technician's: nothing is in his hands
        comment = {ours.planted.internal["comment"]} if rows else set()
        sung = rows | (comment & inside_words(ours.planted, role)) | own
        assert {word for word in sung if word not in said} == set(), role


async def test_a_link_shows_its_order_and_none_of_the_house(browser: Browser, ours: Ours) -> None:
    planted = ours.planted
    order = planted.ids["order_requester"]
    made = await planted.clients["dispatcher"].post(f"/api/v1/orders/{order}/links", json={})
    assert made.status_code == 201, made.text
    address = re.sub(r"^.*/portal/", "", made.json()["url"])
    window = await PortalWindow.open(browser, ours.url, locale="en", width=390, theme="light")
    ear = Ear(window.page)
    await window.go(address)
    await expect(window.page.get_by_text(planted.rows["requester"]).first).to_be_visible()
    said = await ear.said()
    await window.page.context.close()
    others = planted.all - {planted.rows["requester"]} | ours.foreign.all
    assert [word for word in others if word in said] == []
