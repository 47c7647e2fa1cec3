"""Notifications, rights, control points and the tour of a template, in the designer; and who else edits."""

import re

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.staff import administrator, employ
from tests.acceptance.browser.test_designer_in_desk import begun, designing, state

pytestmark = pytest.mark.browser


async def shown_around(window: DeskWindow) -> None:
    """Follow the tour to its first place, put it away, and find it away after a reload."""
    page = window.page
    tour = page.get_by_role("region", name=window.t("tour.title"), exact=True)
    await expect(tour).to_contain_text(re.compile("1"))
    assert await violations(window) == []
    await window.shoot("tour")
    await tour.get_by_role("button", name=window.t("tour.next"), exact=True).click()
    await tour.get_by_role("button", name=window.t("tour.go"), exact=True).click()
    await page.wait_for_url(re.compile(r"at="))
    await tour.get_by_role("button", name=window.t("tour.back"), exact=True).focus()
    await page.keyboard.press("Escape")
    await expect(tour).to_have_count(0)
    await page.reload()
    await expect(window.button("tour.title")).to_be_visible()
    await expect(tour).to_have_count(0)


async def told(window: DeskWindow) -> None:
    """Say that the reporter hears how a step came out, with a field picked into the words."""
    page = window.page
    await window.button("notices.part").click()
    await window.button("notices.add").first.click()
    panel = page.get_by_role("complementary")
    await expect(panel).to_be_visible()
    before = await panel.locator("textarea").first.input_value()
    await panel.get_by_role("combobox").last.press("Enter")
    await page.locator(
        ".ant-select-item-option", has_text=window.t("notices.name.title")
    ).last.click()
    await panel.get_by_role("checkbox", name=window.t("notices.to.watchers")).check()
    assert before != ""
    await state(window, "saved")
    assert await violations(window) == []
    await window.shoot("notices")
    await page.keyboard.press("Escape")


async def allowed(window: DeskWindow) -> None:
    """Go through the matrix by keys, and set what one step may do with one field."""
    page = window.page
    await window.button("rights.part").click()
    grid = page.get_by_role("grid", name=window.t("rights.fields"))
    cell = grid.locator('button[aria-disabled="false"]').first
    await cell.focus()
    await page.keyboard.press("1")
    await expect(cell).to_have_text(window.t("rights.cell.hidden"))
    await page.keyboard.press("Enter")
    await expect(cell).to_have_text(window.t("rights.cell.read"))
    spot = await cell.get_attribute("data-spot")
    await page.keyboard.press("ArrowDown")
    focused = page.locator(":focus")
    assert await focused.get_attribute("data-spot") != spot
    await state(window, "saved")
    assert await violations(window) == []
    await window.shoot("rights")


@pytest.mark.parametrize(("locale", "theme"), [("zh", "light"), ("en", "dark")])
async def test_who_is_told_and_who_may_is_drawn_without_a_drawing(
    served: Served, open_window: OpenWindow, locale: str, theme: str
) -> None:
    window = await designing(await open_window(locale=locale, theme=theme), "/order-types")
    page = window.page
    await begun(window, "服务工单" if locale == "zh" else "Service order")
    await shown_around(window)
    await told(window)
    await allowed(window)
    login = f"second-{locale}"
    async with administrator(served) as admin:
        await employ(admin, login, "李设计", "designer")
    colleague = await open_window(locale=locale)
    await colleague.sign_in(login)
    await colleague.page.wait_for_url(re.compile(r"/desk/order"))
    await colleague.go(page.url.split("/desk")[-1])
    await expect(
        colleague.page.get_by_role("list", name=window.t("presence.label"))
    ).to_be_visible()
    await colleague.shoot("presence")
    await page.set_viewport_size({"width": 390, "height": 844})
    assert await violations(window) == []
    await window.shoot("rights-phone")
