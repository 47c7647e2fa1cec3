"""What the desk does when something is in the way: a wrong door, somebody faster, a lost session."""

import asyncio
import re

import pytest
from playwright.async_api import Route, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.test_loop_in_desk import report

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_a_wrong_password_is_told_in_words_with_its_code(
    open_window: OpenWindow, locale: str
) -> None:
    window = await open_window(locale=locale)
    await window.sign_in("requester", "not the password")
    alert = window.page.get_by_role("alert")
    await expect(alert).to_contain_text(window.t("problem.code", code=""))
    han = re.search(r"[\u4e00-\u9fff]", await alert.inner_text()) is not None
    assert han == (locale == "zh")
    await expect(window.field("login.login")).to_have_value("requester")
    await window.shoot("log-in-refused")


async def test_empty_fields_are_named_before_anything_is_sent(open_window: OpenWindow) -> None:
    window = await open_window()
    await window.go("/log-in")
    sent: list[str] = []
    window.page.on("request", lambda request: sent.append(request.method))
    await window.button("login.submit").click()
    for field in ("tenant", "login", "password"):
        words = window.t("login.required", field=window.t(f"login.{field}"))
        await expect(window.page.get_by_text(words)).to_be_visible()
    assert "POST" not in sent


async def test_an_address_inside_leads_through_the_door_and_back(open_window: OpenWindow) -> None:
    window = await open_window()
    await window.sign_in("dispatcher", path="/orders?stage=accept&status=open")
    await window.page.wait_for_url("**/desk/orders?stage=accept&status=open")


async def test_a_report_waits_for_what_its_kind_asks(open_window: OpenWindow) -> None:
    window = await (await open_window()).signed_in("requester")
    asked, told = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        asked.set()
        await told.wait()
        await route.continue_()

    await window.page.route("**/api/v1/definitions/*/versions/*", late)
    await window.go("/report")
    await asked.wait()
    await window.field("report.field.title").fill("阀门漏水")
    await expect(window.button("report.submit")).to_be_disabled()
    told.set()
    await expect(window.button("report.submit")).to_be_enabled()


async def test_a_change_by_somebody_else_appears_in_a_second_window(
    open_window: OpenWindow,
) -> None:
    title = "打印机卡纸，第二个窗口"
    watching = await (await open_window()).signed_in("dispatcher")
    requester = await (await open_window()).signed_in("requester")
    await report(requester, title)
    row = watching.page.locator("[data-order-row]", has_text=title)
    await expect(row).to_contain_text(watching.t("stage.accept"))
    await row.click()
    other = await (await open_window()).signed_in("dispatcher")
    await other.open_order(title)
    await other.send("accept")
    await expect(row).to_contain_text(watching.t("stage.execute"))
    await watching.expect_stage("execute")


async def test_a_palette_leads_to_pages_acts_and_orders_without_a_mouse(
    open_window: OpenWindow,
) -> None:
    title = "Palette: the pump leaks"
    requester = await (await open_window()).signed_in("requester")
    await report(requester, title)
    window = await (await open_window(theme="dark")).signed_in("dispatcher")
    keys, field = window.page.keyboard, window.page.get_by_label(window.t("palette.title"))
    await keys.press("Control+k")
    await expect(field.last).to_be_focused()
    await keys.type("palette")
    option = window.page.get_by_role("option", name=title)
    await expect(option).to_be_visible()
    assert await violations(window) == []
    await window.shoot("palette")
    await keys.press("Enter")
    await expect(window.heading(title)).to_be_visible()
    await keys.press("Control+k")
    await keys.type("accept")
    await keys.press("Enter")
    await expect(window.act_form("accept")).to_be_visible()
    await keys.press("Control+k")
    await keys.type("my account")
    await keys.press("Enter")
    await window.page.wait_for_url("**/account")
    await keys.press("Control+k")
    await keys.type("no such thing")
    await expect(window.page.get_by_text(window.t("palette.none"))).to_be_visible()
    await keys.press("Escape")
    await expect(window.page.get_by_role("listbox")).to_have_count(0)


async def test_who_was_slower_is_shown_what_changed_and_keeps_what_was_entered(
    open_window: OpenWindow,
) -> None:
    title = "会议室投影仪"
    requester = await (await open_window()).signed_in("requester")
    await report(requester, title)
    slower = await (await open_window()).signed_in("dispatcher")
    await slower.open_order(title)
    await slower.act_button("suspend").click()
    await slower.field("ask.reason").fill("waiting for a part")
    faster = await (await open_window()).signed_in("dispatcher")
    await faster.open_order(title)
    await faster.send("accept")

    alert = slower.page.get_by_role("alert")
    await expect(alert).to_contain_text(slower.t("conflict.title"))
    await expect(alert).to_contain_text(slower.t("stage.execute"))
    await expect(slower.field("ask.reason")).to_have_value("waiting for a part")
    await slower.shoot("somebody-was-faster")
    await slower.button("conflict.reload").click()
    await slower.send("suspend")
    await expect(slower.page.get_by_text(slower.t("waits.suspended")).first).to_be_visible()


async def test_a_stale_version_is_refused_by_the_server_and_told_the_same_way(
    open_window: OpenWindow,
) -> None:
    title = "电梯门关闭缓慢"
    requester = await (await open_window()).signed_in("requester")
    await report(requester, title)
    deaf = await open_window()
    # the stream is cut, so that only the server's 412 can tell
    await deaf.page.route("**/api/v1/stream", lambda route: route.abort())
    await deaf.sign_in("dispatcher")
    await deaf.open_order(title)
    faster = await (await open_window()).signed_in("dispatcher")
    await faster.open_order(title)
    await faster.send("accept")
    await faster.expect_stage("execute")

    async with deaf.page.expect_response(lambda answer: answer.status == 412):
        await deaf.send("accept")
    await expect(deaf.page.get_by_role("alert")).to_contain_text(deaf.t("conflict.title"))
    await deaf.button("conflict.reload").click()
    await deaf.expect_stage("execute")


async def test_a_session_that_ended_leads_to_the_door_and_says_so(open_window: OpenWindow) -> None:
    window = await (await open_window()).signed_in("requester")
    await window.page.context.clear_cookies()
    # what the page asks by itself may be refused first: then the link is gone already
    await window.page.evaluate("document.querySelector('a[href$=\\'status=archived\\']')?.click()")
    await expect(window.page.get_by_text(window.t("login.ended"))).to_be_visible()
