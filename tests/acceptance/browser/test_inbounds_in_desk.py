"""Inbounds: an administrator opens one by a sample, a caller outside posts, and the log tells."""

import json
import time
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.rooms.integration.outside import Outside

pytestmark = pytest.mark.browser

BODY: dict[str, Any] = {"alarm": {"text": "3号泵振动过高", "level": "critical"}}


async def opened(window: DeskWindow, name: str, key: str) -> str:
    """Open an inbound by a sample of what the caller will send; return the secret that is told once."""
    page = window.page
    await window.button("inbounds.add").first.click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_label(window.t("inbounds.name"), exact=True).fill(name)
    await sheet.get_by_label(window.t("inbounds.key"), exact=True).fill(key)
    await sheet.get_by_label(window.t("inbounds.sample"), exact=True).fill(json.dumps(BODY))
    await sheet.get_by_label(window.t("inbounds.definition"), exact=True).click()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    place = sheet.get_by_label(window.t("inbounds.take.at", n="1"), exact=True)
    for _ in range(3):  # a list that still opens may miss a click
        if await place.input_value() != "/alarm/text":
            await place.click()
            await page.get_by_title("/alarm/text").first.click()
    await expect(place).to_have_value("/alarm/text")
    await window.shoot("inbound-form")
    assert await violations(window) == []
    await window.button("parts.save").click()
    secret = page.locator("code").filter(has_text="whsec_")
    await expect(secret).to_be_visible()
    await window.shoot("inbound-secret")
    return await secret.inner_text()


async def tried(window: DeskWindow) -> None:
    """See what a delivery would make, without making it."""
    page = window.page
    await page.get_by_label(window.t("inbounds.try.body"), exact=True).fill(json.dumps(BODY))
    await window.button("inbounds.try.now").click()
    shown = page.get_by_role("status").filter(has_text=window.t("inbounds.try.starts"))
    await expect(shown).to_be_visible()


@pytest.mark.parametrize(("locale", "theme", "width"), [("zh", "light", 1440), ("en", "dark", 390)])
async def test_an_inbound_is_opened_by_a_sample_a_caller_posts_and_the_log_tells(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("admin")
    page = window.page
    await window.go("/inbounds")
    await expect(window.button("inbounds.add").first).to_be_visible()
    await window.shoot("inbounds-list")
    assert await violations(window) == []
    name = f"产线监控 {locale}"
    told = await opened(window, name, f"line_{locale}_{int(time.time())}")
    await page.get_by_role("button", name=name, exact=True).click()
    await tried(window)
    path = "/api/v1/inbound/" + page.url.rpartition("/")[2]
    origin = page.url.partition("/desk")[0]
    speaks = {"Content-Type": "application/json"}
    async with httpx.AsyncClient(base_url=origin, headers=speaks) as client:
        caller = Outside(client, path, told)
        assert (await caller.signed(BODY)).status_code == 201
        assert (await caller.signed({"alarm": {}})).status_code == 422
    await page.reload()
    await expect(page.get_by_text(window.t("inbounds.outcome.refused")).first).to_be_visible()
    await expect(page.get_by_text(window.t("inbounds.outcome.started")).first).to_be_visible()
    await window.shoot("inbound")
    assert await violations(window) == []
    assert window.faults == []
