"""What an order says, in the desk: whom to ask and who may read it, what it is about, amending."""

import re

import httpx
import pytest
from playwright.async_api import Locator, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.test_loop_in_desk import accept, report
from tests.house import PASSWORD

pytestmark = pytest.mark.browser

NAME, PHONE, EMAIL = "王小明", "13812345678", "xiaoming@example.com"


async def report_with_contact(window: DeskWindow, title: str) -> None:
    await window.go("/report")
    await window.field("report.field.title").fill(title)
    await window.field("contact.name").fill(NAME)
    await window.field("contact.phone").fill(PHONE)
    await window.field("contact.email").fill(EMAIL)
    await window.field("report.field.due").fill("2030-05-06T09:30")
    await window.button("report.submit").click()
    await expect(window.heading(title)).to_be_visible()


def facts(window: DeskWindow) -> Locator:
    return window.page.get_by_role("complementary", name=window.t("order.beside"))


def history(window: DeskWindow) -> Locator:
    return window.page.get_by_role("region", name=window.t("order.timeline"))


@pytest.mark.parametrize(("locale", "width"), [("zh", 1440), ("en", 390)])
async def test_a_contact_is_whole_for_whom_it_is_from_and_masked_for_everybody_else(
    open_window: OpenWindow, locale: str, width: int
) -> None:
    title = f"门禁刷卡无反应 {locale}"
    requester = await (await open_window(locale=locale, width=width)).signed_in("requester")
    await requester.go("/report")
    await expect(requester.page.get_by_text(requester.t("contact.sealed"))).to_be_visible()
    await report_with_contact(requester, title)
    for value in (NAME, PHONE, EMAIL):
        await expect(facts(requester)).to_contain_text(value)
    await expect(facts(requester)).to_contain_text(requester.t("fact.due"))
    await requester.shoot("contact-whole")

    dispatcher = await (await open_window(locale=locale)).signed_in("dispatcher")
    await accept(dispatcher, title, "Technician")
    technician = await (await open_window(locale=locale, width=width)).signed_in("technician")
    await technician.open_order(title)
    await expect(facts(technician)).to_contain_text("138****5678")
    for value in (NAME, PHONE, EMAIL):
        await expect(facts(technician)).not_to_contain_text(value)
    mark = technician.page.locator("[data-watermark]")
    await expect(mark).to_be_hidden()
    assert await violations(technician) == []
    await technician.shoot("contact-masked")

    # what comes late moves what is above it
    await expect(facts(technician)).to_contain_text(technician.t("links.none"))
    await reveal_contact(technician).click()
    await technician.shoot("reveal-reason")
    assert await violations(technician) == []
    await technician.button("parts.reveal.reason.call").click()
    for value in (NAME, PHONE, EMAIL):
        await expect(facts(technician)).to_contain_text(value)
    call = facts(technician).get_by_role("link", name=PHONE)
    await expect(call).to_have_attribute("href", f"tel:{PHONE}")
    await expect(mark).to_be_visible()
    await expect(mark).to_have_attribute("data-watermark", re.compile("Technician"))
    assert await violations(technician) == []
    await technician.shoot("contact-revealed")
    await technician.button("parts.reveal.hide").click()
    await expect(facts(technician)).not_to_contain_text(PHONE)
    await expect(mark).to_be_hidden()
    await technician.page.emulate_media(media="print")
    await expect(mark).to_be_visible()
    await technician.page.emulate_media(media="screen")


def reveal_contact(window: DeskWindow) -> Locator:
    what = window.t("parts.reveal.what", what=window.t("fact.contact"))
    return window.page.get_by_role("button", name=what)


