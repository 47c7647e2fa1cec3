"""Hosts outside: an administrator narrows where requests go, sees who is cut off, takes it back."""

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("locale", "theme", "width"), [("zh", "light", 1440), ("en", "dark", 390)])
async def test_hosts_are_listed_with_who_is_cut_off_in_sight_and_a_way_back(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("admin")
    page, host = window.page, f"{locale}.hooks.example"
    made = await page.request.post(
        f"{window.url}/api/v1/webhooks", data={"url": f"https://{host}/in"}
    )
    assert made.status == 201, await made.text()
    await window.go("/outbound-hosts")
    await expect(page.get_by_text(window.t("hosts.open"))).to_be_visible()
    adding = page.get_by_role("form", name=window.t("hosts.add"))
    field = adding.get_by_label(window.t("hosts.host"), exact=True)
    await field.fill("https://no.host")
    await window.button("hosts.add").click()
    await expect(field).to_have_attribute("aria-invalid", "true")
    await field.fill("例子.example")
    await window.button("hosts.add").click()
    listed = page.get_by_role("list", name=window.t("hosts.list"))
    await expect(listed.get_by_text("xn--fsqu00a.example")).to_be_visible()
    who = window.t("hosts.use.webhook", host=host)
    await expect(page.get_by_role("listitem").filter(has_text=who)).to_be_visible()
    await window.shoot("host-list")
    assert await violations(window) == []
    await window.button("parts.save").click()
    row = page.get_by_role("row").filter(has_text=who)
    await expect(row.get_by_text(window.t("hosts.goes.no"))).to_be_visible()
    await window.shoot("host-list-narrow")
    await window.button("parts.undo").click()
    await expect(row.get_by_text(window.t("hosts.goes.yes"), exact=True)).to_be_visible()
    await expect(page.get_by_text(window.t("hosts.open"))).to_be_visible()
    assert window.faults == []
