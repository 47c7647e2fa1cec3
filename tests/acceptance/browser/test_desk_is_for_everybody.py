"""Keyboard, contrast, labels: axe finds nothing, in both languages, both themes, both widths."""

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.looks import LOOKS
from tests.acceptance.browser.test_loop_in_desk import report

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("locale", "theme", "width"), LOOKS)
async def test_axe_finds_nothing_on_any_page(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await open_window(locale=locale, theme=theme, width=width)
    await window.go("/log-in")
    await window.button("login.submit").click()
    assert await violations(window) == []
    await window.signed_in("dispatcher")
    await report(window, f"axe {locale} {theme} {width}")
    assert await violations(window) == []
    await window.act_button("cancel").click()
    await window.send("cancel")
    assert await violations(window) == []
    await window.shoot("order")
    await window.go("/orders")
    await expect(window.page.locator("[data-order-row]").first).to_be_visible()
    assert await violations(window) == []
    await window.shoot("list")
    await window.go("/report")
    await window.button("report.submit").click()
    assert await violations(window) == []
    await window.shoot("report")


async def test_the_desk_is_driven_by_keys_alone(open_window: OpenWindow) -> None:
    window = await (await open_window()).signed_in("requester")
    for title in ("keys one", "keys two"):
        await report(window, title)
    await window.go("/orders")
    await expect(window.page.locator("[data-order-row]", has_text="keys one")).to_be_visible()
    keys = window.page.keyboard
    await keys.press("j")
    await expect(window.page.locator("[data-order-row]").first).to_be_focused()
    await keys.press("j")
    await keys.press("k")
    await keys.press("Enter")
    await expect(window.heading("keys two")).to_be_visible()
    await keys.press("/")
    await keys.type("keys one")
    await keys.press("Enter")
    await window.page.wait_for_url("**q=keys+one**")
    await window.page.locator("body").click(position={"x": 5, "y": 500})
    await keys.press("?")
    await expect(window.page.get_by_role("dialog", name=window.t("keys.title"))).to_be_visible()
    await keys.press("Escape")
    await keys.press("n")
    await expect(window.page.get_by_role("heading", name=window.t("report.title"))).to_be_visible()


async def test_the_language_is_changed_in_place_and_remembered(open_window: OpenWindow) -> None:
    window = await (await open_window(locale="en")).signed_in("requester")
    await window.field("app.language").select_option("zh")
    await expect(window.page.get_by_role("link", name="申报工单")).to_be_visible()
    await expect(window.page.locator("html")).to_have_attribute("lang", "zh-CN")
