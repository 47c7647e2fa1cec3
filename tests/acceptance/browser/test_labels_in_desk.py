"""Labels of assets: printed from the desk, scanned by anybody."""

import re

import httpx
import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.house import PASSWORD

pytestmark = pytest.mark.browser


async def admin_of(served: Served, client: httpx.AsyncClient) -> None:
    """Sign a client in as the tenant's administrator."""
    body = {"tenant": served.tenant.slug, "login": "admin", "password": PASSWORD}
    assert (await client.post("/api/v1/sessions", json=body)).status_code == 201


@pytest.mark.parametrize(("locale", "theme", "width"), [("en", "dark", 1440), ("zh", "light", 390)])
async def test_a_label_opens_the_public_report_about_its_asset(
    served: Served, open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("admin")
    page, code = window.page, f"P-{locale}"
    async with httpx.AsyncClient(base_url=served.url) as client:
        await admin_of(served, client)
        made = {"code": code, "name": "一号循环水泵 Circulation pump 1", "kind": "pump"}
        asset = (await client.post("/api/v1/assets", json=made)).json()["id"]
        setting = (await client.get("/api/v1/portal-settings")).json()

        async def opened(wanted: bool) -> None:
            body = {**setting, "reports_open": wanted}
            assert (await client.put("/api/v1/portal-settings", json=body)).status_code == 200

        await opened(False)
        await window.go("/assets")
        await page.get_by_role("button", name=code).click()
        sheet = page.get_by_role("dialog")
        await sheet.get_by_role("link", name=window.t("assets.label")).click()
        await expect(page.get_by_role("alert")).to_be_visible()  # a closed door has no label
        await window.shoot("label-closed")
        await opened(True)
        await page.reload()
        label = page.get_by_role("article")
        await expect(label).to_contain_text(code)
        await window.shoot("label")
        assert await violations(window) == []
        labels = (await client.get("/api/v1/asset-labels", params={"asset": asset})).json()

    await page.get_by_label(window.t("labels.copies")).fill("24")
    await expect(label).to_have_count(24)
    await page.emulate_media(media="print")
    await expect(page.locator("[data-watermark]")).to_be_hidden()
    await expect(page.get_by_role("heading", level=1)).to_be_hidden()
    await window.shoot("label-print")
    paper = await page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1

    await page.goto(labels["items"][0]["url"])
    await expect(page.get_by_text(code)).to_be_visible()
    await window.shoot("label-scanned")
