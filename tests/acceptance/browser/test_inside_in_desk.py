"""A sub-process in the desk: drawn on the canvas and in the tree, tried, published, and run through."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.test_designer_in_desk import designing, state
from tests.acceptance.browser.test_loop_in_desk import accept, complete, report
from tests.acceptance.browser.test_rehearsal_in_desk import drafted
from tests.rooms.lowcode.sample import FIVE_STEP, changed

pytestmark = pytest.mark.browser

TITLE, NAME = "泵房渗水", "现场作业"
STEP, CHECK = "执行", "审批"


def node(window: DeskWindow, name: str) -> Locator:
    """Find a node of the canvas by its name."""
    return window.page.locator(".react-flow__node-step", has_text=name).last


async def looked_at(window: DeskWindow, shot: str) -> None:
    assert await violations(window) == []
    await window.shoot(f"inside-{shot}")


async def put_into_one(window: DeskWindow) -> Locator:
    """Put the work into a sub-process, name it, fold it and open it again."""
    page = window.page
    await page.get_by_text(window.t("tree.view.canvas"), exact=True).click()
    await node(window, "受理").click()
    await node(window, STEP).click(modifiers=["Shift"])
    await expect(window.button_named("把 2 个节点放进子流程")).to_be_visible()
    await node(window, STEP).click()
    await window.button_named("放进子流程").click()
    panel = page.get_by_role("complementary", name=window.t("kind.subprocess"))
    await panel.get_by_label(window.t("canvas.name")).fill(NAME)
    frame = page.locator(".react-flow__node-frame")
    await expect(frame).to_contain_text(NAME)
    await looked_at(window, "frame")
    await page.get_by_role("button", name=window.t("canvas.fold.it"), exact=True).click()
    await expect(frame).to_have_count(0)
    await expect(node(window, STEP)).to_have_count(0)
    await looked_at(window, "folded")
    await page.get_by_role("button", name=window.t("canvas.unfold.it"), exact=True).click()
    await node(window, STEP).click()  # what lies in a chosen frame can be reached
    await expect(page.get_by_role("complementary", name=STEP)).to_be_visible()
    return frame


async def undone_and_redone(window: DeskWindow, frame: Locator) -> None:
    """Take all of it back, and do it again."""
    page = window.page
    undo, redo = (
        page.get_by_role("button", name=re.compile(f"^{window.texts[key].split('{')[0]}"))
        for key in ("studio.undo", "studio.redo")
    )
    while await frame.count():
        await undo.click()
    while await redo.count():
        await redo.click()
    await expect(frame).to_contain_text(NAME)


async def checked_in_the_tree(window: DeskWindow) -> None:
    """Insert an approval behind the step inside, in the other view; fold and open by keys."""
    page = window.page
    await page.get_by_text(window.t("tree.view.tree"), exact=True).click()
    line = page.get_by_role("treeitem", name=re.compile("^子流程"))
    await expect(line).to_have_attribute("aria-expanded", "true")
    after = window.t("tree.insert.after", title=STEP)
    await page.get_by_role("button", name=after, exact=True).click()
    menu = page.get_by_role("menu", name=window.t("tree.insert"))
    await menu.get_by_role("menuitem", name=re.compile(f"^{CHECK}")).click()
    approval = page.get_by_role("treeitem", name=re.compile(f"^{CHECK}"))
    await expect(approval).to_have_attribute("aria-level", "2")
    await looked_at(window, "tree")
    await line.focus()
    await page.keyboard.press("ArrowLeft")
    await expect(line).to_have_attribute("aria-expanded", "false")
    await expect(approval).to_have_count(0)
    await page.keyboard.press("ArrowRight")
    await expect(approval).to_have_count(1)
    await state(window, "saved")


async def tried(window: DeskWindow) -> None:
    """Let stand-ins take an order into the sub-process, and out of it."""
    page = window.page
    await window.button("studio.try").click()
    await window.button("rehearsal.begin.act").click()
    await window.button("rehearsal.act.accept").click()
    await expect(page.get_by_text(f"进入子流程“{NAME}”")).to_be_visible()
    await window.labelled("处理过程").fill("堵漏")
    await window.choose("处理结果", "已修复")
    await looked_at(window, "tried")
    await window.button("rehearsal.act.complete").click()
    await expect(page.get_by_role("heading", name=CHECK)).to_be_visible()
    await page.get_by_role("button", name="同意", exact=True).click()
    await expect(page.get_by_role("heading", name="验收")).to_be_visible()
    await page.get_by_role("link", name=window.t("rehearsal.back")).click()
    await page.wait_for_url("**/design")


async def published(window: DeskWindow) -> None:
    """Read what has changed, and publish it."""
    page = window.page
    await window.button("studio.publish").click()
    await expect(page.get_by_text(window.t("publish.check.good"))).to_be_visible()
    await expect(page.get_by_role("main")).to_contain_text(f"新增步骤“{NAME}”")
    await expect(page.get_by_role("main")).to_contain_text(f"开始（在『{NAME}』内）")
    await looked_at(window, "publish")
    await window.page.get_by_role("button", name=re.compile("发布第")).click()
    await expect(page.locator("tr[data-row]")).to_have_count(2)


async def judged(window: DeskWindow, outcome: str, reason: str = "") -> None:
    """Open the order and give the verdict of the step inside."""
    await window.go("/orders?status=open")
    await window.open_order(TITLE)
    form = window.page.get_by_role("form", name=CHECK, exact=True)
    await form.get_by_role("radio", name=outcome, exact=True).click()
    if reason:
        await form.get_by_label(window.t("ask.reason"), exact=True).fill(reason)
        await window.shoot("inside-refused")
    await form.locator("button[type=submit]").click()
    await expect(form).to_have_count(0)


async def test_a_sub_process_is_drawn_tried_published_and_run_through(
    open_window: OpenWindow,
) -> None:
    designer = await designing(await open_window(locale="zh"), "/orders")
    await drafted(designer, changed("title", FIVE_STEP["title"]))
    await designer.go("/order-types/five_step/design")
    frame = await put_into_one(designer)
    await undone_and_redone(designer, frame)
    await checked_in_the_tree(designer)
    await tried(designer)
    await published(designer)
    people = {
        role: await (await open_window(locale="zh")).signed_in(role)
        for role in ("requester", "dispatcher", "technician", "supervisor")
    }
    await report(people["requester"], TITLE)
    await accept(people["dispatcher"], TITLE, "Technician")
    await complete(people["technician"], TITLE)
    await judged(people["supervisor"], "拒绝", "仍有渗水")
    await people["technician"].go("/orders?status=open")
    await complete(people["technician"], TITLE)
    await judged(people["supervisor"], "同意")
    await people["requester"].expect_stage("verify")
    await people["requester"].act_form("verify").get_by_text("通过", exact=True).click()
    await people["requester"].send("verify")
    last = people["supervisor"]
    await last.expect_stage("archive")
    await last.send("archive")
    await expect(last.page.get_by_text(last.t("waits.archived"))).to_have_count(1)
    await last.shoot("inside-archived")
    assert [each for window in (designer, *people.values()) for each in window.faults] == []
