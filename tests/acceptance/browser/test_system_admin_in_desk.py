"""Administration: webhooks, background work, storage, order types, places; axe on each page."""

import re

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow

pytestmark = pytest.mark.browser

PAGES = (
    "settings",
    "portal-settings",
    "webhooks",
    "jobs",
    "storage",
    "order-types",
    "order-types/five_step",
    "assets",
)
URL = "https://receiver.example/hook"
JSON = "application/json"


@pytest.mark.parametrize(
    ("locale", "theme", "width"),
    [("zh", "dark", 390)],  # in every look: test_every_page.py
)
async def test_axe_finds_nothing_on_any_page_of_administration(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("admin")
    found: dict[str, list[str]] = {}
    for page in PAGES:
        await window.go(f"/{page}")
        await expect(window.page.get_by_role("heading", level=1)).to_be_visible()
        await window.page.wait_for_load_state("networkidle")
        found[page] = await violations(window)  # also while parts of it are still on their way
        await expect(window.page.locator(".ant-skeleton")).to_have_count(0)
        found[page] += await violations(window)
        await window.shoot(f"admin-{page.replace('/', '-')}")
    assert {page: faults for page, faults in found.items() if faults} == {}


async def test_a_webhook_is_registered_paused_and_that_is_taken_back(
    open_window: OpenWindow,
) -> None:
    window = await (await open_window()).signed_in("admin")
    page = window.page
    await window.go("/webhooks")
    await window.button("webhooks.add").first.click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_label(re.compile("^Address")).fill("http://localhost/x")
    await sheet.get_by_role("button", name=window.t("parts.save")).click()
    await expect(sheet.get_by_text(re.compile("^This address"))).to_be_visible()
    await sheet.get_by_label(re.compile("^Address")).fill(URL)
    await window.shoot("webhook-form")
    await sheet.get_by_role("button", name=window.t("parts.save")).click()
    await expect(page.get_by_text(re.compile("^whsec_"))).to_be_visible()
    await window.shoot("webhook-secret")
    await page.get_by_role("button", name=URL).click()
    await window.button("webhooks.ping").click()
    row = page.locator("tr[data-row]").first
    await expect(row).to_contain_text(window.t("hooktype.webhook.ping"))
    await window.button("webhooks.pause").click()
    await expect(page.get_by_text(window.t("webhookstate.inactive"))).to_be_visible()
    await window.button("parts.undo").click()
    await expect(page.get_by_text(window.t("webhookstate.inactive"))).to_have_count(0)
    assert await violations(window) == []
    await window.shoot("webhook")


async def test_an_asset_is_registered_changed_with_its_difference_in_sight_and_undone(
    open_window: OpenWindow,
) -> None:
    window = await (await open_window(locale="zh")).signed_in("admin")
    page = window.page
    await window.go("/assets")
    await window.button("assets.add").first.click()
    sheet = page.get_by_role("dialog")
    await sheet.get_by_role("button", name=window.t("parts.save")).click()
    await expect(sheet.locator("[aria-invalid=true]").first).to_be_visible()
    await sheet.get_by_label(re.compile("^编码")).fill("P-101")
    await sheet.get_by_label(re.compile("^名称")).fill("一号水泵")
    await sheet.get_by_role("button", name=window.t("parts.save")).click()
    await page.get_by_role("button", name="P-101").click()
    await sheet.get_by_label(re.compile("^名称")).fill("二号水泵")
    await expect(sheet.locator("ins")).to_have_text("二号水泵")
    assert await violations(window) == []
    await window.shoot("asset-sheet")
    await sheet.get_by_role("button", name=window.t("parts.save")).click()
    row = page.locator("tr[data-row]", has_text="P-101")
    await expect(row).to_contain_text("二号水泵")
    await window.button("parts.undo").click()
    await expect(row).to_contain_text("一号水泵")


async def test_the_organisation_is_renamed_and_its_portal_opened_with_the_way_back(
    open_window: OpenWindow,
) -> None:
    window = await (await open_window(locale="zh")).signed_in("admin")
    page = window.page
    await window.go("/settings")
    await window.field("tenant.name").fill("东区物业")
    await page.get_by_role("combobox", name=window.t("tenant.country")).click()
    await page.keyboard.type("德国")
    await page.keyboard.press("Enter")
    await expect(page.locator("ins")).to_have_text(["东区物业", "德国"])
    assert await violations(window) == []
    await window.shoot("settings-changed")
    await window.button("parts.save").click()
    await expect(page.locator("a", has_text="工单").first).to_contain_text("东区物业")
    await expect(page.get_by_text(window.t("deed.tenant.change")).first).to_be_visible()
    await window.button("parts.undo").click()
    await expect(page.locator("a", has_text="工单").first).not_to_contain_text("东区物业")
    await expect(window.field("tenant.name")).not_to_have_value("东区物业")
    await window.go("/portal-settings")
    await expect(page.get_by_text(window.t("portalset.closed"), exact=True)).to_be_visible()
    await page.get_by_role("switch").click()
    await window.choose(window.t("portalset.type"), "现场服务工单")
    await window.shoot("portal-settings-changed")
    await window.button("parts.save").click()
    await expect(page.get_by_text(window.t("portalset.open"), exact=True)).to_be_visible()
    preview = page.get_by_role("link", name=window.t("portalset.preview"))
    await page.goto(f"{await preview.get_attribute('href')}")
    await expect(page.get_by_label(window.t("portal.report.text")).first).to_be_visible()


async def test_an_order_type_is_retired_and_that_is_taken_back(open_window: OpenWindow) -> None:
    window = await open_window()
    page = window.page
    await window.sign_in("designer")
    await page.wait_for_url("**/orders**")
    await window.go("/order-types/five_step")
    await expect(page.get_by_text(window.t("stage.verify")).first).to_be_visible()
    await expect(page.get_by_text(re.compile(r"WO-\d{4}-000001"))).to_be_visible()
    await window.button("types.retire").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(window.t("parts.reason")).fill("a rehearsal")
    await dialog.get_by_role("button", name=window.t("types.retire"), exact=True).click()
    await expect(page.locator("tr[data-row]").first).to_contain_text(window.t("typestate.retired"))
    await window.button("parts.undo").click()
    await expect(page.locator("tr[data-row]")).to_have_count(2)
    await page.locator("tr[data-row]").first.get_by_role("button", name="2", exact=True).click()
    await expect(page.get_by_text(window.t("parts.diff.none"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("version")
    exported = page.get_by_role("link", name=window.t("types.export"))
    file = await (await page.request.get(await exported.evaluate("link => link.href"))).body()
    await window.go("/order-types")
    chosen = page.locator("input[type=file]")
    changed = file.replace(b"WO-", b"XX-")
    await chosen.set_input_files({"name": "a.json", "mimeType": JSON, "buffer": changed})
    await expect(page.get_by_text(window.t("types.import.unreadable"))).to_be_visible()
    await window.shoot("import-refused")
    await chosen.set_input_files({"name": "a.json", "mimeType": JSON, "buffer": file})
    await expect(page.get_by_text(window.t("types.draft.waits"))).to_be_visible()
