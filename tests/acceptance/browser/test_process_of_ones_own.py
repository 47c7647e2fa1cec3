"""A process of one's own: taken, drawn, tried, published, run by its people, renewed, moved, rolled back.

The effort is counted as for the newcomer's first order: the browser counts what a person would do,
the keystroke-level model says how long that takes.
"""

import sys

import pytest
from playwright.async_api import Locator, expect

from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.test_designer_in_desk import begun, designing, published, state
from tests.acceptance.browser.test_desk_is_for_everybody import violations
from tests.acceptance.browser.test_first_order_of_a_newcomer import counted
from tests.acceptance.browser.test_tree_in_desk import chosen, panel

pytestmark = pytest.mark.browser

DEAR, SECOND = "会议室投影采购", "大堂沙发采购"
COUNTERSIGN = "会签"


async def drawn(window: DeskWindow) -> None:
    """Take the five steps, ask for a cost, and let the dear ones be countersigned."""
    page = window.page
    await begun(window, "五步流程")
    await window.button("fields.part").click()
    await window.button("fields.add").click()
    form = page.get_by_role("dialog")
    await form.get_by_label(window.t("fields.name")).fill("预计费用")
    await window.choose(window.t("fields.kind"), window.t("fields.kind.number"))
    await form.get_by_role("button", name=window.t("fields.add"), exact=True).click()
    await window.button("studio.part.process").click()
    await inserted(window, window.t("stage.accept"), "condition")
    await panel(window).get_by_role("button", name=window.t("condition.add")).click()
    await chosen(window, window.t("condition.field.of", n="1"), "预计费用")
    await chosen(window, window.t("condition.op.of", n="1"), window.t("condition.op.more"))
    await panel(window).get_by_label(window.t("condition.value.of", n="1")).fill("1000")
    await page.keyboard.press("Escape")
    await inserted(window, window.t("tree.branch"), "countersign")
    await page.keyboard.press("Escape")
    await state(window, "saved")
    assert await violations(window) == []
    await window.shoot("journey-drawn")


async def inserted(window: DeskWindow, title: str, kind: str) -> None:
    """Insert something behind a line of the tree by the mouse."""
    plus = window.t("tree.insert.after", title=title)
    await window.page.get_by_role("button", name=plus).first.click()
    await window.page.get_by_role("menuitem", name=window.t(f"tree.insert.{kind}")).first.click()


async def tried(window: DeskWindow) -> None:
    """Let stand-ins take a dear order to the countersign, then go back to the drawing."""
    page = window.page
    await window.button("studio.try").click()
    await window.labelled("预计费用").fill("6800")
    await window.button("rehearsal.begin.act").click()
    await window.button("rehearsal.act.accept").click()
    await expect(page.get_by_text(COUNTERSIGN).first).to_be_visible()
    await window.shoot("journey-tried")
    await page.get_by_role("link", name=window.t("rehearsal.back")).click()
    await page.wait_for_url("**/design")


async def reported(requester: DeskWindow, key: str, title: str) -> None:
    """Report an order above the amount."""
    await requester.go(f"/report?type={key}")
    await requester.field("report.field.title").fill(title)
    await requester.labelled("预计费用").fill("6800")
    await requester.button("report.submit").click()
    await requester.expect_stage("accept")


def form_of(window: DeskWindow, name: str) -> Locator:
    """Find the form of a step by its name."""
    return window.page.get_by_role("form", name=name, exact=True)


async def signed(window: DeskWindow, title: str) -> None:
    """Agree where several sign."""
    await window.page.reload()
    await window.go("/orders?status=open")
    await window.open_order(title)
    form = form_of(window, COUNTERSIGN)
    await form.get_by_role("radio", name="同意", exact=True).click()
    await window.shoot("journey-sign")
    await form.locator("button[type=submit]").click()
    await expect(form).to_have_count(0)


