"""What stands beside the loop: comments, watchers, ties, acts on many, the day."""

import re

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.test_loop_in_desk import accept, report

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("locale", "theme", "width"), [("zh", "light", 1440), ("en", "dark", 1440)]
)
async def test_an_order_keeps_company(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    title, other = f"company {locale}", f"other {locale}"
    requester = await (await open_window(locale=locale)).signed_in("requester")
    await report(requester, other)
    await report(requester, title)
    window = await open_window(locale=locale, theme=theme, width=width)
    await window.signed_in("dispatcher")
    await accept(window, title, "Technician")
    await window.expect_stage("execute")

    box = window.page.get_by_role("textbox", name=window.t("comment.text"))
    await box.click()
    await box.press_sequentially("@Tech")
    await expect(window.page.get_by_role("option", name=re.compile("Technician"))).to_be_visible()
    await window.shoot("mention")
    await box.press("Enter")
    await box.press_sequentially("备件明天到 / the part comes tomorrow")
    await window.button("comment.send").click()
    history = window.page.get_by_role("region", name=window.t("order.timeline"))
    await expect(history).to_contain_text("@Technician")
    await expect(history).to_contain_text(window.t("comment.internal"))

    await window.button("watch.start").click()
    await expect(window.button("watch.stop")).to_be_visible()
    await window.button("tie.act.link").click()
    find = window.page.get_by_role("combobox", name=window.t("tie.to"))
    await find.click()
    await find.press_sequentially(other)
    await window.page.locator(".ant-select-item-option", has_text=other).click()
    await window.button("tie.act.link").click()
    ties = window.page.get_by_role("region", name=window.t("order.ties"))
    await expect(ties.get_by_role("link")).to_contain_text(other)

    assert await violations(window) == []
    await window.page.get_by_role("heading", level=1).scroll_into_view_if_needed()
    await window.shoot("company")

    # the house's own words never reach the reporter
    await requester.open_order(title)
    words = requester.page.get_by_role("region", name=requester.t("order.timeline"))
    await expect(words).to_contain_text(requester.t("event.OrderReported"))
    await expect(words).not_to_contain_text("@Technician")


@pytest.mark.parametrize(("locale", "theme", "width"), [("zh", "dark", 1440), ("en", "light", 390)])
async def test_many_orders_take_one_act_and_each_has_its_answer(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    requester = await (await open_window(locale=locale)).signed_in("requester")
    titles = [f"many {locale} {n}" for n in range(3)]
    for title in titles:
        await report(requester, title)
    window = await open_window(locale=locale, theme=theme, width=width)
    await window.signed_in("dispatcher")
    boxes = [
        window.page.get_by_role("checkbox", name=window.t("bulk.select", title=title))
        for title in titles
    ]
    await boxes[2].click()
    await boxes[0].click(modifiers=["Shift"])
    await expect(boxes[1]).to_be_checked()
    bar = window.page.get_by_role("region", name=window.t("bulk.title"))
    await bar.get_by_role("button", name=re.compile(window.t("act.suspend"))).click()
    await bar.get_by_label(window.t("ask.reason")).fill("停电 / no power")
    await window.shoot("bulk")
    assert await violations(window) == []
    await bar.get_by_role("form").get_by_role("button").click()
    await expect(bar.get_by_role("status").get_by_role("listitem")).to_have_count(3)
    await expect(bar).to_contain_text(window.t("bulk.done", done="3", all="3"))
    await window.shoot("bulk-done")

    await window.go("/today")
    await expect(window.page.get_by_role("heading", level=1)).to_be_visible()
    await expect(window.page.get_by_role("region", name=window.t("today.waiting"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("today")
