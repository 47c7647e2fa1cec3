"""Everything that can happen to an order beside the straight way, by hand in the desk."""

import httpx
import pytest
from playwright.async_api import expect

from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.test_loop_in_desk import accept, complete, report
from tests.house import PASSWORD

pytestmark = pytest.mark.browser


async def act_with_reason(window: DeskWindow, act: str, reason: str) -> None:
    await window.act_button(act).click()
    await window.act_form(act).get_by_label(window.t("ask.reason")).fill(reason)
    await window.send(act)
    await expect(window.page.get_by_text(reason, exact=True).first).to_be_visible()


async def verify(window: DeskWindow, outcome: str, reason: str = "") -> None:
    form = window.act_form("verify")
    await form.get_by_role("radio", name=outcome).check()
    if reason:
        await form.get_by_label(window.t("ask.reason")).fill(reason)
    await window.send("verify")


async def test_returned_suspended_rejected_reopened_cancelled(open_window: OpenWindow) -> None:
    title = "空调漏水，走弯路"
    requester = await (await open_window()).signed_in("requester")
    dispatcher = await (await open_window()).signed_in("dispatcher")
    technician = await (await open_window()).signed_in("technician")
    await report(requester, title)

    await dispatcher.open_order(title)
    await act_with_reason(dispatcher, "return", "which room is it?")
    await requester.expect_stage("report")
    await requester.send("resubmit")
    await dispatcher.expect_stage("accept")

    await accept(dispatcher, title, "Technician")
    await dispatcher.expect_stage("execute")
    await act_with_reason(dispatcher, "suspend", "the part comes tomorrow")
    await dispatcher.send("resume")
    await expect(dispatcher.act_button("suspend")).to_be_visible()

    await complete(technician, title)
    await requester.expect_stage("verify")
    await verify(requester, "Rejected", "still dripping")
    await requester.expect_stage("execute")
    await complete(technician, title)
    await requester.expect_stage("verify")
    await verify(requester, "Passed")
    await dispatcher.expect_stage("archive")
    await dispatcher.send("archive")
    await expect(dispatcher.page.get_by_text(dispatcher.t("waits.archived")).first).to_be_visible()

    await act_with_reason(requester, "reopen", "it drips again")
    await requester.expect_stage("execute")
    await act_with_reason(requester, "cancel", "the room is given up")
    await expect(requester.page.get_by_text(requester.t("waits.cancelled")).first).to_be_visible()
    await requester.shoot("side-ways")


async def test_a_step_is_sent_back_to_one_that_was_visited_and_handed_over(
    open_window: OpenWindow,
) -> None:
    title = "泵房照明，转手"
    dispatcher = await (await open_window()).signed_in("dispatcher")
    await report(dispatcher, title)
    await dispatcher.act_button("claim").click()
    await dispatcher.send("claim")
    await dispatcher.act_button("transfer").click()
    await dispatcher.choose(dispatcher.t("ask.assignee"), "Supervisor")
    await dispatcher.send("transfer")
    await expect(dispatcher.page.get_by_text("handed it over to Supervisor")).to_be_visible()

    supervisor = await (await open_window()).signed_in("supervisor")
    await supervisor.open_order(title)
    await supervisor.send("accept")
    technician = await (await open_window()).signed_in("technician")
    await technician.open_order(title)
    await technician.act_button("reject").click()
    await technician.choose(technician.t("ask.node"), "Accept")
    await technician.act_form("reject").get_by_label(technician.t("ask.reason")).fill("not mine")
    await technician.send("reject")
    await dispatcher.expect_stage("accept")
    await dispatcher.shoot("sent-back")


async def test_a_long_list_is_read_page_by_page_and_a_filter_is_an_address(
    served: Served, open_window: OpenWindow
) -> None:
    async with httpx.AsyncClient(base_url=served.url) as client:
        who = {"tenant": served.tenant.slug, "login": "requester", "password": PASSWORD}
        token = (await client.post("/api/v1/sessions", json=who | {"cookie": False})).json()[
            "token"
        ]
        client.headers["Authorization"] = f"Bearer {token}"
        for number in range(60):
            body = {"title": f"Lamp {number:02}", "urgency": 1 + number % 2}
            assert (await client.post("/api/v1/orders", json=body)).status_code == 201

    window = await (await open_window()).signed_in("requester")
    await window.go("/orders?stage=accept")
    rows = window.page.locator("[data-order-row]")
    await expect(rows).to_have_count(50)
    await rows.last.scroll_into_view_if_needed()
    await expect(window.page.get_by_text("Lamp 00", exact=True)).to_have_count(1)

    await window.choose(window.t("list.filter.urgency"), window.t("urgency.1"))
    await window.page.wait_for_url("**/orders?stage=accept&urgency=1")
    await expect(window.page.get_by_text("Lamp 01", exact=True)).to_have_count(0)
    shown = await rows.all_inner_texts()
    await window.page.reload()
    await expect(rows).to_have_count(len(shown))
