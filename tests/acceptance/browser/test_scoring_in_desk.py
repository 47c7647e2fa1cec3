"""A scoring model is plugged in, silent, has its word in a recommendation, is out, is deleted."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.staff import administrator, employ, in_the_api
from tests.acceptance.browser.test_models_in_desk import REASON, act, plugged_in, report
from tests.adapters import model_files as files

pytestmark = pytest.mark.browser

CALLED = "plant-scorer@1"
TITLE = "三楼会议室空调漏水"
CREW = {"technician": "张伟", "zhao": "赵强", "qian": "钱进"}
WORKING = {
    "levels": [],
    "territories": [],
    "shifts": [],
    "tools": [],
    "vehicle": "",
    "capacity": 100,
}


async def hire(served: Served) -> None:
    """Give three technicians an entry in the register."""
    async with administrator(served) as admin:
        for login, name in CREW.items():
            known = served.tenant.users.get(login)
            user = str(known) if known else await employ(admin, login, name, "technician")
            entry = {"name": name, "user": user, "skills": ["空调"], "working": WORKING}
            made = await admin.post("/people", json=entry)
            assert made.is_success, made.text


def liked(best: Sequence[Any]) -> Any:
    """Return who stands first once who has most to do has three points more."""
    held = [each["facts"]["open"] for each in best]
    most, span = max(held), max(held) - min(held)
    return max(
        best, key=lambda each: each["score"] + (3 * (each["facts"]["open"] == most) if span else 0)
    )


async def give(dispatcher: httpx.AsyncClient, order: str) -> None:
    """Give an order to whom the model puts first, as a person who thinks like it."""
    shown = (await dispatcher.get(f"/dispatch/orders/{order}")).json()
    body = {"to": liked(shown["best"])["user"], "version": shown["version"], "reason": "他顺路"}
    given = await dispatcher.post(f"/dispatch/orders/{order}/assignee", json=body)
    assert given.is_success, given.text


async def chosen(served: Served, requester: httpx.AsyncClient, count: int) -> None:
    """Report so many orders, and choose somebody for each."""
    async with in_the_api(served, "dispatcher") as dispatcher:
        for at in range(count):
            await give(dispatcher, await report(requester, f"{TITLE} {at}"))


async def heard(window: DeskWindow, order: str) -> None:
    """Open an order until the model is there (it is being started), and read what it adds."""
    named = window.page.get_by_text(f"外接模型 {CALLED} 加").first
    for _ in range(20):
        await window.go(f"/dispatch/{order}")
        await expect(window.page.locator("[data-candidate]").first).to_be_visible()
        if await named.is_visible():
            break
    await expect(named).to_be_visible()
    await window.page.get_by_text(window.t("dispatch.points")).first.click()
    await expect(window.page.get_by_text(window.t("dispatch.reason.model")).first).to_be_visible()
    assert await violations(window) == []
    await window.shoot("scoring-reason")


async def deleted(window: DeskWindow) -> None:
    """Delete the model: it is said that there is no way back, and what stays is found again."""
    await window.button_named(window.t("models.act.deleted")).click()
    dialog = window.page.get_by_role("dialog")
    await expect(dialog.get_by_text(window.t("parts.final"))).to_be_visible()
    await dialog.get_by_role("textbox").fill(REASON)
    await window.shoot("scoring-delete")
    await dialog.get_by_role("button", name=window.t("models.act.deleted")).click()
    await expect(window.page.get_by_text(window.t("models.done.deleted"))).to_be_visible()
    await expect(window.page.get_by_text(window.t("models.note.deleted.detail"))).to_be_visible()
    await expect(window.page.get_by_text(REASON)).to_have_count(4)
    assert await violations(window) == []
    await window.shoot("scoring-deleted")
    await window.go("/models")
    await expect(window.page.get_by_text(window.t("models.empty.title"))).to_be_visible()
    await window.page.get_by_text(window.t("models.deleted", n="1")).click()
    await expect(window.page.get_by_role("button", name=CALLED)).to_be_visible()
    await window.shoot("scoring-list")


async def only_by_hand(window: DeskWindow, folder: Path) -> None:
    """Plug in a model of readings: it is said that nothing asks it by itself."""
    summed = files.helper.make_node("ReduceSum", ["x"], ["shares"], keepdims=0)
    window_of = files.Input("window", size=5, features=("vibration",))
    manifest = files.scoring_manifest(name="plant-vibration", task="detection", input=window_of)
    await plugged_in(window, folder, files.onnx_of([summed], shape=(1, 5, 1)), manifest)
    await expect(window.page.get_by_text(window.t("models.note.detection"))).to_be_visible()
    await expect(window.button_named(window.t("models.act.pilot"))).to_have_count(0)
    await window.shoot("scoring-detection")
    assert await violations(window) == []


async def test_a_scoring_model_goes_from_an_upload_to_a_reason_and_is_deleted(
    served: Served, open_window: OpenWindow, tmp_path: Path
) -> None:
    await hire(served)
    async with in_the_api(served, "requester") as requester:
        admin = await (await open_window(locale="zh")).signed_in("admin")
        await plugged_in(admin, tmp_path, files.scoring_onnx(), files.scoring_manifest())
        await act(admin, "pilot")
        await expect(admin.page.get_by_text(admin.t("models.done.pilot"))).to_be_visible()
        await chosen(served, requester, 2)
        seen = admin.t("models.chosen.count", judged="2", needed="30")
        await expect(admin.page.get_by_text(seen)).to_be_visible()
        early = await act(admin, "live")
        await expect(early.get_by_text("需要 30 次")).to_be_visible()
        await early.get_by_role("button", name=admin.t("parts.cancel")).click()

        await chosen(served, requester, 28)
        enough = admin.t("models.chosen.enough", judged="30")
        await expect(admin.page.get_by_text(enough)).to_be_visible()
        assert await violations(admin) == []
        await admin.shoot("scoring-pilot")
        await act(admin, "live")
        await expect(admin.page.get_by_text(admin.t("models.done.live"))).to_be_visible()
        dispatcher = await (await open_window(locale="zh")).signed_in("dispatcher")
        await heard(dispatcher, await report(requester, TITLE))
        await act(admin, "out")
        await expect(admin.page.get_by_text(admin.t("models.done.out"))).to_be_visible()
        await deleted(admin)
        await only_by_hand(admin, tmp_path)
        phone = await open_window(locale="en", width=390, theme="dark")
        await phone.signed_in("supervisor")
        await phone.go("/models")
        await phone.page.get_by_text(phone.t("models.deleted", n="1")).click()
        await phone.page.get_by_role("button", name=CALLED).click()
        await expect(phone.page.get_by_text(phone.t("models.note.deleted"))).to_be_visible()
        await phone.shoot("scoring-deleted-phone")
        assert await violations(phone) == []
        assert admin.faults + dispatcher.faults + phone.faults == []
