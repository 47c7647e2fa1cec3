"""A manager reads what dispatch learned, lets new weights and a new triage on, takes weights back."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Locator, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.postgres_server import HouseDatabase
from tests.rooms.dispatch.learned_past import Past

pytestmark = pytest.mark.browser

REASON = "一个月的数据支持"


async def learned_at_once(window: DeskWindow) -> None:
    """Ask to learn now, and see the challenger appear."""
    await window.go("/learning")
    rose = window.page.get_by_text("首次修复率从").first
    await expect(rose).to_be_visible()
    await window.shoot("learning-before")
    await window.page.get_by_role("button", name=window.t("learning.now")).click()
    await expect(trial(window).get_by_text(window.t("learning.verdict.too_few"))).to_be_visible()


async def promoted(window: DeskWindow) -> None:
    """Let the challenger decide a tenth of orders, with a reason."""
    await window.page.reload()
    act = window.t("learning.promote.tenth")
    await trial(window).get_by_role("button", name=act).click()
    sheet = window.page.get_by_role("dialog")
    await sheet.get_by_role("textbox").fill(REASON)
    await window.shoot("learning-promote")
    await sheet.get_by_role("button", name=act).click()
    await expect(window.page.get_by_text(window.t("learning.done.promoted"))).to_be_visible()
    await expect(trial(window).locator("[data-trial='tenth']")).to_be_visible()


async def taken_back(window: DeskWindow) -> None:
    """Take the challenger back; the registry keeps who did what and why."""
    back = window.t("learning.back")
    await trial(window).get_by_role("button", name=back).click()
    sheet = window.page.get_by_role("dialog")
    await sheet.get_by_role("textbox").fill("先观察一段时间")
    await sheet.get_by_role("button", name=back).click()
    await expect(trial(window).get_by_text(window.t("learning.trial.none"))).to_be_visible()
    models = window.page.get_by_role("region", name=window.t("learning.registry"))
    await models.get_by_text(window.t("learning.registry.more")).nth(1).click()
    await expect(models.get_by_text(REASON)).to_be_visible()
    await models.scroll_into_view_if_needed()
    await window.shoot("learning-models")


async def taken_over(window: DeskWindow) -> None:
    """Let a new triage speak before figures are certain, with a reason."""
    second = window.page.get_by_role("region", name=window.t("learning.second"), exact=True)
    await expect(second.get_by_text(window.t("learning.second.finding.not_better"))).to_be_visible()
    await second.get_by_text(window.t("learning.second.categories")).click()
    await second.scroll_into_view_if_needed()
    await window.shoot("learning-second")
    act = window.t("learning.promote.triage")
    await second.get_by_role("button", name=act).click()
    sheet = window.page.get_by_role("dialog")
    await sheet.get_by_role("textbox").fill("空调单量上来了，先用新版")
    await window.shoot("learning-second-promote")
    await sheet.get_by_role("button", name=act).click()
    await expect(second.get_by_text(window.t("learning.second.none"))).to_be_visible()


def trial(window: DeskWindow) -> Locator:
    """Find the part of the page that tells of the challenger."""
    return window.page.get_by_role("region", name=window.t("learning.trial"))


async def test_what_was_learned_is_read_let_on_and_taken_back(
    served: Served, open_window: OpenWindow, database: HouseDatabase
) -> None:
    users = list(served.tenant.users.values())
    past = Past(database.app, served.tenant.id, users, datetime.now(UTC))
    await past.decisions(1_500)
    await past.triaged("hvac", 200, wrong=60)
    await past.triaged("elevator", 4, wrong=0, since=300)
    await past.models()
    await past.second(2, 120, wrong=22, new_wrong=11)
    manager = await (await open_window(locale="zh")).signed_in("supervisor")
    await learned_at_once(manager)
    await past.trial(1, "shadow", 900, better=0.2)
    await promoted(manager)
    assert await violations(manager) == []
    await manager.shoot("learning-tenth")
    phone = await open_window(locale="en", width=390, theme="dark")
    await phone.signed_in("dispatcher")
    await phone.go("/learning")
    await expect(phone.page.get_by_text(phone.t("learning.inputs.triage"))).to_be_visible()
    assert await violations(phone) == []
    await phone.shoot("learning-phone")
    second = phone.page.get_by_role("region", name=phone.t("learning.second"), exact=True)
    await second.get_by_text(phone.t("learning.second.rule")).scroll_into_view_if_needed()
    await phone.shoot("learning-second")
    await taken_over(manager)
    await taken_back(manager)
