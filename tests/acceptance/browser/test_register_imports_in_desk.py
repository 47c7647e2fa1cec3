"""Tables of customers and assets in the desk: known ones told apart, personal data masked."""

import re

import pytest
from playwright.async_api import FilePayload, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.looks import LOOKS
from tests.acceptance.browser.test_imports_in_desk import shown

pytestmark = pytest.mark.browser


def table(name: str, *lines: str) -> FilePayload:
    """Return a table as Chinese spreadsheets save it."""
    return {"name": name, "mimeType": "text/csv", "buffer": "\n".join(lines).encode("gb18030")}


def customers(mark: str, number: str) -> FilePayload:
    """Return three customers: one whose number cannot be called, two who share one."""
    return table(
        f"客户 {mark}.csv",
        "客户编号,客户名称,联系人,手机号码,地址",
        f"K1{mark},东方物业 {mark},王小明,{number},北京市东城区 1 号 302",
        f"K2{mark},=CMD {mark},李四,abc,",
        f"K3{mark},东方物业二期 {mark},王小明,{number[:3]} {number[3:7]} {number[7:]},",
    )


async def begun(window: DeskWindow, target: str, file: FilePayload) -> None:
    """Come from the register's own page, choose a table, and see it opened."""
    await window.go(f"/{target}")
    await window.page.get_by_role("link", name=window.t("registers.import")).click()
    await expect(window.heading(window.t("imports.title"))).to_be_visible()
    await expect(window.page.get_by_text(window.t(f"imports.hint.{target}"))).to_be_visible()
    await window.page.locator("input[type=file]").set_input_files(file)
    await expect(window.heading(str(file["name"]))).to_be_visible()


async def run(window: DeskWindow) -> None:
    """Say that one is sure."""
    name = re.compile(re.escape(window.texts["imports.run.entries"].partition("{")[0]))
    await window.page.get_by_role("button", name=name).click()
    dialog = window.page.get_by_role("dialog")
    await dialog.get_by_role("button", name=window.t("imports.run.act"), exact=True).click()


async def customers_come_in_once(window: DeskWindow, mark: str, number: str) -> None:
    """Look at the masked preview, mend nothing, bring the good one in."""
    page = window.page
    await begun(window, "customers", customers(mark, number))
    columns = page.get_by_role("table", name=window.t("imports.mapping"))
    await expect(columns).to_contain_text(f"{number[:3]}****{number[7:]}")
    await expect(columns).not_to_contain_text("302")
    await window.shoot("register-import-mapping")
    assert await violations(window) == []
    await window.button("imports.check").click()
    faults = page.get_by_role("table", name=window.t("imports.faults"))
    await expect(faults).to_contain_text(window.t("importfault.customer_phone_unusable"))
    await expect(faults).to_contain_text(window.t("importfault.phone_repeated"))
    await shown(window, "imports.would", "1")
    await window.shoot("register-import-checked")
    assert await violations(window) == []
    await run(window)
    await expect(page.get_by_role("link", name=window.t("imports.to.customers"))).to_be_visible()
    await shown(window, "imports.made", "1")


async def a_known_one_is_brought_up_to_date(window: DeskWindow, mark: str, number: str) -> None:
    """Another list calls him otherwise: his number says who he is, and his code stays."""
    page = window.page
    other = table(f"名单 {mark}.csv", "编号,名称,电话", f"Z9{mark},东方物业（新） {mark},{number}")
    await begun(window, "customers", other)
    await window.choose(window.t("imports.existing"), window.t("imports.existing.update"))
    await window.button("imports.check").click()
    matches = page.get_by_role("table", name=window.t("imports.matches"))
    await expect(matches).to_contain_text(f"K1{mark}")
    await expect(matches).to_contain_text(window.t("imports.by.phone"))
    await expect(matches).to_contain_text(window.t("imports.outcome.would"))
    await shown(window, "imports.would.change", "1")
    await window.shoot("register-import-known")
    assert await violations(window) == []
    await run(window)
    await shown(window, "imports.changed", "1")
    await matches.get_by_role("link", name=re.compile(f"K1{mark}")).click()
    await expect(page.get_by_text(f"东方物业（新） {mark}").first).to_be_visible()


@pytest.mark.parametrize(("locale", "theme", "width"), LOOKS)
async def test_registers_are_filled_from_tables_and_nobody_comes_twice(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    mark = f"{locale}{width}"
    number = "13812345678" if locale == "zh" else "13987654321"
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("admin")
    await customers_come_in_once(window, mark, number)
    await a_known_one_is_brought_up_to_date(window, mark, number)

    # a room comes before the pump that lies in it, wherever it stands in the table
    assets = table(
        f"资产 {mark}.csv",
        "设备编号,名称,上级,客户编码",
        f"P1{mark},一号泵 {mark},R1{mark},K1{mark}",
        f"R1{mark},机房 {mark},,",
    )
    await begun(window, "assets", assets)
    await window.button("imports.check").click()
    await shown(window, "imports.would", "2")
    await run(window)
    await window.page.get_by_role("link", name=window.t("imports.to.assets")).click()
    await expect(window.page.get_by_text(f"一号泵 {mark}").first).to_be_visible()
    await window.go("/imports")
    await expect(window.page.get_by_role("row")).not_to_have_count(0)
    await window.shoot("register-imports")
    assert await violations(window) == []
