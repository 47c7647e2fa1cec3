"""The pseudo-language: with every text longer no page, and no rail, grows wider than its place."""

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.test_loop_in_desk import report

pytestmark = pytest.mark.browser

OVERFLOW = (
    "Math.max(...[document.documentElement, document.querySelector('header')]"
    ".map((part) => part.scrollWidth - part.clientWidth))"
)


@pytest.mark.parametrize("width", [390, 1440])
async def test_longer_texts_stay_within_the_window(open_window: OpenWindow, width: int) -> None:
    requester = await (await open_window()).signed_in("requester")
    await report(requester, "pseudo")
    window = await (await open_window(width=width)).signed_in("dispatcher")
    await window.go("/orders?status=open&pseudo=on")
    row = window.page.locator("[data-order-row]", has_text="pseudo").first
    await expect(row).to_contain_text("Wááîîtš")
    assert await window.page.evaluate(OVERFLOW) <= 0
    await window.shoot("pseudo-list")
    await row.click()
    await expect(window.page.locator("ol li[aria-current=step]")).to_be_visible()
    await expect(window.page.get_by_role("heading", level=1)).to_have_text("pseudo")
    assert await window.page.evaluate(OVERFLOW) <= 0
    await window.shoot("pseudo-order")
    for path in ("/today", "/report"):
        await window.go(path)
        await expect(window.page.get_by_role("heading", level=1)).to_be_visible()
        assert await window.page.evaluate(OVERFLOW) <= 0
        await window.shoot(f"pseudo{path.replace('/', '-')}")
