"""A process of one's own: by five people from an empty installation on, by keyboard alone, on a phone.

The steps are told once (`process_steps.py`) and done by other hands each time. The browser counts
what a person would do, the keystroke-level model says how long that takes (`effort.py`).
"""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack

import pytest
from playwright.async_api import Browser, Locator, expect

from gongdan.bootstrap.house import House
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.effort import Effort, counted
from tests.acceptance.browser.firm_steps import (
    PEOPLE,
    arrived,
    ask,
    founded,
    hired,
    worked_before,
)
from tests.acceptance.browser.hands import Keys, Pointer
from tests.acceptance.browser.process_steps import (
    COUNTERSIGN,
    FIELD,
    KIND,
    amount_changed,
    countersigned_above,
    given_a_field,
    looked_at,
    moved_and_back,
    published,
    rolled_back,
    taken,
    tried,
    tried_on_history,
)
from tests.acceptance.browser.test_designer_in_desk import designing

pytestmark = pytest.mark.browser

DEAR, SECOND = "会议室投影采购", "大堂沙发采购"
ABOVE, COST, DEARER = "1000", "6800", "10000"
Told = Callable[[str, Effort], None]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Prints what a journey has cost so far."""

    def tell(what: str, effort: Effort) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{what}: {effort.words}\n")

    return tell


@pytest.fixture
async def founder(
    bare: tuple[str, House], browser: Browser
) -> AsyncIterator[tuple[DeskWindow, str]]:
    """The window of who holds the token of an empty installation; and the address of its set-up."""
    url, house = bare
    window = await DeskWindow.open(browser, url, tenant="", locale="zh", width=1440, theme="light")
    yield window, f"/setup#{await house.first_run.offer()}"
    await window.page.context.close()


def form_of(window: DeskWindow, name: str) -> Locator:
    """Find the form of a step by its name."""
    return window.page.get_by_role("form", name=name, exact=True)


async def reported(requester: DeskWindow, key: str, title: str) -> None:
    """Report an order above the amount."""
    await requester.go(f"/report?type={key}")
    await requester.field("report.field.title").fill(title)
    await requester.choose(*KIND["zh"])
    await requester.labelled(FIELD["zh"]).fill(COST)
    await requester.button("report.submit").click()
    await requester.expect_stage("accept")


async def opened(window: DeskWindow) -> DeskWindow:
    """Open the dear order from the list."""
    await window.go("/orders?status=open")
    await window.open_order(DEAR)
    return window


async def signed(window: DeskWindow) -> None:
    """Refuse without saying why, which is not taken; then agree."""
    form = form_of(await opened(window), COUNTERSIGN["zh"])
    await form.get_by_role("radio", name="拒绝", exact=True).click()
    submit = form.locator("button[type=submit]")
    await submit.click()
    reason = form.get_by_label(window.t("ask.reason"), exact=True)
    await expect(reason).to_have_attribute("aria-invalid", "true")
    await window.shoot("journey-sign")
    await form.get_by_role("radio", name="同意", exact=True).click()
    await submit.click()
    await expect(form).to_have_count(0)


async def run_to_the_end(windows: dict[str, DeskWindow]) -> None:
    """Let each of the five do what is theirs, up to the archive."""
    dispatcher = await opened(windows["wang"])
    await dispatcher.choose(dispatcher.t("ask.assignee"), PEOPLE["lina"][0])
    await dispatcher.send("accept")
    await expect(dispatcher.act_form("accept")).to_have_count(0)
    for login in ("zhao", "wang"):
        await signed(windows[login])
    technician = await opened(windows["lina"])
    work = form_of(technician, "办理")
    await technician.labelled("办理过程").fill("已安装")
    await technician.choose("办理结果", "已办结")
    await work.locator("button[type=submit]").click()
    await expect(work).to_have_count(0)
    verifier = await opened(windows["sun"])
    verify = form_of(verifier, verifier.t("act.verify"))
    await verify.get_by_role("radio", name="通过", exact=True).click()
    await verifier.send("verify")
    await expect(verify).to_have_count(0)
    await opened(dispatcher)
    await dispatcher.send("archive")
    await expect(dispatcher.page.get_by_text(dispatcher.t("waits.archived")).first).to_be_visible()
    await dispatcher.shoot("journey-archived")


async def test_five_people_run_a_process_that_began_in_an_empty_installation(
    founder: tuple[DeskWindow, str], browser: Browser, told: Told
) -> None:
    window, address = founder
    everything = await counted(window)
    hands = Pointer(window)
    await window.go(address)
    slug = await founded(hands)
    passwords = await hired(hands)
    async with AsyncExitStack() as stack:
        windows: dict[str, DeskWindow] = {}
        for login, password in passwords.items():
            windows[login] = await arrived(browser, window.url, slug, login, password, everything)
            stack.push_async_callback(windows[login].page.context.close)
        told("an organisation and its five people", everything)
        await worked_before(windows)
        await window.go("/order-types")
        await taken(hands)
        await given_a_field(hands)
        await countersigned_above(hands, ABOVE)
        await tried(hands, COST)
        await tried_on_history(hands, of="五步闭环工单", told=KIND["zh"][0])
        await published(hands, 1)
        key = window.page.url.split("/")[-1]
        told("and a process taken, drawn, tried and published", everything)
        await reported(windows["zhou"], key, DEAR)
        await run_to_the_end(windows)
        await reported(windows["zhou"], key, SECOND)
        told("and an order run to the archive by the five", everything)
        await amount_changed(hands, ABOVE, DEARER)
        await tried_on_history(hands, told=window.t("replay.kind.other_way"))
        await published(hands, 2)
        await moved_and_back(hands)
        await rolled_back(hands)
        told("and version 2 published, an order moved and back, rolled back", everything)
        assert [each.faults for each in (window, *windows.values())] == [[]] * 6
    assert everything.minutes < 30


async def test_the_process_is_drawn_published_moved_and_rolled_back_by_keys_alone(
    open_window: OpenWindow, told: Told
) -> None:
    window = await open_window(locale="en", theme="dark")
    effort = await counted(window, by_keys=True)
    await designing(window, "/order-types")
    effort.clicks = effort.keys = 0
    hands = Keys(window, effort)
    await taken(hands)
    await given_a_field(hands)
    await countersigned_above(hands, ABOVE)
    await tried(hands, COST)
    await published(hands, 1)
    told("by keys alone, a process taken, drawn, tried and published", effort)
    key = window.page.url.split("/")[-1]
    requester = await (await open_window()).signed_in("requester")
    order = {"type": key, "title": "Sofa", "fields": {"request_kind": "supply"}}
    await ask(requester, "POST", "/orders", order)
    await amount_changed(hands, ABOVE, DEARER)
    await published(hands, 2)
    await moved_and_back(hands)
    await rolled_back(hands)
    told("and version 2 published, an order moved and back, rolled back", effort)
    assert (effort.clicks, hands.lost, hands.unseen) == (0, [], [])


async def test_a_process_is_drawn_tried_and_published_on_a_phone(
    open_window: OpenWindow, told: Told
) -> None:
    window = await open_window(locale="zh", theme="dark", width=390, touch=True)
    await designing(window, "/order-types")
    effort = await counted(window)
    await window.page.reload()
    hands = Pointer(window, finger=True)
    await taken(hands)
    await given_a_field(hands)
    await countersigned_above(hands, ABOVE)
    await tried(hands, COST)
    await published(hands, 1)
    await looked_at(hands, "published")
    told("on a phone, a process taken, drawn, tried and published", effort)
    assert window.faults == []
