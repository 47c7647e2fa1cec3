"""Users, roles, units, keys, sessions and one's own account in the desk."""

import pytest
from playwright.async_api import Locator, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.house import PASSWORD

pytestmark = pytest.mark.browser

PAGES = ("users", "roles", "units", "api-keys", "sessions", "account", "first-steps")


@pytest.mark.parametrize(
    ("locale", "theme", "width"),
    [("en", "light", 390)],  # in every look: test_every_page.py
)
async def test_axe_finds_nothing_on_any_page_of_people(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("admin")
    for page in PAGES:
        await window.go(f"/{page}")
        await expect(window.page.get_by_role("heading", level=1)).to_be_visible()
        await expect(window.page.locator(".ant-skeleton")).to_have_count(0)
        assert await violations(window) == [], page
        await window.shoot(f"people-{page}")
    await window.go("/users")
    await window.page.get_by_role("button", name="Technician").click()
    await expect(window.page.get_by_role("region", name=window.t("history.title"))).to_contain_text(
        window.t("deed.user.create")
    )
    assert await violations(window) == []
    await window.shoot("people-user")
    await window.go("/roles/technician")
    await expect(window.page.get_by_text(window.t("roles.shipped.detail"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("people-role")


async def test_a_user_is_changed_with_diff_and_undo_and_a_stale_edit_says_what_changed(
    open_window: OpenWindow,
) -> None:
    window = await (await open_window()).signed_in("admin")
    other = await (await open_window(locale="zh")).signed_in("admin")
    page = window.page
    await added(window, "Wang Qiang", "wang1")
    for each in (window, other):
        await each.go("/users")
        await each.page.get_by_role("button", name="Wang Qiang").click()
        await expect(form(each).get_by_label(each.t("users.name"), exact=True)).to_have_value(
            "Wang Qiang"
        )
    await form(window).get_by_label(window.t("users.name"), exact=True).fill("Wang Q.")
    await expect(page.get_by_label(window.t("parts.diff"))).to_contain_text("Wang Qiang")
    await window.shoot("people-user-diff")
    await window.button("parts.save").click()
    await expect(page.get_by_text(window.t("users.saved", name="Wang Q."))).to_be_visible()
    # the other one saves on what she saw: she is told what changed meanwhile, and goes on
    zone = form(other).get_by_role("combobox", name=other.t("users.zone"))
    await zone.fill("UTC")
    await zone.press("Enter")
    await other.button("parts.save").click()
    await expect(other.page.get_by_text(other.t("meanwhile.title"))).to_be_visible()
    await other.shoot("people-user-meanwhile")
    await other.button("meanwhile.take").click()
    await expect(form(other).get_by_label(other.t("users.name"), exact=True)).to_have_value(
        "Wang Q."
    )
    await other.button("parts.save").click()
    await expect(other.page.get_by_text(other.t("users.saved", name="Wang Q."))).to_be_visible()
    await other.page.get_by_role("button", name=other.t("parts.undo"), exact=True).click()
    await expect(other.page.get_by_text(other.t("parts.undo.done"))).to_be_visible()
    history = other.page.get_by_role("region", name=other.t("history.title"))
    await expect(history.get_by_role("listitem")).to_have_count(4)
    await expect(history).to_contain_text(other.t("deed.user.change"))


async def test_an_account_is_shut_and_opened_by_undo_and_a_password_is_reset_for_one_log_in(
    open_window: OpenWindow,
) -> None:
    window = await (await open_window(locale="zh")).signed_in("admin")
    page = window.page
    await added(window, "李娜", "lina1")
    await window.go("/users")
    await page.get_by_role("button", name="李娜").click()
    await window.button("users.disable").click()
    await expect(page.get_by_text(window.t("users.disabled", name="李娜"))).to_be_visible()
    await page.get_by_role("button", name=window.t("parts.undo"), exact=True).click()
    await expect(window.button("users.disable")).to_be_visible()
    await window.button("users.password.reset").click()
    await window.shoot("people-user-reset")
    await expect(page.get_by_text(window.t("parts.final"))).to_be_visible()
    await window.button("users.password.reset.act").click()
    secret = await page.locator("code").inner_text()
    lina = await open_window(locale="zh", width=390)
    await lina.sign_in("lina1", secret)
    await expect(lina.page.get_by_text(lina.t("password.must.detail"))).to_be_visible()
    assert await violations(lina) == []
    await lina.shoot("people-must-change")
    await lina.page.get_by_label(lina.t("password.old")).fill(secret)
    await lina.page.get_by_label(lina.t("password.new")).fill("blue pumps sing at night")
    await lina.button("password.change").click()
    await expect(lina.page.get_by_text(lina.t("live.open"), exact=True).first).to_be_visible()


async def test_a_role_is_copied_changed_with_diff_and_taken_back(open_window: OpenWindow) -> None:
    window = await (await open_window()).signed_in("admin")
    page = window.page
    await window.go("/roles")
    await page.get_by_role("button", name="Technician").click()
    await window.button("roles.copy").click()
    await page.get_by_label(window.t("roles.key"), exact=True).fill("technician")
    await window.button("roles.copy.act").click()
    await expect(page.get_by_label(window.t("roles.key"), exact=True)).to_have_attribute(
        "aria-invalid", "true"
    )
    await page.get_by_label(window.t("roles.key"), exact=True).fill("technician-night")
    await window.button("roles.copy.act").click()
    await page.wait_for_url("**/roles/technician-night")
    cell = window.t(
        "rights.cell", action=window.t("action.order.report"), scope=window.t("scope.all")
    )
    await page.get_by_label(cell).check()
    await expect(page.get_by_label(window.t("parts.diff")).first).to_contain_text(
        window.t("action.order.report")
    )
    await window.shoot("people-role-diff")
    await window.button("parts.save").click()
    await expect(page.get_by_text(window.t("roles.saved"))).to_be_visible()
    await page.get_by_role("button", name=window.t("parts.undo"), exact=True).click()
    await expect(page.get_by_label(cell)).not_to_be_checked()


async def test_units_are_added_walked_moved_and_archived(open_window: OpenWindow) -> None:
    window = await (await open_window(locale="zh")).signed_in("admin")
    page = window.page
    await window.go("/units")
    for name in ("东区", "西区"):
        await page.get_by_role("button", name=window.t("units.add"), exact=True).first.click()
        sheet = page.get_by_role("form", name=window.t("units.add"))
        await sheet.get_by_label(window.t("units.name")).fill(name)
        await sheet.get_by_role("button").click()
        await expect(tree_line(window, name)).to_be_visible()
    await tree_line(window, "东区").focus()
    await page.keyboard.press("+")
    sheet = page.get_by_role("form", name=window.t("units.add"))
    await sheet.get_by_label(window.t("units.name")).fill("水泵班")
    await sheet.get_by_role("button").click()
    await expect(tree_line(window, "水泵班")).to_have_attribute("aria-level", "2")
    await tree_line(window, "水泵班").drag_to(tree_line(window, "西区"))
    await expect(page.get_by_text(window.t("units.moved", name="水泵班"))).to_be_visible()
    await window.shoot("people-units-moved")
    await page.get_by_role("button", name=window.t("parts.undo"), exact=True).click()
    await expect(page.get_by_text(window.t("parts.undo.done"))).to_be_visible()
    await tree_line(window, "东区").focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name=window.t("units.archive"), exact=True).click()
    await expect(page.get_by_role("alert")).to_be_visible()  # there is a unit in use below it
    await window.shoot("people-unit")
    assert await violations(window) == []


async def test_a_key_is_shown_once_and_revoked_for_good(open_window: OpenWindow) -> None:
    window = await (await open_window(locale="zh")).signed_in("admin")
    page = window.page
    await window.go("/api-keys")
    await window.button("keys.issue").first.click()
    sheet = page.get_by_role("form", name=window.t("keys.issue"))
    await sheet.get_by_role("button", name=window.t("keys.issue")).click()
    await expect(sheet.get_by_label(window.t("keys.name"))).to_have_attribute(
        "aria-invalid", "true"
    )
    await sheet.get_by_label(window.t("keys.name")).fill("夜间导入")
    await sheet.get_by_label(window.t("action.order.read")).check()
    assert await violations(window) == []
    await window.shoot("people-key-new")
    await sheet.get_by_role("button", name=window.t("keys.issue")).click()
    await expect(page.locator("code")).to_contain_text("gd1_")
    await window.shoot("people-key-once")
    await window.go("/api-keys")
    await page.get_by_role("button", name=window.t("keys.revoke.of", name="夜间导入")).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text(window.t("parts.final"))
    await dialog.get_by_role("button", name=window.t("keys.revoke"), exact=True).click()
    await expect(page.get_by_role("row", name="夜间导入")).to_contain_text(window.t("keys.revoked"))


async def test_sessions_are_ended_from_the_list_and_everywhere_else(
    open_window: OpenWindow,
) -> None:
    window = await (await open_window()).signed_in("admin")
    lost = await (await open_window()).signed_in("dispatcher")
    await window.go("/sessions")
    await window.page.get_by_role(
        "button", name=window.t("sessions.end.of", name="Dispatcher")
    ).first.click()
    await expect(window.page.get_by_text(window.t("sessions.ended"))).to_be_visible()
    await lost.go("/account")
    await expect(lost.button("login.submit")).to_be_visible()
    await window.go("/account")
    await window.page.get_by_label(window.t("password.old")).fill("wrong wrong")
    await window.page.get_by_label(window.t("password.new")).fill(PASSWORD + " again")
    await window.button("password.change").click()
    await expect(window.page.get_by_label(window.t("password.old"))).to_have_attribute(
        "aria-invalid", "true"
    )
    await window.shoot("people-account-wrong")


def form(window: DeskWindow) -> Locator:
    return window.page.get_by_role("form", name=window.t("users.data"))


def tree_line(window: DeskWindow, name: str) -> Locator:
    return window.page.get_by_role("treeitem").filter(has_text=name)


async def added(window: DeskWindow, name: str, login: str) -> None:
    """Add one person by the sheet for several."""
    await window.go("/users")
    await window.button("users.add").click()
    sheet = window.page.get_by_role("form", name=window.t("users.add"))
    line = sheet.get_by_role("group").first
    await line.get_by_label(window.t("users.name"), exact=True).fill(name)
    await line.get_by_label(window.t("users.login"), exact=True).fill(login)
    await sheet.locator("button[type=submit]").click()
    await expect(window.page.get_by_text(window.t("newcomers.once"))).to_be_visible()
