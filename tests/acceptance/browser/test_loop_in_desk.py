"""The five-step loop in a real browser: four roles, four windows, two languages."""

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow

pytestmark = pytest.mark.browser

FIELDS = {
    "zh": {"work": "处理过程", "result": "处理结果", "fixed": "已修复"},
    "en": {"work": "What was done", "result": "Result", "fixed": "Fixed"},
}
PASSED = {"zh": "通过", "en": "Passed"}


async def report(window: DeskWindow, title: str) -> None:
    await window.go("/report")
    await window.field("report.field.title").fill(title)
    await window.field("report.field.place").fill("3 号泵房")
    await window.button("report.submit").click()
    await expect(window.heading(title)).to_be_visible()


async def accept(window: DeskWindow, title: str, assignee: str) -> None:
    await window.open_order(title)
    await window.choose(window.t("ask.assignee"), assignee)
    await window.send("accept")


async def complete(window: DeskWindow, title: str) -> None:
    words = FIELDS[window.locale]
    await window.open_order(title)
    await window.labelled(words["work"]).fill("更换轴承 / bearing changed")
    await window.choose(words["result"], words["fixed"])
    await window.send("complete")


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_four_roles_take_one_order_from_report_to_archive(
    open_window: OpenWindow, locale: str
) -> None:
    title = f"水泵振动异常 {locale}"
    requester = await (await open_window(locale=locale)).signed_in("requester")
    dispatcher = await (await open_window(locale=locale)).signed_in("dispatcher")
    technician = await (await open_window(locale=locale, width=390)).signed_in("technician")
    supervisor = await (await open_window(locale=locale, theme="dark")).signed_in("supervisor")

    await report(requester, title)
    await requester.expect_stage("accept")
    await requester.shoot("1-reported")

    await accept(dispatcher, title, "Technician")
    await dispatcher.expect_stage("execute")
    await dispatcher.shoot("2-accepted")

    await complete(technician, title)
    await technician.expect_stage("verify")
    await technician.shoot("3-completed")

    # the requester did nothing meanwhile: the page followed by itself
    await requester.expect_stage("verify")
    await requester.act_form("verify").get_by_text(PASSED[locale], exact=True).click()
    await requester.send("verify")
    await requester.expect_stage("archive")
    await requester.shoot("4-verified")

    await supervisor.open_order(title)
    await supervisor.send("archive")
    await expect(supervisor.page.get_by_text(supervisor.t("waits.archived"))).to_have_count(1)
    await supervisor.shoot("5-archived")

    history = requester.page.get_by_role("region", name=requester.t("order.timeline"))
    await expect(history.locator("time")).to_have_count(5)
    await expect(history).to_contain_text(requester.t("event.OrderArchived"))
    await requester.shoot("6-history")