@pytest.mark.parametrize(("locale", "width"), [("zh", 1440), ("en", 390)])
async def test_an_order_is_amended_and_the_timeline_names_what_was_changed(
    open_window: OpenWindow, locale: str, width: int
) -> None:
    title = f"冷却塔漏水 {locale}"
    window = await (await open_window(locale=locale, width=width)).signed_in("dispatcher")
    await report_with_contact(window, title)
    await window.act_button("amend").click()
    form = window.act_form("amend")
    await expect(window.field("report.field.title")).to_have_value(title)
    await expect(window.field("report.field.due")).to_have_value("2030-05-06T09:30")
    await expect(window.field("contact.phone")).to_have_value("")
    await expect(form).to_contain_text(window.t("contact.kept", value="138****5678"))
    assert await violations(window) == []
    await window.shoot("amend")

    await window.field("report.field.title").fill(f"{title}，更严重")
    await window.field("report.field.place").fill("屋顶")
    await window.field("contact.phone").fill("13900001111")
    await window.field("ask.reason").fill("the first number was wrong")
    await window.send("amend")
    await expect(window.heading(f"{title}，更严重")).to_be_visible()
    await expect(facts(window)).to_contain_text("139****1111")
    await expect(facts(window)).to_contain_text("王*")
    parts = [window.t(key) for key in ("fact.title", "fact.place", "contact.phone")]
    for part in parts:
        await expect(history(window)).to_contain_text(part if locale == "zh" else part.lower())
    await expect(history(window)).to_contain_text("the first number was wrong")


async def test_who_amends_more_slowly_is_told_what_changed_and_keeps_the_words(
    open_window: OpenWindow,
) -> None:
    title = "水池液位计失灵"
    slower = await (await open_window()).signed_in("requester")
    await report(slower, title)
    await slower.act_button("amend").click()
    await slower.field("report.field.description").fill("it shows 0 all day")
    faster = await (await open_window()).signed_in("dispatcher")
    await faster.open_order(title)
    await faster.send("accept")
    await expect(slower.page.get_by_role("alert")).to_contain_text(slower.t("conflict.title"))
    await slower.button("conflict.reload").click()
    await expect(slower.field("report.field.description")).to_have_value("it shows 0 all day")
    await slower.send("amend")
    await expect(history(slower)).to_contain_text("changed description")


async def test_an_asset_is_found_while_one_types_and_stands_among_the_facts(
    served: Served, open_window: OpenWindow
) -> None:
    async with httpx.AsyncClient(base_url=served.url) as client:
        who = {"tenant": served.tenant.slug, "login": "admin", "password": PASSWORD}
        answer = await client.post("/api/v1/sessions", json=who | {"cookie": False})
        client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        asset = {"code": "PU-031", "name": "循环水泵 31", "place": "3 号泵房"}
        assert (await client.post("/api/v1/assets", json=asset)).status_code == 201

    window = await (await open_window(width=390)).signed_in("requester")
    await window.go("/report")
    await window.field("report.field.title").fill("Pump 31 hums")
    picker = window.page.get_by_role("combobox", name="Asset")
    await picker.fill("no such thing")
    await expect(window.page.get_by_text(window.t("search.none"))).to_be_visible()
    controlled = await picker.get_attribute("aria-controls")
    await expect(window.page.locator(f"[id='{controlled}']")).to_be_attached()
    assert await violations(window) == []
    await window.shoot("nothing-found")
    await picker.fill("PU-0")
    await window.page.locator(".ant-select-item-option").get_by_text("循环水泵 31").click()
    await window.button("report.submit").click()
    await expect(facts(window)).to_contain_text("PU-031")


async def test_a_step_that_was_sent_back_may_come_straight_back(open_window: OpenWindow) -> None:
    title = "消防泵压力不足"
    dispatcher = await (await open_window()).signed_in("dispatcher")
    await report(dispatcher, title)
    await accept(dispatcher, title, "Technician")
    technician = await (await open_window()).signed_in("technician")
    await technician.open_order(title)
    await technician.act_button("reject").click()
    form = technician.act_form("reject")
    await expect(form.get_by_label(technician.t("ask.resume.go_on"))).to_be_checked()
    await technician.choose(technician.t("ask.node"), "Accept")
    await form.get_by_text(technician.t("ask.resume.come_back")).click()
    await form.get_by_label(technician.t("ask.reason")).fill("which pump?")
    async with technician.page.expect_request("**/reject") as sent:
        await technician.send("reject")
    assert (await sent.value).post_data_json["resume"] == "come_back"
    await dispatcher.expect_stage("accept")
    await dispatcher.send("accept")
    await technician.expect_stage("execute")
