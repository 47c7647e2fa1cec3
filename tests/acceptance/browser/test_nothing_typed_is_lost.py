"""What somebody typed outlives a lost session, a look elsewhere, a lost answer and a slip of the hand."""

import pytest
from playwright.async_api import Route, expect

from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.test_loop_in_desk import report
from tests.house import PASSWORD

pytestmark = pytest.mark.browser

WORDS = "师傅已在路上，缺一个密封圈"


async def begun(open_window: OpenWindow, title: str) -> DeskWindow:
    """Report an order, and begin a comment on it as its dispatcher."""
    await report(await (await open_window()).signed_in("requester"), title)
    window = await (await open_window(locale="zh")).signed_in("dispatcher")
    await window.open_order(title)
    await window.field("comment.text").fill(WORDS)
    return window


async def test_who_logs_in_again_finds_what_he_typed(open_window: OpenWindow) -> None:
    window = await begun(open_window, "会话在输入时结束")
    page, door = window.page, window.page.locator("dialog[open]")
    await page.context.clear_cookies()
    await window.button("comment.send").click()
    await expect(door.get_by_text(window.t("login.ended"))).to_be_visible()
    await expect(door.locator("input[type=password]")).to_be_focused()
    await window.shoot("session-ended")
    for _ in range(2):
        await page.keyboard.press("Escape")
    await expect(door).to_be_visible()
    await door.locator("input[type=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(door).to_have_count(0)
    await expect(window.field("comment.text")).to_have_value(WORDS)


async def test_who_looks_at_another_page_finds_his_words_and_his_form_on_return(
    open_window: OpenWindow,
) -> None:
    window = await begun(open_window, "中途看看别的页面")
    await window.act_button("suspend").click()
    await window.field("ask.reason").fill("等备件，周二到")
    await window.page.get_by_role("link", name=window.t("places.today"), exact=True).click()
    await window.page.wait_for_url("**/today")
    await window.page.go_back()
    await expect(window.field("comment.text")).to_have_value(WORDS)
    await expect(window.field("ask.reason")).to_have_value("等备件，周二到")
    await window.send("suspend")
    await expect(window.page.get_by_text(window.t("waits.suspended")).first).to_be_visible()


async def test_what_is_sent_again_because_its_answer_got_lost_is_said_once(
    open_window: OpenWindow,
) -> None:
    window = await begun(open_window, "答复在路上丢失")

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await window.page.route("**/api/v1/orders/*/comment", lose, times=1)
    await window.button("comment.send").click()
    alert = window.page.get_by_role("alert")
    await expect(alert).to_contain_text(window.t("problem.unreachable.title"))
    await expect(window.field("comment.text")).to_have_value(WORDS)
    await window.button("comment.send").click()
    await expect(window.field("comment.text")).to_have_value("")
    await expect(window.page.locator("article").get_by_text(WORDS)).to_have_count(1)


async def test_a_slip_of_the_hand_closes_no_sheet_in_which_something_stands(
    open_window: OpenWindow,
) -> None:
    window = await (await open_window()).signed_in("admin")
    await window.go("/assets")
    await window.button("assets.add").first.click()
    sheet = window.page.locator(".ant-drawer")
    name = sheet.locator("input").first
    await name.fill("P-777")
    await sheet.locator(".ant-drawer-mask").click(position={"x": 20, "y": 300})
    await expect(name).to_have_value("P-777")
    await sheet.get_by_role("button", name=window.t("parts.save")).focus()
    await window.page.keyboard.press("n")
    await expect(name).to_have_value("P-777")
    await window.button("parts.cancel").click()
    await expect(sheet.locator("input")).to_have_count(0)