async def run_to_the_end(windows: dict[str, DeskWindow]) -> None:
    """Let each do what is theirs, up to the archive."""
    dispatcher, technician = windows["dispatcher"], windows["technician"]
    await dispatcher.open_order(DEAR)
    await dispatcher.choose(dispatcher.t("ask.assignee"), "Technician")
    await dispatcher.send("accept")
    await signed(dispatcher, DEAR)
    await signed(windows["supervisor"], DEAR)
    await technician.go("/orders?status=open")
    await technician.open_order(DEAR)
    await technician.labelled("处理过程").fill("已安装")
    await technician.choose("处理结果", "已修复")
    await technician.send("complete")
    requester = windows["requester"]
    await requester.go("/orders?status=open")
    await requester.open_order(DEAR)
    await (
        form_of(requester, requester.t("act.verify"))
        .get_by_role("radio", name="通过", exact=True)
        .click()
    )
    await requester.send("verify")
    await dispatcher.go("/orders?status=open")
    await dispatcher.open_order(DEAR)
    await dispatcher.send("archive")
    await expect(dispatcher.page.get_by_text(dispatcher.t("waits.archived")).first).to_be_visible()
    await dispatcher.shoot("journey-archived")


async def renewed(window: DeskWindow, key: str) -> None:
    """Publish a second version that numbers otherwise."""
    await window.go(f"/order-types/{key}/design?part=texts")
    await window.labelled(window.t("studio.texts.numbering")).fill("CG-{n:05}")
    await state(window, "saved")
    await published(window, 2)


async def moved_and_back(window: DeskWindow, key: str) -> None:
    """Move the one running order to the second version, and take it back."""
    page = window.page
    await window.go(f"/order-types/{key}/migrate?from=1&to=2")
    plan = page.get_by_role("region", name=window.t("moving.plan"))
    await plan.get_by_role("button").last.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("统一编号")
    await dialog.get_by_role("button", name=window.t("moving.begin.act"), exact=True).click()
    await expect(
        page.get_by_text(window.t("moving.over.done", **{"from": "1", "to": "2"}))
    ).to_be_visible()
    await window.button("moving.way.back").click()
    await dialog.get_by_role("button", name=window.t("moving.way.back"), exact=True).click()
    await expect(
        page.get_by_text(window.t("moving.back.done", **{"from": "1", "to": "2"}))
    ).to_be_visible()
    await window.shoot("journey-moved-back")


async def rolled_back(window: DeskWindow, key: str) -> None:
    """Publish the first version's body again."""
    page = window.page
    await window.go(f"/order-types/{key}")
    row = page.locator("tr[data-row]").last
    await row.get_by_role("button", name=window.t("types.again")).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("回到第 1 版")
    await dialog.get_by_role("button", name=window.t("types.again"), exact=True).click()
    await expect(page.locator("tr[data-row]")).to_have_count(3)
    assert await violations(window) == []
    await window.shoot("journey-rolled-back")


async def test_a_process_of_ones_own_from_a_template_to_its_roll_back(
    open_window: OpenWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    designer = await designing(await open_window(locale="zh"), "/order-types")
    effort = await counted(designer)
    await designer.page.reload()
    await drawn(designer)
    await tried(designer)
    await published(designer, 1)
    key = designer.page.url.split("/")[-1]
    with capsys.disabled():
        sys.stdout.write(
            f"\na process drawn, tried and published: {effort.minutes:.1f} minutes as a person"
            f" takes ({effort.clicks} clicks, {effort.keys} keys)\n"
        )
    assert effort.minutes < 10
    people = ("requester", "dispatcher", "supervisor", "technician")
    windows = {who: await (await open_window(locale="zh")).signed_in(who) for who in people}
    await reported(windows["requester"], key, DEAR)
    await run_to_the_end(windows)
    await reported(windows["requester"], key, SECOND)
    await renewed(designer, key)
    await moved_and_back(designer, key)
    await rolled_back(designer, key)
    assert [window.faults for window in (designer, *windows.values())] == [[]] * 5
