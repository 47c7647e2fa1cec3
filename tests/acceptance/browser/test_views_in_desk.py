"""A filter is kept under a name, found again in the rail, taken away and back; the list leaves as a table."""

import csv
import io
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.test_loop_in_desk import report

pytestmark = pytest.mark.browser


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))


@pytest.mark.parametrize(("locale", "theme"), [("zh", "light"), ("en", "dark")])
async def test_a_view_is_saved_opened_removed_and_brought_back(
    open_window: OpenWindow, locale: str, theme: str
) -> None:
    window = await (await open_window(locale=locale, theme=theme)).signed_in("dispatcher")
    name = f"急单 {locale}"
    await window.go("/orders?status=open&urgency=1")
    await window.button("views.save").click()
    await window.field("views.name").fill(name)
    assert await violations(window) == []
    await window.shoot("view-form")
    await window.button("parts.save").click()
    link = window.page.get_by_role("link", name=name)
    await expect(link).to_be_visible()
    await window.go("/orders?status=open")
    await link.click()
    await window.page.wait_for_url("**/orders?status=open&urgency=1")
    await expect(link).to_have_attribute("aria-current", "page")
    assert await violations(window) == []
    await window.shoot("view-in-rail")
    await window.page.get_by_role("button", name=window.t("views.menu", name=name)).click()
    await window.page.get_by_role("menuitem", name=window.t("views.remove")).click()
    await expect(link).to_have_count(0)
    await window.button("parts.undo").click()
    await expect(link).to_be_visible()


async def test_the_list_leaves_as_a_table_that_says_who_took_it(open_window: OpenWindow) -> None:
    window = await (await open_window(width=390)).signed_in("dispatcher")
    await report(window, "=cmd|' /C calc'!A0")
    await window.go("/orders?status=open")
    await window.button("export.open").click()
    await window.shoot("export")
    async with window.page.expect_download() as waiting:
        await window.page.get_by_role("link", name=window.t("export.csv")).click()
    download = await waiting.value
    rows = _rows(await download.path())
    assert rows[0][0].startswith("# Exported by Dispatcher")
    assert rows[2][2] == "'=cmd|' /C calc'!A0"
