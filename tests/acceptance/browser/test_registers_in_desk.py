"""Customers and people in the desk: registered, found, changed, shown in clear for a reason."""

import re

import pytest
from msgspec import Struct
from playwright.async_api import Locator, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.looks import LOOKS
from tests.acceptance.browser.test_loop_in_desk import report

pytestmark = pytest.mark.browser


def sheet(window: DeskWindow) -> Locator:
    """Return the sheet that is open."""
    return window.page.get_by_role("dialog")


async def saved(window: DeskWindow, key: str, **values: str) -> None:
    """Press "save", and wait until it is told."""
    await sheet(window).get_by_role("button", name=window.t("parts.save"), exact=True).click()
    await expect(window.page.get_by_text(window.t(key, **values))).to_be_visible()
    await expect(sheet(window)).to_have_count(0)


class Customer(Struct, frozen=True):
    """Whom the journey registers, and how his number is masked."""

    code: str
    name: str
    phone: str
    masked: str


async def registered(window: DeskWindow, who: Customer) -> None:
    """Register a customer, once with a number that is none."""
    await window.go("/customers")
    await expect(window.heading(window.t("customers.title"))).to_be_visible()
    await expect(window.page.locator(".ant-skeleton")).to_have_count(0)
    await window.shoot("customers-before")
    await window.button("customers.add").first.click()
    form = sheet(window)
    phone = form.get_by_label(re.compile(window.t("customers.phone")))
    await form.get_by_label(window.t("customers.code")).fill(who.code)
    await form.get_by_label(window.t("customers.name")).fill(who.name)
    await phone.fill("12")
    await form.get_by_role("button", name=window.t("parts.save"), exact=True).click()
    await expect(form.locator("[data-wrong=true]")).to_be_visible()
    await phone.fill(who.phone)
    await form.get_by_label(re.compile(window.t("customers.contact_name"))).fill("王小明")
    await window.shoot("customer-new")
    assert await violations(window) == []
    await saved(window, "customers.added", name=who.name)


async def found_and_shown(window: DeskWindow, who: Customer) -> None:
    """Find a customer by his whole number, which stands in no address, and see it in clear."""
    page = window.page
    await page.get_by_role("searchbox").fill(who.phone)
    await expect(page.get_by_role("row")).to_have_count(2)
    assert who.phone not in page.url
    await page.get_by_role("button", name=who.code).click()
    form = sheet(window)
    await expect(form).to_contain_text(who.masked)
    await expect(form).not_to_contain_text(who.phone)
    what = window.t("parts.reveal.what", what=window.t("customers.phone"))
    await form.get_by_role("button", name=what).click()
    await form.get_by_role("button", name=window.t("parts.reveal.reason.call")).click()
    await expect(form).to_contain_text(who.phone)
    await expect(page.locator("[data-watermark]")).to_have_attribute("data-on", "true")
    await window.shoot("customer-clear")
    assert await violations(window) == []


async def changed_for_good(window: DeskWindow, who: Customer) -> None:
    """Take a personal value away: the sheet says that this can't be undone, and offers no undo."""
    form = sheet(window)
    take = window.t("parts.sealed.take.what", what=window.t("customers.contact_name"))
    await form.get_by_role("button", name=take).click()
    await expect(form).to_contain_text(window.t("parts.sealed.final"))
    await form.get_by_label(window.t("customers.name")).fill(f"{who.name} 一期")
    await window.shoot("customer-change")
    await saved(window, "customers.changed", name=f"{who.name} 一期")
    await expect(window.button("parts.undo")).to_have_count(0)


async def amended(window: DeskWindow, who: Customer) -> None:
    """Say of the open order for whom it is, where, and under which tag."""
    await window.act_button("amend").click()
    form = window.act_form("amend")
    await form.get_by_label(re.compile(rf"^{window.t('fact.tags')}")).fill("漏水")
    await window.page.keyboard.press("Enter")
    choose = form.get_by_role("combobox", name=re.compile(window.t("ask.customer")))
    await choose.click()
    await choose.press_sequentially(who.code)
    await window.page.locator(".ant-select-item-option", has_text=who.name).click()
    await form.get_by_label(window.t("amend.latitude")).fill("31.2")
    await form.get_by_label(window.t("amend.longitude")).fill("121.5")
    await window.shoot("amend-about")
    assert await violations(window) == []
    await window.send("amend")


