"""Every page of the desk, and every part of the designer, over the demo's data: axe finds nothing, each look is kept.

Two of the four looks (language and theme) are walked; `GONGDAN_TEST_LOOKS=all` walks all. Each
page is read at 1440 and at 390 px.
"""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
from playwright.async_api import Browser, expect

from gongdan.bootstrap.followers import make_followers
from gongdan.entrypoints.demo.organise import PASSWORD
from gongdan.entrypoints.demo.plant import plant
from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import ServeHouse
from tests.acceptance.browser.designer_looks import DESIGNER, PARTS, Open, as_it_is, draw, hire
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.looks import THEMES
from tests.house import PASSWORD as OWN
from tests.postgres_server import HouseDatabase

pytestmark = pytest.mark.browser

PLACES: Final = Path(__file__).parents[3] / "web/apps/desk/src/app/places.ts"
ROLES: Final = ("admin", "auditor", "dispatcher")
"""Together they may open every page."""


@pytest.fixture(scope="module")
async def demo(database: HouseDatabase, serve_house: ServeHouse) -> AsyncIterator[str]:
    """Serve a house with the demo's tenant; yields its address."""
    async with serve_house(database) as (url, house):
        await plant(house)
        await make_followers(house).drain()
        yield url


async def signed_in(
    browser: Browser, url: str, login: str, password: str, look: tuple[str, str]
) -> DeskWindow:
    """Open a window of somebody in a look."""
    locale, theme = look
    window = await DeskWindow.open(
        browser, url, tenant="demo", locale=locale, width=1440, theme=theme
    )
    window.name = f"every-{locale}-{theme}"
    await window.sign_in(login, password)
    await window.page.wait_for_url("**/orders**")
    return window


def pages() -> set[str]:
    """Return the addresses of all places of the desk, without their parameters."""
    return {
        found.split("/")[0] for found in re.findall(r'path: "([^"]+)"', PLACES.read_text("utf-8"))
    }


async def faults_of(
    window: DeskWindow, path: str, *, name: str = "", opened: Open = as_it_is
) -> dict[str, list[str]]:
    """Open a page, look at it in both widths; returns what axe finds in each."""
    await window.page.set_viewport_size({"width": 1440, "height": 900})
    if path:
        await window.go(path)
    await expect(window.page.get_by_role("heading").first).to_be_visible()
    await opened(window)
    await expect(window.page.locator(".ant-skeleton")).to_have_count(0)
    found: dict[str, list[str]] = {}
    for width in (1440, 390):
        await window.page.set_viewport_size({"width": width, "height": 900})
        await window.shoot(f"{name or path.strip('/')}-{width}")
        if faults := await violations(window):
            found[f"{name or path} at {width}"] = faults
    return found


@pytest.mark.parametrize(("locale", "theme"), THEMES)
async def test_every_page_is_for_everybody(
    demo: str, browser: Browser, locale: str, theme: str
) -> None:
    left, faults = pages(), dict[str, list[str]]()
    for role in ROLES:
        window = await signed_in(browser, demo, role, PASSWORD, (locale, theme))
        rail = window.page.locator("nav a[href^='/desk/']")
        await expect(rail.first).to_be_visible()
        links = {
            str(href).removeprefix("/desk/").split("?")[0].split("/")[0]
            for href in await rail.evaluate_all("links => links.map(a => a.getAttribute('href'))")
        }
        always = {"account", "first-steps", "report", "today", "asset-labels"}
        for path in sorted(left & (links | always)):
            faults |= await faults_of(window, f"/{path}")
            left.discard(path)
        assert window.faults == []
        await window.page.context.close()
    assert faults == {}
    assert left == set(), "no role of the demo was led to these"


@pytest.fixture(scope="module")
async def drawn(demo: str, browser: Browser) -> str:
    """The demo's house with a designer and something to be looked at in each part; its address."""
    for login, password, prepare in (("admin", PASSWORD, hire), (DESIGNER, OWN, draw)):
        window = await signed_in(browser, demo, login, password, THEMES[0])
        await prepare(window)
        await window.page.context.close()
    return demo


@pytest.mark.parametrize("look", THEMES)
async def test_every_part_of_the_designer_is_for_everybody(
    drawn: str, browser: Browser, look: tuple[str, str]
) -> None:
    window = await signed_in(browser, drawn, DESIGNER, OWN, look)
    faults = dict[str, list[str]]()
    for name, (path, opened) in PARTS.items():
        faults |= await faults_of(window, path, name=f"designer-{name}", opened=opened)
    await window.page.context.close()
    assert (window.faults, faults) == ([], {})
