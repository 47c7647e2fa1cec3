"""What a row of the list does: it says what comes next, and that is done right there."""

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.test_loop_in_desk import report

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("locale", "width"), [("zh", 1440), ("en", 390)])
async def test_the_next_act_is_done_from_the_row_and_taken_back(
    open_window: OpenWindow, locale: str, width: int
) -> None:
    title = f"row {locale}"
    requester = await (await open_window(locale=locale)).signed_in("requester")
    await report(requester, title)
    window = await (await open_window(locale=locale, width=width)).signed_in("dispatcher")
    row = window.page.get_by_role("listitem").filter(has_text=title)
    name = window.t("list.row.act", act=window.t("act.accept"), title=title)
    await row.get_by_role("button", name=name).click()
    await expect(row.get_by_role("form", name=window.t("act.accept"))).to_be_visible()
    await window.shoot("row-act-open")
    await row.get_by_role("button", name=window.t("act.accept"), exact=True).click()
    await expect(row).to_contain_text(window.t("stage.execute"))
    await window.shoot("row-act-done")

    await window.open_order(title)
    await window.act_button("suspend").click()
    await window.field("ask.reason").fill("等配件 / part")
    await window.send("suspend")
    await (
        window.page.get_by_role("status").get_by_role("button", name=window.t("parts.undo")).click()
    )
    await expect(window.page.get_by_text(window.t("waits.suspended"))).to_have_count(0)
    await window.shoot("undone")
