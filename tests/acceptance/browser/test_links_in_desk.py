"""Staff gives a customer a link from the order's page, and takes it back."""

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.conftest import OpenWindow

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("locale", "theme"), [("zh", "light"), ("en", "dark")])
async def test_a_dispatcher_issues_a_link_and_revokes_it(
    open_window: OpenWindow, locale: str, theme: str
) -> None:
    window = await (await open_window(locale=locale, theme=theme)).signed_in("dispatcher")
    title = f"客户链接 {locale}"
    await window.go("/report")
    await window.field("report.field.title").fill(title)
    await window.button("report.submit").click()
    await expect(window.heading(title)).to_be_visible()
    panel = window.page.get_by_role("region", name=window.t("links.title"), exact=True)
    await expect(panel.get_by_text(window.t("links.none"))).to_be_visible()
    await window.button("links.issue.follow").click()
    await expect(panel.get_by_text("/portal/#gl1_")).to_be_visible()
    await expect(panel.get_by_role("img", name=window.t("links.qr"))).to_be_visible()
    await expect(panel.get_by_text(window.t("problem.unreadable.title"))).to_have_count(0)
    await panel.scroll_into_view_if_needed()
    await window.shoot("links")
    await panel.get_by_role("button", name=window.t("links.revoke"), exact=True).click()
    await (
        window.page.locator(".ant-popover")
        .get_by_role("button", name=window.t("links.revoke"), exact=True)
        .click()
    )
    await expect(panel.get_by_text(window.t("links.revoked"))).to_be_visible()
