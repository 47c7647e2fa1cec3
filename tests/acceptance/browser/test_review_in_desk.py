"""A draft is looked at by others: comments pinned to its places, and their approval before it is published."""

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.test_designer_in_desk import begun, designing

pytestmark = pytest.mark.browser

RULE = """async roles => {
  const answer = await fetch("/api/v1/definition-approval-rules", {
    method: "PUT", headers: {"Content-Type": "application/json"}, body: JSON.stringify({roles}),
  });
  return answer.status;
}"""


async def test_a_draft_is_talked_over_and_approved_before_it_is_published(
    open_window: OpenWindow,
) -> None:
    admin = await (await open_window()).signed_in("admin")
    assert await admin.page.evaluate(RULE, ["supervisor"]) == 204
    window = await designing(await open_window(locale="zh"), "/order-types")
    page = window.page
    await begun(window, "通用工单")
    key = page.url.split("/")[-2]
    await window.button("comments.title").click()
    await page.get_by_role("combobox", name=window.t("comments.place")).fill("验收")
    await page.locator(".ant-select-item-option", has_text="验收").first.click()
    await window.field("comments.text").fill("验收要拍照吗？")
    await window.button("comments.add").click()
    thread = page.get_by_role("article")
    await expect(thread).to_contain_text("验收要拍照吗？")
    await thread.get_by_role("textbox").fill("要，两张。")
    await thread.get_by_role("button", name=window.t("comments.reply"), exact=True).click()
    await expect(thread).to_contain_text("要，两张。")
    assert await violations(window) == []
    await window.shoot("comments")
    await thread.get_by_role("button", name=window.t("comments.resolve"), exact=True).click()
    await expect(thread.get_by_role("button", name=window.t("comments.reopen"))).to_be_visible()

    await window.button("studio.publish").click()
    publish = page.get_by_role("button", name=window.t("publish.act", version="1"), exact=True)
    await expect(publish).to_be_disabled()
    await window.button("approval.ask").click()
    await expect(window.button("approval.ask")).to_have_count(0)
    assert await violations(window) == []
    await window.shoot("approval")
    supervisor = await (await open_window(theme="dark")).signed_in("supervisor")
    await supervisor.go(f"/order-types/{key}/publish")
    await supervisor.button("approval.yes").click()
    await expect(supervisor.button("approval.yes")).to_have_count(0)
    assert await violations(supervisor) == []
    await supervisor.shoot("approval-given")
    await page.reload()
    await publish.click()
    await expect(page.locator("tr[data-row]")).to_have_count(1)
    assert await admin.page.evaluate(RULE, []) == 204
