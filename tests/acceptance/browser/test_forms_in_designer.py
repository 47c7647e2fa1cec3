"""The form designer: fields and lines added, rules that live in the preview, moved by keys."""

import re

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.test_designer_in_desk import begun, designing, state

pytestmark = pytest.mark.browser
SHELVED = {
    "zh": ("serial_number", {"zh": "设备编号", "en": "Serial number"}),
    "en": ("batch_code", {"zh": "批次号", "en": "Batch code"}),
}
"""One for each window: they share the tenant's shelf."""


async def shelved(window: DeskWindow) -> None:
    """Put a field into the library, and be told of its twin before a second one follows."""
    page, (code, titles) = window.page, SHELVED[window.locale]
    title = titles[window.locale]
    await window.button("library.add").first.click()
    for language in ("zh", "en"):
        await page.get_by_label(window.t(f"fd.p.{language}")).fill(titles[language])
    key = page.get_by_role("textbox", name=window.t("fd.p.name"), exact=True)
    await expect(key).to_have_value(code)
    await window.button("parts.save").click()
    row = page.get_by_role("row").filter(has_text=title)
    await expect(row).to_contain_text(code)
    await window.button("library.add").first.click()
    await page.get_by_label(window.t(f"fd.p.{window.locale}")).fill(title)
    await expect(page.get_by_text(window.t("library.twins"))).to_be_visible()
    await window.shoot("field-library-new")
    await window.button("parts.cancel").click()
    await row.get_by_role("button").click()
    await expect(page.get_by_text(window.t("library.used.none"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("field-library")


async def taken(window: DeskWindow) -> None:
    """Take the field of the library into the form."""
    code, titles = SHELVED[window.locale]
    await window.choose(window.t("library.take"), titles[window.locale])
    await expect(window.page.get_by_text(f"{code}@1")).to_be_visible()


@pytest.mark.parametrize(("locale", "theme", "width"), [("zh", "light", 1440), ("en", "dark", 390)])
async def test_a_form_is_drawn_and_its_rules_live_in_the_preview(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await open_window(locale=locale, theme=theme, width=width)
    page = (await designing(window, "/field-library")).page
    await shelved(window)
    await begun(window, {"zh": "服务工单", "en": "Maintenance"}[locale])
    await window.button("fd.title").click()
    await window.button("fd.form.add").click()
    palette = page.get_by_role("navigation", name=window.t("fd.palette"))
    words = {"zh": ("明细", "金额", "第 1 行"), "en": ("Lines", "Amount", "Line 1")}[locale]
    await palette.get_by_role("button", name=words[0], exact=True).click()
    await palette.get_by_role("button", name=words[1], exact=True).click()
    await taken(window)
    cards = page.get_by_role("region", name=window.t("fd.fields")).get_by_role("listitem")
    await expect(cards).to_have_count(3)
    panel = page.get_by_role("complementary", name=window.t("fd.panel"))
    await cards.nth(1).get_by_role("button").click()
    await panel.get_by_text(window.t("fd.rules"), exact=True).click()
    await panel.get_by_label(re.compile(window.t("fd.r.computed"))).fill("count(lines_1) * 2.5")
    await cards.nth(1).get_by_role("button").press("Alt+ArrowUp")
    await expect(cards.nth(0)).to_contain_text(words[1])
    desk = page.get_by_role("region", name=window.t("fd.preview.desk"), exact=True)
    for _ in range(2):
        await desk.get_by_role("button", name=window.t("form.line.add")).click()
    await expect(desk.get_by_label(re.compile(f"^{words[2]}")).first).to_be_visible()
    await expect(desk.get_by_label(re.compile(f"^{words[1]}"))).to_have_value("5")
    await state(window, "saved")
    assert await violations(window) == []
    await window.shoot("form-designer")
