"""The auditor's journey: prove an order, find who did a thing, take the trail out of the house."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256

import httpx
import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.looks import LOOKS
from tests.house import PASSWORD

pytestmark = pytest.mark.browser

OUTCOMES = {"zh": "被拒绝", "en": "Refused"}


@asynccontextmanager
async def signed_in(served: Served, login: str) -> AsyncIterator[httpx.AsyncClient]:
    """Open a client that acts as somebody."""
    body = {"tenant": served.tenant.slug, "login": login, "password": PASSWORD, "cookie": False}
    async with httpx.AsyncClient(base_url=served.url) as client:
        token = (await client.post("/api/v1/sessions", json=body)).json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


async def refused_order(served: Served, title: str) -> dict[str, str]:
    """Let a requester report an order and be refused when they accept it themselves."""
    async with signed_in(served, "requester") as client:
        order: dict[str, str] = (await client.post("/api/v1/orders", json={"title": title})).json()
        await client.post(
            f"/api/v1/orders/{order['id']}/accept", json={}, headers={"If-Match": '"1"'}
        )
    return order


async def rows(window: DeskWindow) -> list[str]:
    return await window.page.locator("tr[data-row]").all_inner_texts()


@pytest.mark.parametrize(("locale", "theme", "width"), LOOKS)
async def test_an_auditor_finds_who_was_refused_and_proves_the_order(
    served: Served, open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    order = await refused_order(served, f"proof {locale} {theme} {width}")
    window = await (await open_window(locale=locale, theme=theme, width=width)).signed_in("auditor")
    await window.go("/audit")
    await expect(window.page.locator("tr[data-row]").first).to_be_visible()
    assert await violations(window) == []
    await window.shoot("audit")

    await window.go(f"/audit?kind=order&thing={order['id']}&outcome=refused")
    row = window.page.locator("tr[data-row]")
    await expect(row).to_have_count(1)
    for words in (
        "Requester",
        order["number"],
        window.t("trailact.order.accept"),
        OUTCOMES[locale],
    ):
        await expect(row).to_contain_text(words)
    await row.get_by_role("button").click()
    sheet = window.page.get_by_role("dialog")
    await expect(sheet.get_by_text(window.t("trail.hash"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("deed")

    await sheet.get_by_role("link", name=window.t("trail.prove")).click()
    async with window.page.expect_download() as download:
        await window.button("proof.order.save").click()
    bundle = json.loads((await (await download.value).path()).read_bytes())
    assert bundle["stream"] == order["id"]
    assert len(bundle["events"]) == 1
    await expect(window.page.get_by_text(bundle["fingerprint"]).first).to_be_visible()
    proof = window.page.get_by_role("list", name=window.t("proofstep.title"))
    again = window.button("proved.again")
    for _ in range(20):  # the log is signed every few seconds
        if await proof.get_by_text(window.t("proofstate.holds"), exact=True).count() == 5:
            break
        await again.click()
        await expect(again).not_to_have_class(re.compile("loading"))
        await window.page.wait_for_load_state("networkidle")
    await expect(window.page.get_by_text(window.t("proofstep.good"))).to_be_visible()
    assert await violations(window) == []
    await window.shoot("proofs")


async def test_an_auditor_finds_who_revealed_a_phone_number(
    served: Served, open_window: OpenWindow
) -> None:
    contact = {"name": "Li", "phone": "13812345678"}
    async with signed_in(served, "requester") as client:
        made = await client.post("/api/v1/orders", json={"title": "reveal", "contact": contact})
    order = made.json()
    wanted = {"object": {"kind": "order", "id": order["id"]}, "fields": ["contact.phone"]}
    async with signed_in(served, "dispatcher") as client:
        shown = await client.post("/api/v1/reveals", json={**wanted, "reason": "call"})
        assert shown.status_code == 201, shown.text
    window = await (await open_window(locale="zh")).signed_in("auditor")
    await window.go("/audit")
    await window.choose(window.t("trail.filter.act"), window.t("trailact.personal.reveal"))
    row = window.page.locator("tr[data-row]", has_text=order["number"])
    await expect(row).to_contain_text("Dispatcher")
    await row.get_by_role("button").click()
    sheet = window.page.get_by_role("dialog")
    for words in ("contact.phone", window.t("revealfor.call")):
        await expect(sheet.get_by_text(words)).to_be_visible()
    await expect(sheet.get_by_text("13812345678")).to_have_count(0)
    await window.shoot("reveal")


async def test_a_filter_is_a_sentence_and_an_address(
    served: Served, open_window: OpenWindow
) -> None:
    await refused_order(served, "a filter")
    window = await (await open_window()).signed_in("auditor")
    await window.go("/audit")
    await window.choose(window.t("trail.filter.outcome"), window.t("outcome.refused"))
    await window.page.wait_for_url("**outcome=refused")
    person = window.page.get_by_role("combobox", name=window.t("trail.filter.who"))
    await person.fill("Requester")
    await window.page.locator(".ant-select-item-option").get_by_text("Requester").click()
    await window.page.wait_for_url(re.compile("who=.*outcome=refused"))
    await expect(window.page.locator("tr[data-row]").first).to_contain_text("Requester")
    assert all("Refused" in row for row in await rows(window))
    await window.page.get_by_label(window.t("trail.filter.from"), exact=True).fill("2099-01-01")
    await expect(window.page.get_by_text(window.t("trail.empty.filtered.title"))).to_be_visible()
    await window.shoot("audit-empty")
    await window.button("trail.filter.clear").first.click()
    await window.page.wait_for_url(re.compile("/audit$"))


async def test_the_trail_is_taken_out_and_that_is_in_the_trail(open_window: OpenWindow) -> None:
    window = await (await open_window()).signed_in("auditor")
    await window.go("/audit")
    await window.button("trail.export.csv").click()
    await window.shoot("audit-export")
    async with window.page.expect_download() as download:
        await (
            window.page.get_by_role("dialog")
            .get_by_role("button", name=window.t("trail.export.act"), exact=True)
            .click()
        )
    text = (await (await download.value).path()).read_text("utf-8-sig")
    assert "Auditor" in text.splitlines()[0]
    await expect(window.page.locator("tr[data-row]").first).to_contain_text(
        window.t("trailact.audit.export")
    )


async def test_the_verifier_that_is_handed_out_has_the_digest_that_stands_beside_it(
    open_window: OpenWindow,
) -> None:
    window = await (await open_window()).signed_in("auditor")
    await window.go("/proofs")
    async with window.page.expect_download() as download:
        await window.button("proof.save.verifier").click()
    program = (await (await download.value).path()).read_bytes()
    await expect(window.page.get_by_text(sha256(program).hexdigest())).to_be_visible()


async def test_who_is_no_auditor_sees_no_way_to_the_trail(open_window: OpenWindow) -> None:
    window = await (await open_window()).signed_in("dispatcher")
    link = window.page.get_by_role("link", name=window.t("places.audit"))
    await expect(link).to_have_count(0)