async def gone_to_and_fro(window: DeskWindow, who: Customer, title: str) -> None:
    """Go from an order to its customer, and from the customer to his orders."""
    panel = window.page.get_by_role("region", name=window.t("customers.panel"), exact=True)
    await expect(panel).to_contain_text(who.code)
    await expect(panel).not_to_contain_text(who.phone)
    await panel.scroll_into_view_if_needed()
    await window.shoot("order-customer")
    await panel.get_by_role("link", name=who.code).click()
    await expect(sheet(window)).to_contain_text(who.masked)
    await window.shoot("customer-read-only")
    assert await violations(window) == []
    await sheet(window).get_by_role("link", name=window.t("customers.orders")).click()
    await expect(window.page.locator("[data-order-row]")).to_have_count(1)
    await expect(window.page.locator("[data-order-row]")).to_contain_text(title)
    await window.shoot("orders-of-customer")
    assert await violations(window) == []


async def emptied_again(window: DeskWindow, title: str) -> None:
    """Take away what was given: the coordinates go, the tag stays."""
    await window.open_order(title)
    await window.act_button("amend").click()
    form = window.act_form("amend")
    await form.get_by_label(window.t("amend.latitude")).fill("")
    await form.get_by_label(window.t("amend.longitude")).fill("")
    await window.send("amend")
    facts = window.page.get_by_role("region", name=window.t("order.facts"))
    await expect(facts).not_to_contain_text("31.2")
    await expect(facts).to_contain_text("漏水")


@pytest.mark.parametrize(("locale", "theme", "width"), LOOKS)
async def test_a_customer_is_registered_changed_and_found_from_his_order(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    code, title = f"C-{locale}-{width}", f"水管 {locale} {width}"
    phone = f"138{len(locale + theme):03d}5{width:04d}"
    who = Customer(code, f"东江物业 {code}", phone, f"138****{width:04d}")
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("admin")
    await registered(window, who)
    await found_and_shown(window, who)
    await changed_for_good(window, who)

    dispatcher = await open_window(locale=locale, theme=theme, width=width)
    await dispatcher.signed_in("dispatcher")
    await report(dispatcher, title)
    await amended(dispatcher, who)
    await gone_to_and_fro(dispatcher, who, title)
    await emptied_again(dispatcher, title)


@pytest.mark.parametrize(("locale", "theme", "width"), LOOKS)
async def test_a_person_is_registered_archived_and_taken_back(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("admin")
    page, name = window.page, f"Zhao {locale}"
    await window.go("/people")
    await expect(window.heading(window.t("persons.title"))).to_be_visible()
    await window.button("persons.add").first.click()
    form = sheet(window)
    await form.get_by_label(window.t("persons.name")).fill(name)
    skills = form.get_by_label(re.compile(rf"^{window.t('persons.skills')}"))
    await skills.fill("电梯")
    await skills.press("Enter")
    await form.get_by_label(re.compile(rf"^{window.t('persons.phone')}")).fill("13911112222")
    await window.shoot("person-new")
    assert await violations(window) == []
    await saved(window, "persons.added", name=name)
    await page.get_by_role("searchbox", name=window.t("persons.skill"), exact=True).fill("电梯")
    await expect(page.get_by_role("row", name=re.compile(name))).to_be_visible()
    await window.shoot("people")
    assert await violations(window) == []
    await page.get_by_role("button", name=name).click()
    await window.shoot("person")
    assert await violations(window) == []
    await sheet(window).get_by_role("button", name=window.t("parts.archive"), exact=True).click()
    await expect(page.get_by_role("row", name=re.compile(name))).to_have_count(0)
    await window.button("parts.undo").click()
    await expect(page.get_by_role("row", name=re.compile(name))).to_be_visible()
