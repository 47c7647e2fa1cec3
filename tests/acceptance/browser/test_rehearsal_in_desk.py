"""A draft is tried in the desk: a dead end is met and shown, the clock moved, history replayed."""

import re

import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.house import PASSWORD
from tests.rooms.rehearsal.drafts import DEAD_END, asking_outside, with_approval

pytestmark = pytest.mark.browser

DRAFT = "/api/v1/definitions/five_step/draft"


async def drafted(window: DeskWindow, body: bytes) -> None:
    """Keep a draft as the person of the window, over whichever is there."""
    request = window.page.context.request
    there = await request.get(f"{window.url}{DRAFT}")
    headers = {"Content-Type": "application/json", "Origin": window.url}
    if there.ok:
        headers["If-Match"] = there.headers["etag"]
    saved = await request.put(f"{window.url}{DRAFT}", data=body, headers=headers)
    assert saved.ok, await saved.text()


async def tried(window: DeskWindow) -> None:
    """Report an order of an amount that leads nowhere, and see where it is stuck."""
    page = window.page
    await window.go("/order-types/five_step/try")
    amount = "金额" if window.locale == "zh" else "Amount"
    await window.labelled(amount).fill("500")
    await window.shoot("try-begin")
    assert await violations(window) == []
    await window.button("rehearsal.begin.act").click()
    await expect(page.get_by_text(window.t("rehearsal.track"))).to_be_visible()
    await window.button("rehearsal.act.accept").click()
    alert = page.get_by_role("alert")
    await expect(alert).to_contain_text(f"{amount} < 0")
    await expect(alert.get_by_role("link")).to_have_attribute("href", re.compile("asks"))
    await window.shoot("try-dead-end")
    assert await violations(window) == []


async def gone_on(window: DeskWindow) -> None:
    """Mend the draft, do the same again, and take the order to its end by keyboard and mouse."""
    page = window.page
    await drafted(window, with_approval())
    await page.reload()
    await window.button("rehearsal.newer.again").click()
    work = "处理过程" if window.locale == "zh" else "What was done"
    await expect(window.labelled(work)).to_be_visible()
    clock = page.locator("time[role=status]")
    before = await clock.inner_text()
    await window.button("rehearsal.day").click()
    await expect(clock).not_to_have_text(before)
    await window.button("rehearsal.undo").click()
    await expect(clock).to_have_text(before)
    await window.labelled(work).fill("new seal")
    await window.choose(
        "处理结果" if window.locale == "zh" else "Result",
        "已修复" if window.locale == "zh" else "Fixed",
    )
    await window.shoot("try-step")
    assert await violations(window) == []
    complete = window.button("rehearsal.act.complete")
    await complete.focus()
    await page.keyboard.press("Enter")
    await page.get_by_role(
        "button", name="通过" if window.locale == "zh" else "Passed", exact=True
    ).click()
    await window.button("rehearsal.act.archive").click()
    await expect(page.get_by_text(window.t("rehearsal.over.title"))).to_be_visible()
    await window.shoot("try-over")
    assert await violations(window) == []


async def replied(window: DeskWindow) -> None:
    """Let a service fail in a way that may pass, then answer; what was made up says so."""
    page = window.page
    await drafted(window, asking_outside())
    await window.go("/order-types/five_step/try")
    await window.button("rehearsal.begin.act").click()
    made_up = page.get_by_role("region", name="POST /parts")
    await expect(made_up).to_be_visible()
    await made_up.get_by_role("button", name=window.t("rehearsal.service.fails.once")).click()
    log = page.locator("li", has_text=window.t("rehearsal.made.up"))
    await expect(log).to_have_count(1)
    await window.shoot("try-reply")
    assert await violations(window) == []
    await window.button("rehearsal.service.answers").click()
    await expect(made_up.locator("[aria-invalid=true]")).to_have_count(1)
    await made_up.get_by_label("on_hand").fill("9")
    await window.button("rehearsal.service.answers").click()
    await expect(window.button("rehearsal.act.accept")).to_be_visible()
    await expect(log.first).to_contain_text("on_hand = 9")


async def replayed(window: DeskWindow) -> None:
    """Put the orders that there are through the draft."""
    page = window.page
    await window.go("/order-types/five_step/replay")
    await window.button("replay.run").click()
    await expect(page.get_by_text(window.t("replay.seen"))).to_be_visible()
    await expect(page.get_by_role("progressbar")).to_have_count(0)
    await window.shoot("replay")
    assert await violations(window) == []


@pytest.mark.parametrize(("locale", "width", "theme"), [("zh", 1440, "light"), ("en", 390, "dark")])
async def test_a_draft_is_tried_before_it_is_published(
    served: Served, open_window: OpenWindow, locale: str, width: int, theme: str
) -> None:
    admin = await (await open_window()).signed_in("admin")
    login = f"lead-{locale}"
    who = {
        "login": login,
        "name": "Lead",
        "password": PASSWORD,
        "roles": ["designer", "dispatcher"],
        "locale": locale,
    }
    headers = {"Origin": served.url}
    url = f"{served.url}/api/v1"
    made = await admin.page.context.request.post(f"{url}/users", data=who, headers=headers)
    assert made.ok, await made.text()
    window = await open_window(locale=locale, width=width, theme=theme)
    await window.sign_in(login)
    await window.page.wait_for_url("**/orders**")
    request = window.page.context.request
    for title in ("Leak", "No light"):
        made = await request.post(f"{url}/orders", data={"title": title}, headers=headers)
        assert made.ok, await made.text()
    await drafted(window, DEAD_END)
    await tried(window)
    await gone_on(window)
    await replied(window)
    await replayed(window)
    assert window.faults == []
