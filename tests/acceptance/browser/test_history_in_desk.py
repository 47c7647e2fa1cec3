"""The timeline: who held the order, as it was then, and the proof checked in the reader's browser."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Route, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.looks import LOOKS
from tests.acceptance.browser.test_loop_in_desk import accept, complete, report

pytestmark = pytest.mark.browser

# Asks for the open order's proof until the signed log holds all of its events, and returns it.
SIGNED = """async () => {
    const id = location.pathname.split("/").at(-1);
    for (let tries = 0; tries < 150; tries += 1) {
        const answer = await fetch(`/api/v1/orders/${id}/proof`);
        if (answer.ok) {
            const proof = await answer.json();
            const size = Number(proof.checkpoint.split("\\n")[1]);
            if (proof.events.every(({ position }) => position !== null && position < size)) return proof;
        }
        await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error("the log is not signed");
}"""


async def a_history(open_window: OpenWindow, title: str, locale: str) -> None:
    requester = await (await open_window(locale=locale)).signed_in("requester")
    await report(requester, title)
    dispatcher = await (await open_window(locale=locale)).signed_in("dispatcher")
    await accept(dispatcher, title, "Technician")
    await dispatcher.expect_stage("execute")
    technician = await (await open_window(locale=locale)).signed_in("technician")
    await complete(technician, title)
    await technician.expect_stage("verify")


async def check(window: DeskWindow) -> None:
    history = window.page.get_by_role("region", name=window.t("order.timeline"))
    await history.get_by_role("button", name=window.t("proved.unchecked"), exact=True).first.click()


@pytest.mark.parametrize(("locale", "theme", "width"), LOOKS)
async def test_the_proof_of_each_entry_is_checked_in_the_browser(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    title = f"proof {locale} {theme} {width}"
    await a_history(open_window, title, locale)
    window = await open_window(locale=locale, theme=theme, width=width)
    await window.signed_in("dispatcher")
    await window.open_order(title)
    await expect(
        window.page.get_by_role("button", name=window.t("proved.unchecked"))
    ).to_have_count(3)
    await window.shoot("timeline")
    await window.page.evaluate(SIGNED)
    await check(window)
    await expect(window.page.get_by_role("button", name=window.t("proved.verified"))).to_have_count(
        3
    )
    await window.shoot("timeline-verified")
    assert await violations(window) == []

    look = window.page.get_by_role("button", name=window.t("timeline.look"))
    await look.nth(1).click()
    await window.page.wait_for_url("**at=2**")
    past = window.page.get_by_role("region", name=window.t("past.title"))
    await expect(past).to_be_visible()
    await window.expect_stage("execute")
    await expect(window.page.get_by_role("group", name=window.t("order.acts"))).to_have_count(0)
    await window.shoot("as-it-was")
    assert await violations(window) == []
    slider = window.page.get_by_role("slider", name=window.t("past.slider"))
    await slider.focus()
    await window.page.keyboard.press("ArrowLeft")
    await window.page.wait_for_url("**at=1**")
    await window.expect_stage("accept")
    await window.button("past.now").click()
    await window.expect_stage("verify")


def forge_body(bundle: dict[str, Any]) -> None:
    bundle["events"][1]["body"] = "e30="


def forge_signature(bundle: dict[str, Any]) -> None:
    bundle["checkpoint"] = bundle["checkpoint"].replace("\n\n", "0\n\n")


@pytest.mark.parametrize(("forge", "broken"), [(forge_body, 2), (forge_signature, 3)])
async def test_a_forged_history_is_found_and_said_so(
    open_window: OpenWindow, forge: Callable[[dict[str, Any]], None], broken: int
) -> None:
    title = f"forged {broken}"
    await a_history(open_window, title, "en")
    window = await (await open_window()).signed_in("dispatcher")
    await window.open_order(title)
    bundle = await window.page.evaluate(SIGNED)
    forge(bundle)

    async def lie(route: Route) -> None:
        await route.fulfill(json=bundle)

    await window.page.route("**/proof", lie)
    await check(window)
    marks = window.page.get_by_role("button", name=window.t("proved.broken"))
    await expect(marks).to_have_count(broken)
    await expect(window.page.get_by_role("alert")).to_contain_text(window.t("proved.bad.next"))
    await window.shoot(f"forged-{broken}")
