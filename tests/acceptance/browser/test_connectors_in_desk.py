"""Connectors: an administrator adds one, calls it for no order, and sees how that ended."""

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow

pytestmark = pytest.mark.browser

SECRET = "a-secret-nobody-reads"


@pytest.mark.parametrize(("locale", "theme", "width"), [("zh", "light", 1440), ("en", "dark", 390)])
async def test_a_connector_is_added_tried_and_its_secret_never_shown(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("admin")
    page = window.page
    await window.go("/connectors")
    await expect(window.button("connectors.add").first).to_be_visible()
    await window.shoot("connectors-list")
    assert await violations(window) == []
    await window.button("connectors.add").first.click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_label(window.t("connectors.name"), exact=True).fill("库存系统")
    await sheet.get_by_label(window.t("connectors.key"), exact=True).fill(f"stock_{locale}")
    await sheet.get_by_label(window.t("connectors.base_url"), exact=True).fill(
        "https://10.0.0.1/api"
    )
    await window.choose(window.t("connectors.way"), window.t("connectors.way.bearer"))
    await sheet.get_by_label(window.t("connectors.secret.bearer"), exact=True).fill(SECRET)
    await window.button("parts.save").click()
    refused = sheet.get_by_label(window.t("connectors.base_url"), exact=True)
    await expect(refused).to_have_attribute("aria-invalid", "true")  # it lies inside a network
    await window.shoot("connector-form")
    assert await violations(window) == []
    await sheet.get_by_label(window.t("connectors.base_url"), exact=True).fill(
        "https://stock.invalid/api"
    )
    await window.button("parts.save").click()
    await expect(window.heading("库存系统")).to_be_visible()
    await page.get_by_label(window.t("connectors.path"), exact=True).fill("/parts/{id}")
    await page.get_by_label(window.t("connectors.inputs"), exact=True).fill("id = 7")
    await window.button("connectors.try.now").click()
    took = window.texts["connectors.took"].split("{")[0]
    await expect(page.get_by_role("status").filter(has_text=took)).to_be_visible()
    await expect(page.get_by_role("cell", name="GET /parts/{id}")).to_be_visible()
    assert SECRET not in await page.content()
    await window.shoot("connector")
    assert await violations(window) == []
    assert window.faults == []
