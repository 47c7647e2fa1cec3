"""An order typed in Chinese finds its person by policy; a dispatcher overrides; somebody is ill."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.staff import administrator, employ
from tests.acceptance.browser.test_loop_in_desk import report

pytestmark = pytest.mark.browser

TROUBLE = "三楼会议室空调漏水，一直滴水"
VAGUE = "麻烦来看一下"
SMOKE = "二号车间空压机冒烟"
CREW = {"technician": "张伟", "zhao": "赵强", "qian": "钱进"}


async def hire(served: Served) -> None:
    """Give three technicians an entry in the register, as an administrator does by the API."""
    async with administrator(served) as admin:
        for login, name in CREW.items():
            known = served.tenant.users.get(login)
            user = str(known) if known else await employ(admin, login, name, "technician")
            entry = {"name": name, "user": user, "skills": ["空调"]}
            assert (await admin.post("/people", json=entry)).is_success


async def let_it_be(window: DeskWindow, mode: str) -> None:
    """Set the policy of the plain loop, in plain words."""
    await window.go("/dispatch-policies")
    plain = window.page.get_by_role("region", name="五步闭环工单")
    every = f"{window.t('policy.mode')}: {window.t('policy.all')}"
    form = plain.get_by_role("form", name=every)
    await expect(form).to_be_visible()
    await form.get_by_role("combobox").first.click()
    option = window.page.locator(".ant-select-item-option")
    await option.get_by_text(window.t(f"policy.mode.{mode}"), exact=True).click()
    if mode == "automatic":
        await form.get_by_label(window.t("policy.threshold")).fill("30")
    await form.get_by_role("button", name=window.t("policy.save")).click()
    await expect(window.page.get_by_text(window.t("policy.saved"))).to_be_visible()


async def given_by_rule(window: DeskWindow) -> None:
    """Open the order that the policy gave out, and see to whom and why."""
    await window.go("/orders")
    await window.open_order(TROUBLE)
    panel = panel_of(window)
    await expect(panel.get_by_text("按规则派给")).to_be_visible()
    await expect(panel.get_by_text("空调通风").first).to_be_visible()
    await expect(panel.locator("[data-candidate]")).to_have_count(2)
    await window.button("timeline.why").click()
    others = window.page.get_by_role("list", name=window.t("basis.others"))
    await expect(others.get_by_role("listitem")).to_have_count(2)
    await others.scroll_into_view_if_needed()
    assert await violations(window) == []
    await window.shoot("dispatch-given-by-rule")


async def overridden(window: DeskWindow) -> str:
    """Take the second of the list by a key, which needs a reason; returns who that is."""
    panel = panel_of(window)
    second = await panel.locator("li strong").nth(1).inner_text()
    await window.page.keyboard.press("2")
    why = panel.get_by_role("textbox", name=window.t("dispatch.why", name=second))
    await expect(why).to_be_focused()
    await window.page.keyboard.type("就在隔壁楼")
    await window.shoot("dispatch-override")
    await window.page.keyboard.press("Enter")
    await expect(held_by(window, second)).to_be_visible()
    await expect(panel.get_by_text("就在隔壁楼")).to_be_visible()
    return second


async def falls_ill(window: DeskWindow, name: str) -> None:
    """Say that somebody is away; the policy finds other hands at once."""
    await window.go("/people")
    await window.page.get_by_role("button", name=name).click()
    sheet = window.page.get_by_role("dialog")
    await sheet.get_by_role("button", name=window.t("persons.away.now")).click()
    await expect(sheet.get_by_text("起缺勤")).to_be_visible()
    assert await violations(window) == []
    await window.shoot("dispatch-away")
    await window.go("/orders")
    await window.open_order(TROUBLE)
    await expect(panel_of(window).get_by_text(window.t("dispatch.kind.away"))).to_be_visible()
    await expect(held_by(window, name)).to_have_count(0)


async def equipped(window: DeskWindow, name: str) -> None:
    """Say where somebody works, with which vehicle."""
    await window.go("/people")
    await window.page.get_by_role("button", name=name).click()
    sheet = window.page.get_by_role("dialog")
    territories = re.compile(f"^{window.t('persons.territories')}")
    await expect(sheet.get_by_role("combobox", name=territories)).to_be_visible()
    await sheet.get_by_label(window.t("persons.vehicle")).fill("Van 7")
    await window.shoot("dispatch-equipped")
    assert await violations(window) == []


async def decided_by_a_person(window: DeskWindow) -> None:
    """Say what an order is about that nobody understood, and take the first by a key."""
    await window.go("/dispatch")
    line = window.page.get_by_role("link", name=VAGUE)
    await expect(line.get_by_text(window.t("dispatch.held.unsure"))).to_be_visible()
    await window.shoot("dispatch-inbox")
    await line.click()
    await window.choose(window.t("dispatch.about"), "Cleaning")
    await expect(window.page.get_by_text(window.t("dispatch.decided"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("dispatch-suggestions")
    await window.page.locator("[data-candidate='1']").focus()
    await window.page.keyboard.press("Enter")
    await expect(window.page.get_by_text("has it now")).to_be_visible()
    await expect(line).to_have_count(0)
    await window.button("parts.undo").click()
    await expect(line).to_be_visible()


async def walked_by_keys(window: DeskWindow) -> None:
    """Take over the urgency, link the second report of one trouble, give it out: all by keys."""
    await window.go("/dispatch")
    lines = window.page.get_by_role("navigation", name=window.t("dispatch.inbox"))
    await expect(lines.get_by_role("link", name=SMOKE)).to_have_count(2)
    chosen = lines.locator("[aria-current=true]")
    await window.page.keyboard.press("j")
    await expect(chosen).to_contain_text(VAGUE)
    await window.page.keyboard.press("j")
    await expect(chosen).to_contain_text(SMOKE)
    panel = window.page.get_by_role("region", name=SMOKE)
    await expect(panel.get_by_text("冒烟").last).to_be_visible()
    await expect(panel.get_by_text(window.t("urgent.take"))).to_be_visible()
    await expect(panel.get_by_role("button", name=re.compile("^关联"))).to_be_visible()
    await window.shoot("dispatch-alike")
    assert await violations(window) == []
    await window.page.keyboard.press("u")
    await expect(window.page.get_by_text(window.t("urgent.taken"))).to_be_visible()
    await expect(panel.get_by_text(window.t("urgent.take"))).to_have_count(0)
    await expect(panel.get_by_role("button", name=re.compile("^关联"))).to_be_visible()
    await window.page.keyboard.press("l")
    await expect(window.page.get_by_text(re.compile("^已关联为"))).to_be_visible()
    await expect(panel.get_by_role("button", name=re.compile("^关联"))).to_have_count(0)
    await window.page.keyboard.press("m")
    await expect(window.page.get_by_role("form", name=window.t("hand.title"))).to_be_visible()
    await window.shoot("dispatch-by-hand")
    await window.button("parts.cancel").click()
    await expect(panel.locator("[data-candidate='1']")).to_be_visible()
    await panel.get_by_role("heading", level=2).first.click()
    await window.page.keyboard.press("Enter")
    await expect(lines.get_by_role("link", name=SMOKE)).to_have_count(1)


async def piloted(window: DeskWindow) -> None:
    """Begin a pilot for a share of one category's orders, and see what it still lacks."""
    await window.go("/dispatch-pilot")
    await window.choose(window.t("pilot.type"), "五步闭环工单")
    card = window.page.get_by_role("listitem", name="空调通风")
    await expect(card.get_by_text(re.compile("^暂不建议上线"))).to_be_visible()
    await card.get_by_text(window.t("pilot.table")).click()
    await card.get_by_role("button", name=window.t("pilot.start.label", name="空调通风")).click()
    await card.get_by_label(window.t("pilot.form.share")).fill("20")
    await window.shoot("dispatch-pilot")
    await card.get_by_role("button", name=window.t("pilot.start"), exact=True).click()
    await expect(card.get_by_text(window.t("pilot.scope.share", share="20"))).to_be_visible()
    assert await violations(window) == []


