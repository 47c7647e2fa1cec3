"""A model is plugged in, is a pilot in silence, decides once people bear it out, and is taken out."""

from pathlib import Path

import httpx
import msgspec
import pytest
from playwright.async_api import Locator, expect

from gongdan.engines.plugged.manifest import Manifest
from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.staff import in_the_api
from tests.adapters import model_files as files

pytestmark = pytest.mark.browser

CALLED = "plant-triage@1"
LABELS = {"pump": "plumbing", "door": "building"}
REASON = "三个月的工单都支持它"


async def report(requester: httpx.AsyncClient, title: str) -> str:
    """Report an order through the API; returns its id."""
    answer = await requester.post("/orders", json={"title": title, "urgency": 3})
    assert answer.is_success, answer.text
    return str(answer.json()["id"])


async def judge(served: Served, requester: httpx.AsyncClient, count: int) -> None:
    """Report so many orders, and say what each is about."""
    async with in_the_api(served, "dispatcher") as dispatcher:
        for at in range(count):
            title, category = ("泵漏水了", "plumbing") if at % 2 else ("门坏了", "building")
            path = f"/dispatch/orders/{await report(requester, f'{title} {at}')}/category"
            said = await dispatcher.post(path, json={"category": category})
            assert said.is_success, said.text


async def plugged_in(window: DeskWindow, folder: Path, body: bytes, manifest: Manifest) -> None:
    """Upload a model with its manifest, and read the verdict."""
    (folder / "plant.onnx").write_bytes(body)
    (folder / "plant.json").write_bytes(msgspec.json.encode(manifest))
    await window.go("/models")
    await window.button("models.plug").click()
    form = window.page.get_by_role("form", name=window.t("models.plug"))
    for kind, name in (("file", "plant.onnx"), ("manifest", "plant.json")):
        picker = form.locator(f"input[aria-label='{window.t(f'models.plug.{kind}')}']")
        await picker.set_input_files(folder / name)
    await window.shoot("models-plug")
    assert await violations(window) == []
    await form.get_by_role("button", name=window.t("models.plug.send")).click()
    await expect(window.page.get_by_text(window.t("models.passed"))).to_be_visible()


async def act(window: DeskWindow, what: str) -> Locator:
    """Choose an act and give a reason; returns the dialog."""
    words = window.t(f"models.act.{what}")
    await window.button_named(words).click()
    dialog = window.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill(REASON)
    await dialog.get_by_role("button", name=words).click()
    return dialog


async def asked_by_hand(window: DeskWindow) -> None:
    """Ask the model something."""
    await window.field("models.ask.text").fill("水泵漏水")
    await window.button("models.ask.send").click()
    await expect(window.page.get_by_role("status").get_by_text("给排水")).to_be_visible()


async def decided(window: DeskWindow, order: str) -> None:
    """Say what an order is about, without having heard of the pilot."""
    await window.go(f"/dispatch/{order}")
    about = window.page.get_by_role("combobox", name=window.t("dispatch.about"))
    await expect(about).to_be_visible()
    await expect(window.page.get_by_text(CALLED)).to_have_count(0)
    await window.choose(window.t("dispatch.about"), "建筑装修")
    await expect(window.page.get_by_text(window.t("dispatch.decided"))).to_be_visible()


async def test_a_model_goes_from_an_upload_to_deciding_and_out(
    served: Served, open_window: OpenWindow, tmp_path: Path
) -> None:
    async with in_the_api(served, "requester") as requester:
        admin = await (await open_window(locale="zh")).signed_in("admin")
        await admin.go("/models")
        await expect(admin.page.get_by_text(admin.t("models.empty.title"))).to_be_visible()
        await admin.shoot("models-empty")
        await plugged_in(admin, tmp_path, files.text_onnx(), files.manifest(labels=LABELS))
        await asked_by_hand(admin)
        await admin.shoot("models-checked")

        await act(admin, "pilot")
        await expect(admin.page.get_by_text(admin.t("models.done.pilot"))).to_be_visible()
        dispatcher = await (await open_window(locale="zh")).signed_in("dispatcher")
        await decided(dispatcher, await report(requester, "泵漏水了，二号楼"))
        seen = admin.t("models.figures.count", seen="1", judged="1", needed="30")
        await expect(admin.page.get_by_text(seen)).to_be_visible()
        early = await act(admin, "live")
        await expect(early.get_by_text("需要 30 张")).to_be_visible()
        await early.get_by_role("button", name=admin.t("parts.cancel")).click()

        await judge(served, requester, 30)
        enough = admin.t("models.figures.enough", seen="31", judged="31")
        await expect(admin.page.get_by_text(enough)).to_be_visible()
        assert await violations(admin) == []
        await admin.shoot("models-pilot")
        await act(admin, "live")
        await expect(admin.page.get_by_text(admin.t("models.done.live"))).to_be_visible()
        await dispatcher.go(f"/dispatch/{await report(requester, '泵漏水了，九号楼')}")
        named = dispatcher.page.get_by_text(dispatcher.t("dispatch.by.model", model=CALLED))
        await expect(named).to_be_visible()
        await dispatcher.shoot("models-decided")

        await act(admin, "out")
        await expect(admin.page.get_by_text(admin.t("models.done.out"))).to_be_visible()
        await expect(admin.page.get_by_text(REASON)).to_have_count(3)
        phone = await open_window(locale="en", width=390, theme="dark")
        await phone.signed_in("supervisor")
        await phone.go("/models")
        await phone.page.get_by_role("button", name=CALLED).click()
        await expect(phone.page.get_by_text(phone.t("modelstate.out")).first).to_be_visible()
        await phone.shoot("models-out")
        assert await violations(phone) == []
        assert admin.faults + dispatcher.faults + phone.faults == []
