"""From a template to a process of one's own: a field and an amount condition, published, and an order.

The effort is counted as for the newcomer's first order: the browser counts what a person would do,
the keystroke-level model says how long that takes.
"""

import sys

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.test_designer_in_desk import begun, designing, published, state
from tests.acceptance.browser.test_desk_is_for_everybody import violations
from tests.acceptance.browser.test_first_order_of_a_newcomer import counted

pytestmark = pytest.mark.browser

ORDER = "会议室投影采购"


async def designed(window: DeskWindow) -> None:
    """Take the template, ask for a supplier, and let the amount decide on the countersign."""
    page = window.page
    await begun(window, "通用工单")
    await window.button("fields.part").click()
    await window.button("fields.add").click()
    form = page.get_by_role("dialog")
    await form.get_by_label(window.t("fields.name")).fill("供应商")
    await form.get_by_role("button", name=window.t("fields.add"), exact=True).click()
    await window.button("studio.part.process").click()
    if "tree.view.canvas" in window.texts:
        await page.get_by_text(window.t("tree.view.canvas"), exact=True).click()
    await page.locator("[data-id=wants_countersign]").focus()
    await page.keyboard.press("Enter")
    panel = page.get_by_role("complementary")
    await panel.get_by_role("button", name="会签").click()
    await window.field("canvas.edge.condition").fill("budget > 1000")
    await state(window, "saved")
    assert await violations(window) == []
    await window.shoot("journey-condition")
    await published(window, 1)


async def ordered(requester: DeskWindow, key: str) -> None:
    """Report an order above the amount, with the new field."""
    await requester.go(f"/report?type={key}")
    await requester.field("report.field.title").fill(ORDER)
    await requester.choose("事项类别", "物品领用")
    await requester.labelled("预计费用").fill("6800")
    await requester.labelled("供应商").fill("东方影像")
    await requester.shoot("journey-report")
    await requester.button("report.submit").click()
    await requester.expect_stage("accept")


async def test_a_template_becomes_a_process_of_ones_own_and_its_amount_decides(
    open_window: OpenWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    designer = await designing(await open_window(locale="zh"), "/order-types")
    effort = await counted(designer)
    await designer.page.reload()
    await designed(designer)
    key = designer.page.url.split("/")[-1]
    with capsys.disabled():
        sys.stdout.write(
            f"\na process from a template, published: {effort.minutes:.1f} minutes as a person takes"
            f" ({effort.clicks} clicks, {effort.keys} keys)\n"
        )
    assert effort.minutes < 5
    requester = await (await open_window(locale="zh")).signed_in("requester")
    dispatcher = await (await open_window(locale="zh")).signed_in("dispatcher")
    await ordered(requester, key)
    await dispatcher.open_order(ORDER)
    await dispatcher.choose(dispatcher.t("ask.assignee"), "Technician")
    await dispatcher.send("accept")
    # above the amount the acceptance is followed by the countersign, not by the work
    await requester.page.reload()
    await requester.expect_stage("accept")
    await expect(requester.page.get_by_text("会签").first).to_be_visible()
    await requester.shoot("journey-countersign")
