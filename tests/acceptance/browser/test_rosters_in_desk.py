"""A roster is solved, changed by keyboard against a rule, published, and seen by a technician."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Locator, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.staff import administrator, employ

pytestmark = pytest.mark.browser

CREW = {"technician": "张伟", "zhao": "赵强", "qian": "钱进"}


async def hire(served: Served) -> None:
    """Give three technicians an entry in the register."""
    async with administrator(served) as admin:
        for login, name in CREW.items():
            known = served.tenant.users.get(login)
            user = str(known) if known else await employ(admin, login, name, "technician")
            entry = {"name": name, "user": user, "skills": ["空调"]}
            assert (await admin.post("/people", json=entry)).is_success


def monday() -> str:
    """Return the Monday to come."""
    today = datetime.now(UTC).date()
    return (today + timedelta(days=7 - today.weekday())).isoformat()


async def say_what_is_needed(window: DeskWindow) -> None:
    """Say that one is needed on workdays; without history nothing is forecast."""
    await window.go("/rosters/needs")
    await expect(window.page.get_by_text(window.t("needs.empty"))).to_be_visible()
    form = window.page.get_by_role("form", name=window.t("needs.say"))
    await form.get_by_label(window.t("needs.ends")).fill("15")
    await form.get_by_role("button", name=window.t("needs.say")).click()
    await expect(window.page.get_by_role("table")).to_be_visible()
    assert await violations(window) == []
    await window.shoot("roster-needs")
    await window.page.get_by_role("tab", name=window.t("needs.rules")).click()
    await expect(window.page.get_by_text(window.t("needs.rules.note"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("roster-rules")


async def wish_for_a_day_off(window: DeskWindow) -> None:
    """Wish for the first day off."""
    await window.go("/rosters")
    await window.page.get_by_label(window.t("own.wish.day")).fill(monday())
    await window.page.get_by_role("button", name=window.t("own.wish")).click()
    await expect(window.page.get_by_role("button", name=window.t("own.wish.back"))).to_be_visible()


async def solve(window: DeskWindow) -> Locator:
    """Have the worker make a draft; returns the grid."""
    await window.go("/rosters")
    form = window.page.get_by_role("form", name=window.t("roster.new"))
    await form.get_by_label(window.t("roster.first")).fill(monday())
    await form.get_by_label(window.t("roster.seconds")).fill("3")
    assert await violations(window) == []
    await window.shoot("rosters-empty")
    await form.get_by_role("button", name=window.t("roster.make")).click()
    grid = window.page.get_by_role("grid")
    await expect(grid.locator("[data-shift]").first).to_be_visible()
    await expect(
        window.page.get_by_text(window.t("roster.state.draft"), exact=True)
    ).to_be_visible()
    return grid


async def change_by_keyboard(window: DeskWindow, grid: Locator) -> None:
    """Give a late shift, and be told what an early one on the next day would break."""
    free = grid.locator("tbody tr").nth(0).locator("[data-cell]").nth(5)
    await free.focus()
    await window.page.keyboard.press("2")
    await expect(free).to_have_attribute("data-shift", "1")
    await window.page.keyboard.press("ArrowRight")
    await window.page.keyboard.press("1")
    alert = window.page.get_by_role("alert")
    await expect(alert).to_contain_text("11")
    await expect(window.page.get_by_text(window.t("roster.blocked.one.rest")).first).to_be_visible()
    assert await violations(window) == []
    await window.shoot("roster-broken-rule")
    await window.page.get_by_role("button", name=window.t("roster.undo")).click()
    await expect(free).not_to_have_attribute("data-shift", "1")


async def publish(window: DeskWindow) -> None:
    """Let it count."""
    await window.page.get_by_role("button", name=window.t("roster.cell.close")).click()
    await window.shoot("roster")
    await window.page.get_by_role("button", name=window.t("roster.publish"), exact=True).click()
    state = window.page.get_by_text(window.t("roster.state.published"), exact=True)
    await expect(state).to_be_visible()


async def look_on_the_phone(window: DeskWindow) -> None:
    """See the days as a list, with the heat map below."""
    await window.go("/rosters")
    published = window.page.get_by_role("link").filter(has_text=window.t("roster.state.published"))
    await expect(published).to_be_visible()
    assert await violations(window) == []
    await published.click()
    await expect(window.page.get_by_text(window.t("roster.heat"), exact=True)).to_be_visible()
    await window.page.locator("[data-works='true']").first.click()
    assert await violations(window) == []
    await window.shoot("roster-phone")


async def test_a_roster_is_made_changed_published_and_seen(
    served: Served, open_window: OpenWindow
) -> None:
    await hire(served)
    technician = await (await open_window(locale="zh", width=390)).signed_in("technician")
    await wish_for_a_day_off(technician)
    dispatcher = await (await open_window(locale="zh")).signed_in("dispatcher")
    await say_what_is_needed(dispatcher)
    grid = await solve(dispatcher)
    await change_by_keyboard(dispatcher, grid)
    await publish(dispatcher)
    phone = await open_window(locale="en", width=390, theme="dark")
    await look_on_the_phone(await phone.signed_in("dispatcher"))
    await technician.go("/rosters")
    mine = technician.page.get_by_role("region", name=technician.t("own.shifts"))
    await expect(mine.get_by_role("listitem").first).to_be_visible()
    assert await violations(technician) == []
    await technician.shoot("my-shifts")
