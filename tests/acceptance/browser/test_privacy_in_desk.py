"""Whoever answers for personal data: finds a person, sees who looked, and erases for ever."""

import httpx
import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.house import PASSWORD

pytestmark = pytest.mark.browser


async def report_and_reveal(served: Served, phone: str) -> None:
    """An order that names somebody, whose number a dispatcher has looked at."""
    async with httpx.AsyncClient(base_url=served.url) as client:
        who = {"tenant": served.tenant.slug, "login": "dispatcher", "password": PASSWORD}
        answer = await client.post("/api/v1/sessions", json=who | {"cookie": False})
        client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        contact = {"name": "欧阳小明", "phone": phone, "email": f"xm{phone}@example.com"}
        order = {"title": "空调不制冷", "contact": contact}
        made = (await client.post("/api/v1/orders", json=order)).json()
        asked = {
            "object": {"kind": "order", "id": made["id"]},
            "fields": ["contact.phone"],
            "reason": "call",
        }
        assert (await client.post("/api/v1/reveals", json=asked)).status_code == 201


async def agree_and_take_back(window: DeskWindow) -> None:
    """Record that the person agreed on the phone, and that it was taken back."""
    ledger = window.page.get_by_role("table", name=window.t("privacy.consents"))
    await window.button("consent.give").click()
    agreed = window.page.get_by_role("dialog", name=window.t("consent.give"))
    await agreed.get_by_label(window.t("consent.channel.phone")).check()
    assert await violations(window) == []
    await window.shoot("consent")
    await agreed.get_by_role("button", name=window.t("consent.give.act")).click()
    await expect(ledger).to_contain_text(window.t("consent.channel.phone"))
    await ledger.get_by_role("button", name=window.t("consent.withdraw")).click()
    back = window.page.get_by_role("dialog", name=window.t("consent.withdraw"))
    await back.get_by_role("button", name=window.t("consent.withdraw")).click()
    await expect(window.page.get_by_text(window.t("consent.withdrawn"))).to_be_visible()
    await expect(ledger.get_by_role("button", name=window.t("consent.withdraw"))).to_have_count(0)


@pytest.mark.parametrize(("locale", "width", "theme"), [("zh", 1440, "light"), ("en", 390, "dark")])
async def test_a_person_is_found_by_number_and_erased_with_a_certificate(
    served: Served, open_window: OpenWindow, locale: str, width: int, theme: str
) -> None:
    phone = f"1391234{width:04}"
    await report_and_reveal(served, phone)
    window = await open_window(locale=locale, width=width, theme=theme)
    await window.signed_in("privacy-officer")
    await window.go("/privacy")
    await window.shoot("privacy-empty")
    await window.field("privacy.find").fill(phone)
    await window.button("privacy.find.act").click()
    looks = window.page.get_by_role("table", name=window.t("privacy.looks"))
    await expect(looks).to_contain_text("Dispatcher")
    await expect(looks).to_contain_text(window.t("parts.reveal.reason.call"))
    await expect(window.page.get_by_text(phone)).to_have_count(0)
    await expect(window.field("privacy.find")).to_have_value("")
    assert await violations(window) == []
    await window.shoot("privacy-person")
    await agree_and_take_back(window)

    await window.button("privacy.erase").click()
    dialog = window.page.get_by_role("dialog")
    await expect(dialog).to_contain_text(window.t("privacy.stays.trail"))
    assert await violations(window) == []
    await window.shoot("privacy-plan")
    await window.button("privacy.erase.next").click()
    sure = window.page.get_by_role("dialog", name=window.t("privacy.erase.title"))
    await sure.get_by_label(window.t("parts.reason")).fill("本人要求删除")
    await window.shoot("privacy-sure")
    await sure.get_by_role("button", name=window.t("privacy.erase.act")).click()
    await expect(window.page.get_by_text(window.t("privacy.keys.soon"))).to_be_visible()
    await expect(looks).to_contain_text(window.t("privacy.act.subject.erased"))
    assert await violations(window) == []
    await window.shoot("privacy-certificate")

    await window.go("/retention")
    await expect(window.page.get_by_role("table", name=window.t("privacy.rules"))).to_contain_text(
        window.t("privacy.field.contact.phone")
    )
    assert await violations(window) == []
    await window.shoot("retention")
