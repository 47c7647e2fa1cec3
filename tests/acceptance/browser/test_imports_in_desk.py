"""A table of orders in the desk: columns said, every row checked, brought in, and not twice."""

import re

import pytest
from playwright.async_api import FilePayload, expect

from gongdan.adapters.xlsx_sheet import XlsxSheet
from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.looks import LOOKS

pytestmark = pytest.mark.browser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = ("工单号", "报修内容", "紧急程度", "Phone", "Colour", "创建时间")


def table(locale: str) -> FilePayload:
    """Return a workbook of four orders, one of which can't be read."""
    rows = (
        HEADER,
        (f"{locale}-1", f"空调漏水 {locale}", "较急", "13812345678", "red", "2026-03-01 08:30"),
        (f"{locale}-2", f"灯不亮 {locale}", "", "", "blue", ""),
        (f"{locale}-3", f"门锁坏了 {locale}", "快点", "", "", "yesterday"),
        (f"{locale}-4", f"墙面开裂 {locale}", "4", "", "", ""),
    )
    sheet = XlsxSheet()
    data = sheet.begin() + sheet.rows(rows) + sheet.end()
    return {"name": f"报修台账 {locale}.xlsx", "mimeType": XLSX, "buffer": data}


async def chosen(window: DeskWindow, locale: str) -> None:
    """Choose the table from this computer."""
    await window.go("/imports")
    await expect(window.heading(window.t("imports.title"))).to_be_visible()
    await window.page.locator("input[type=file]").set_input_files(table(locale))
    await expect(window.heading(f"报修台账 {locale}.xlsx")).to_be_visible()


async def shown(window: DeskWindow, name: str, count: str) -> None:
    """Expect a figure of the import."""
    counts = window.page.get_by_role("region", name=window.t("imports.progress"))
    await expect(counts.locator("dl > div", has_text=window.t(name))).to_contain_text(count)


async def mapped(window: DeskWindow, mark: str) -> None:
    """Look at what was guessed, and say what one column more is."""
    page = window.page
    columns = page.get_by_role("table", name=window.t("imports.mapping"))
    await expect(columns.get_by_role("row", name=re.compile("报修内容"))).to_contain_text(
        window.t("importpart.title")
    )
    await expect(columns).to_contain_text(f"灯不亮 {mark}")
    await window.choose(window.t("imports.part.of", column="Colour"), window.t("importpart.tags"))
    await window.shoot("import-mapping")
    assert await violations(window) == []
    await window.button("imports.check").click()
    faults = page.get_by_role("table", name=window.t("imports.faults"))
    await expect(faults.get_by_role("row")).to_have_count(3)
    await expect(faults).to_contain_text(window.t("importfault.urgency_unreadable"))
    await shown(window, "imports.would", "3")
    await shown(window, "imports.refused", "1")
    await window.shoot("import-checked")
    assert await violations(window) == []


async def brought_in(window: DeskWindow, mark: str) -> None:
    """Bring the good rows in, and take the refused one."""
    page = window.page
    await page.get_by_role("button", name=re.compile("3")).first.click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text(window.t("parts.final"))
    await window.shoot("import-sure")
    await dialog.get_by_role("button", name=window.t("imports.run.act"), exact=True).click()
    await expect(page.get_by_role("link", name=window.t("imports.to.orders"))).to_be_visible()
    await shown(window, "imports.made", "3")
    await window.shoot("import-done")
    assert await violations(window) == []
    async with page.expect_download() as loading:
        await page.get_by_role("link", name=window.t("imports.take.refused")).click()
    refused = (await (await loading.value).path()).read_text("utf-8-sig")
    assert f"门锁坏了 {mark}" in refused


@pytest.mark.parametrize(("locale", "theme", "width"), LOOKS)
async def test_a_table_is_mapped_checked_and_brought_in_once(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    mark = f"{locale}{width}"
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("admin")
    await chosen(window, mark)
    await mapped(window, mark)
    await brought_in(window, mark)

    # the same table again makes no doubles
    await chosen(window, mark)
    await window.button("imports.check").click()
    await shown(window, "imports.known", "3")
    await shown(window, "imports.would", "0")
    await window.go("/imports")
    await expect(window.page.get_by_role("row")).not_to_have_count(0)
    await window.shoot("imports")
    assert await violations(window) == []
    dispatcher = await (await open_window(locale=locale, width=width)).signed_in("dispatcher")
    await dispatcher.open_order(f"空调漏水 {mark}")
    await expect(dispatcher.page.get_by_text("138****5678")).to_be_visible()
