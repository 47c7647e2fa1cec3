"""The approval tree: a countersign above an amount, by mouse, by keyboard alone, on a phone."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.test_designer_in_desk import designing, state
from tests.acceptance.browser.test_desk_is_for_everybody import violations

pytestmark = pytest.mark.browser


async def tree_of(window: DeskWindow, key: str = "five_step") -> Locator:
    """Open the designer of an order type and return the card of its acceptance."""
    await designing(window, f"/order-types/{key}/design?part=process")
    return line(window, window.t("stage.accept"))


def line(window: DeskWindow, title: str) -> Locator:
    """Find a line of the tree by its title."""
    return window.page.get_by_role("treeitem", name=re.compile(re.escape(title))).first


def panel(window: DeskWindow) -> Locator:
    """Find the panel of the line that is open: beside the tree, or a sheet on a phone."""
    wide = window.page.get_by_role("complementary")
    return wide.last if "390" not in window.name else window.page.get_by_role("dialog")


async def chosen(window: DeskWindow, label: str, option: str) -> None:
    """Choose from a list in the panel."""
    await panel(window).get_by_role("combobox", name=label).click()
    drop = window.page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
    await drop.get_by_text(option, exact=True).click()


@pytest.mark.parametrize(
    ("locale", "theme", "width"),
    [("zh", "light", 1440), ("en", "dark", 1440), ("zh", "dark", 390)],
)
async def test_a_countersign_above_an_amount_is_drawn(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await open_window(locale=locale, theme=theme, width=width)
    page = window.page
    accept = await tree_of(window)
    await expect(accept).to_be_visible()
    assert await violations(window) == []
    await window.shoot("tree")
    plus = window.t("tree.insert.after", title=window.t("stage.accept"))
    await page.get_by_role("button", name=plus).click()
    assert await violations(window) == []
    await window.shoot("tree-menu")
    await page.get_by_role("menuitem", name=window.t("tree.insert.condition")).first.click()
    await panel(window).get_by_role("button", name=window.t("condition.add")).click()
    await chosen(window, window.t("condition.field.of", n="1"), window.t("condition.fact.urgency"))
    await chosen(window, window.t("condition.op.of", n="1"), window.t("condition.op.most"))
    value = panel(window).get_by_label(window.t("condition.value.of", n="1"))
    await value.fill("2")
    await expect(panel(window).get_by_role("status")).to_be_visible()
    assert await violations(window) == []
    await window.shoot("tree-condition")
    await page.keyboard.press("Escape")
    await countersigned(window)
    await state(window, "saved")
    await page.get_by_role("button", name=re.compile(window.t("approvals.part"))).click()
    await expect(page.get_by_role("heading", name=window.t("approvals.title"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("approvals")
    assert window.faults == []


async def countersigned(window: DeskWindow) -> None:
    """Put a countersign on the branch, and look at everything that can be said of it."""
    page = window.page
    plus = window.t("tree.insert.after", title=window.t("tree.branch"))
    await page.get_by_role("button", name=plus).first.click()
    await page.get_by_role("menuitem", name=window.t("tree.insert.countersign")).click()
    await expect(panel(window)).to_contain_text(window.t("tree.many.all"))
    assert await violations(window) == []
    await window.shoot("tree-countersign")
    for tab in ("decide", "form", "time", "more"):
        await panel(window).get_by_role("tab", name=window.t(f"tree.tab.{tab}")).click()
        await window.shoot(f"tree-{tab}")
        assert await violations(window) == []
    await page.keyboard.press("Escape")
    await window.shoot("tree-after")


async def tab_to(window: DeskWindow, wanted: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(80):
        if await wanted.evaluate("each => each.contains(document.activeElement)"):
            return
        await window.page.keyboard.press("Tab")
    pytest.fail(f"the Tab key does not lead to {wanted}")


async def picked(window: DeskWindow, kind: str) -> None:
    """Choose from the menu of what can be inserted, by arrow keys."""
    wanted = window.page.get_by_role("menuitem", name=window.t(f"tree.insert.{kind}")).first
    for _ in range(12):
        if await wanted.evaluate("each => each === document.activeElement"):
            break
        await window.page.keyboard.press("ArrowDown")
    await window.page.keyboard.press("Enter")


async def test_the_same_is_drawn_by_keyboard_alone(open_window: OpenWindow) -> None:
    window = await open_window(locale="en", theme="light", width=1440)
    press = window.page.keyboard.press
    # a type of its own: the draft of the other one is another journey's
    await expect(await tree_of(window, "field_service")).to_be_visible()
    await tab_to(window, line(window, window.t("tree.kind.start")))
    await press("ArrowDown")
    await press("ArrowDown")
    await expect(line(window, window.t("stage.accept"))).to_be_focused()
    await press("+")
    await picked(window, "condition")
    await tab_to(window, panel(window).get_by_role("button", name=window.t("condition.add")))
    await press("Enter")
    row = panel(window).get_by_role("group", name=window.t("condition.row", n="1"))
    await tab_to(window, row.get_by_label(window.t("condition.field.of", n="1")))
    await window.page.keyboard.type(window.t("condition.fact.urgency"))
    await press("Enter")
    await tab_to(window, row.get_by_label(window.t("condition.op.of", n="1")))
    await press("Enter")
    for _ in range(3):
        await press("ArrowDown")
    await press("Enter")
    await tab_to(window, row.get_by_label(window.t("condition.value.of", n="1")))
    await press("2")
    await expect(panel(window).get_by_role("status")).to_contain_text("2")
    await press("Escape")
    branch = line(window, window.t("condition.fact.urgency"))
    await expect(branch).to_be_focused()
    await press("Insert")
    await picked(window, "countersign")
    await press("Escape")
    countersign = line(window, window.t("tree.kind.countersign"))
    await expect(countersign).to_be_focused()
    await expect(countersign).to_have_attribute("aria-level", "3")
    await window.shoot("tree-by-keyboard")
    await press("Delete")
    await expect(
        window.page.get_by_role("treeitem", name=window.t("tree.kind.countersign"))
    ).to_have_count(0)
    await press("Control+z")
    await expect(countersign).to_be_visible()
    await state(window, "saved")
    assert window.faults == []
