"""From an installation with no tenant to the first archived order: by somebody who was never here."""

import sys
import time

import pytest
from playwright.async_api import Browser, expect

from gongdan.bootstrap.house import House
from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.effort import counted
from tests.acceptance.browser.looks import LOOKS
from tests.acceptance.browser.test_loop_in_desk import FIELDS, PASSED

pytestmark = pytest.mark.browser

PASSWORD = "blue pumps sing at night"
WORDS = {
    "zh": {
        "organisation": "东区物业",
        "name": "林晓",
        "unit": "工程部",
        "people": (("王强", "wang"), ("李娜", "lina")),
        "asset": "1 号水泵",
        "order": "水泵漏水",
        "done": "已更换密封圈",
    },
    "en": {
        "organisation": "East Estate",
        "name": "Lin Xiao",
        "unit": "Engineering",
        "people": (("Wang Qiang", "wang"), ("Li Na", "lina")),
        "asset": "Pump 1",
        "order": "The pump leaks",
        "done": "Seal replaced",
    },
}


@pytest.mark.parametrize(("locale", "theme", "width"), LOOKS)
async def test_a_newcomer_archives_a_first_order_within_ten_minutes(
    bare: tuple[str, House],
    browser: Browser,
    capsys: pytest.CaptureFixture[str],
    locale: str,
    width: int,
    theme: str,
) -> None:
    url, house = bare
    token = await house.first_run.offer()
    window = await DeskWindow.open(
        browser, url, tenant="home", locale=locale, width=width, theme=theme
    )
    effort = await counted(window)
    begun = time.monotonic()
    await window.go(f"/setup#{token}")
    await set_up(window)
    await take_first_steps(window)
    await archive_a_first_order(window)
    took = time.monotonic() - begun
    await window.go("/first-steps")
    await expect(window.page.get_by_text(window.t("steps.ended"))).to_be_visible()
    await window.shoot("first-run-7-ended")
    await window.page.context.close()
    with capsys.disabled():
        sys.stdout.write(
            f"\nfirst archived order, {window.name}: {effort.words}; the script ran {took:.1f} s\n"
        )
    assert window.faults == []
    assert effort.minutes < 10


async def test_an_empty_installation_says_where_its_set_up_is(
    bare: tuple[str, House], browser: Browser
) -> None:
    url, house = bare
    window = await DeskWindow.open(browser, url, tenant="", locale="zh", width=1440, theme="light")
    await window.go("/log-in")
    await expect(window.page.get_by_text(window.t("login.setup"), exact=True)).to_be_visible()
    await window.shoot("first-run-0-door")
    await window.go("/setup#gi1_" + "A" * 43)
    await expect(window.page.get_by_role("alert")).to_contain_text("gongdan up")
    await window.shoot("first-run-0-refused")
    token = await house.first_run.offer()
    await window.go("/log-in")
    await window.go(f"/setup#{token}")
    await window.button("setup.submit").click()
    for empty in ("setup.organisation", "setup.name", "setup.login", "login.password"):
        await expect(window.field(empty)).to_have_attribute("aria-invalid", "true")
    await window.field("setup.organisation").fill("东区 🏢 שלום")
    await window.field("setup.name").fill("x" * 10_000)
    await window.field("setup.login").fill("lin")
    await window.field("login.password").fill("password123!")
    await expect(window.page.get_by_text(window.t("password.strength.common"))).to_be_visible()
    await window.button("setup.submit").click()
    await expect(window.field("setup.name")).to_have_attribute("aria-invalid", "true")
    await window.field("setup.name").fill("林晓")
    await window.button("setup.submit").click()
    await expect(window.field("login.password")).to_have_attribute("aria-invalid", "true")
    await window.shoot("first-run-0-wrong")
    await window.page.context.close()


async def set_up(window: DeskWindow) -> None:
    words = WORDS[window.locale]
    await window.field("setup.organisation").fill(str(words["organisation"]))
    await window.field("setup.name").fill(str(words["name"]))
    await window.field("setup.login").fill("lin")
    await window.field("login.password").fill(PASSWORD)
    assert await violations(window) == []
    await window.shoot("first-run-1-setup")
    await window.button("setup.submit").click()
    await expect(window.page.get_by_role("heading", level=1)).to_contain_text(
        str(words["organisation"])
    )


async def take_first_steps(window: DeskWindow) -> None:
    words, page = WORDS[window.locale], window.page
    form = page.get_by_role("form", name=window.t("units.add"))
    await form.get_by_label(window.t("units.name")).fill(str(words["unit"]))
    assert await violations(window) == []
    await window.shoot("first-run-2-steps")
    await form.get_by_role("button").click()
    form = page.get_by_role("form", name=window.t("users.add"))
    for number, (name, login) in enumerate(words["people"]):
        line = form.get_by_role("group").nth(number)
        await line.get_by_label(window.t("users.name"), exact=True).fill(name)
        await line.get_by_label(window.t("users.login"), exact=True).fill(login)
    await window.shoot("first-run-3-people")
    await form.locator("button[type=submit]").click()
    await expect(page.get_by_text(window.t("newcomers.once"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("first-run-4-passwords")
    await window.button("newcomers.noted").click()
    form = page.get_by_role("form", name=window.t("steps.asset"))
    await form.get_by_label(window.t("steps.asset.name")).fill(str(words["asset"]))
    await form.get_by_role("button").click()
    kind = {"zh": "五步闭环工单", "en": "Five-step work order"}[window.locale]
    await page.get_by_role("link", name=window.t("steps.order.act", kind=kind)).click()


async def archive_a_first_order(window: DeskWindow) -> None:
    words, page = WORDS[window.locale], window.page
    await window.field("report.field.title").fill(str(words["order"]))
    await window.button("report.submit").click()
    await window.expect_stage("accept")
    await window.shoot("first-run-5-reported")
    await window.choose(window.t("ask.assignee"), str(words["name"]))
    await window.send("accept")
    await window.expect_stage("execute")
    fields = FIELDS[window.locale]
    await window.labelled(fields["work"]).fill(str(words["done"]))
    await window.choose(fields["result"], fields["fixed"])
    await window.send("complete")
    await window.expect_stage("verify")
    await window.act_form("verify").get_by_text(PASSED[window.locale], exact=True).click()
    await window.send("verify")
    await window.expect_stage("archive")
    await window.send("archive")
    # on a small screen the list, which says so too, stands hidden behind the order
    article = page.get_by_role("article")
    await expect(article.get_by_text(window.t("waits.archived")).first).to_be_visible()
    await window.shoot("first-run-6-archived")