def panel_of(window: DeskWindow) -> Locator:
    """Find the part of the order's page that says who could do it."""
    return window.page.get_by_role("region", name=window.t("dispatch.panel"))


def held_by(window: DeskWindow, name: str) -> Locator:
    """Find the line that says who has the order now."""
    return panel_of(window).get_by_text(window.t("dispatch.holds", name=name))


async def test_an_order_finds_its_person_and_another_one_when_that_one_is_ill(
    served: Served, open_window: OpenWindow
) -> None:
    await hire(served)
    dispatcher = await (await open_window(locale="zh")).signed_in("dispatcher")
    await let_it_be(dispatcher, "automatic")
    assert await violations(dispatcher) == []
    await dispatcher.shoot("dispatch-policies")
    requester = await (await open_window(locale="zh")).signed_in("requester")
    await report(requester, TROUBLE)
    await given_by_rule(dispatcher)
    second = await overridden(dispatcher)
    await falls_ill(dispatcher, second)
    await report(requester, VAGUE)
    phone = await open_window(locale="en", width=390, theme="dark")
    await decided_by_a_person(await phone.signed_in("dispatcher"))
    await equipped(await (await open_window(locale="en")).signed_in("admin"), CREW["zhao"])
    await let_it_be(dispatcher, "recommend")
    for _ in range(2):
        await report(requester, SMOKE)
    await walked_by_keys(dispatcher)
    await piloted(dispatcher)
