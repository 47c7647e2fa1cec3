"""Evidence as people add it: a photo, a video of this browser's own making, a check-in, a lost line."""

import io

import httpx
import pytest
from PIL import Image
from playwright.async_api import Page, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.house import PASSWORD
from tests.rooms.files.pictures import CANARY, photo
from tests.rooms.workorders.test_evidence import acted

pytestmark = pytest.mark.browser

RECORD = """
async () => {
  const canvas = document.createElement("canvas");
  canvas.width = 320; canvas.height = 240;
  const pen = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
  const pieces = [];
  recorder.ondataavailable = (event) => pieces.push(event.data);
  const stopped = new Promise((done) => (recorder.onstop = done));
  recorder.start();
  for (let frame = 0; frame < 60; frame += 1) {
    pen.fillStyle = `hsl(${frame * 6} 70% 50%)`;
    pen.fillRect(0, 0, 320, 240);
    await new Promise((next) => setTimeout(next, 40));
  }
  recorder.stop();
  await stopped;
  const file = new File(pieces, "pump.webm", { type: "video/webm" });
  const input = [...document.querySelectorAll("input[type=file]")].find((each) => each.multiple);
  const held = new DataTransfer();
  held.items.add(file);
  input.files = held.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
"""
SEEK = """
async (video) => {
  const settled = () => Number.isFinite(video.duration) && video.duration > 0 && !video.seeking;
  const since = performance.now();
  while (!settled() && performance.now() - since < 8000) await new Promise((go) => setTimeout(go, 50));
  const target = video.duration * 0.7;
  video.currentTime = target;
  await new Promise((done) => video.addEventListener("seeked", done, { once: true }));
  await video.play();
  video.pause();
  return [video.duration, video.currentTime >= target - 0.2, video.videoWidth];
}
"""


async def an_order(served: Served, title: str) -> str:
    """Make an order in the technician's hands whose work demands evidence; return its title."""
    async with httpx.AsyncClient(base_url=f"{served.url}/api/v1/") as client:

        async def by(role: str) -> None:
            body = {"tenant": served.tenant.slug, "login": role, "password": PASSWORD}
            made = await client.post("sessions", json={**body, "cookie": False})
            client.headers["Authorization"] = f"Bearer {made.json()['token']}"

        await by("dispatcher")
        body = {
            "type": "field_service",
            "title": title,
            "location": {"latitude": "39.908722", "longitude": "116.397496"},
            "fields": {"fault_kind": "mechanical", "operation_state": "degraded"},
        }
        made = await client.post("orders", json=body)
        assert made.status_code == 201, made.text
        client.base_url = httpx.URL(served.url)
        technician = str(served.tenant.users["technician"])
        await acted(client, made.json(), "accept", {"assignee": technician, "data": {}})
    return title


async def opened(window: DeskWindow, title: str) -> DeskWindow:
    await window.signed_in("technician")
    await window.open_order(title)
    await expect(window.page.locator("#order-evidence")).to_be_visible()
    return window


async def test_a_step_is_proved_by_photo_video_and_check_in(
    served: Served, open_window: OpenWindow
) -> None:
    title = await an_order(served, "3号水泵振动异常")
    window = await opened(await open_window(locale="zh"), title)
    page = window.page
    await page.context.grant_permissions(["geolocation"])
    await page.context.set_geolocation({"latitude": 39.9088, "longitude": 116.3975, "accuracy": 8})
    ghosts = page.locator("section[aria-labelledby=order-evidence] li")
    await expect(ghosts).to_have_count(3)
    await page.locator("#order-evidence").scroll_into_view_if_needed()
    await window.shoot("evidence-demanded")
    image = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": photo(900, 700)}
    await page.locator("label input[type=file]").first.set_input_files(image)
    tiles = page.locator("section[aria-labelledby=order-evidence] li button img")
    await expect(tiles).to_have_count(1)
    await page.evaluate(RECORD)
    await expect(tiles).to_have_count(2)
    await window.button("evidence.checkin").first.click()
    await window.shoot("evidence-check-in")
    await (
        page.get_by_role("dialog").get_by_role("button", name=window.t("evidence.checkin")).click()
    )
    there = window.t("evidence.distance", metres="9")
    await expect(page.get_by_text(there)).to_be_visible()
    await window.shoot("evidence-there")
    await tiles.first.click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await expect(page.get_by_text(window.t("evidence.scan.not_scanned"))).to_be_visible()
    await window.shoot("evidence-photo")
    await page.keyboard.press("ArrowRight")
    video = page.locator("video")
    await expect(video).to_be_visible()
    length, sought, width = await video.evaluate(SEEK)
    assert 1.0 < length < 6.0
    assert (sought, width) == (True, 320)
    await window.shoot("evidence-video")
    address = await video.get_attribute("poster")
    poster = await page.request.get(f"{served.url}{address}")
    assert Image.open(io.BytesIO(await poster.body())).size == (320, 240)


async def complete(window: DeskWindow) -> None:
    """Say that the work is done."""
    form = window.act_form("complete")
    await form.get_by_label("What was done").fill("Impeller balanced")
    await window.choose("Result", "Fixed")
    await window.send("complete")
    await window.expect_stage("verify")


async def drawn(page: Page) -> None:
    """Put a stroke into the field for the signature, as a finger does."""
    box = await page.locator("canvas").bounding_box()
    assert box
    await page.mouse.move(box["x"] + 40, box["y"] + 110)
    await page.mouse.down()
    for step in range(1, 12):
        rise = 40 if step % 2 else -30
        await page.mouse.move(box["x"] + 40 + step * 20, box["y"] + 90 + rise, steps=4)
    await page.mouse.up()


async def sign(window: DeskWindow) -> None:
    """Have the work signed for: read, asked for what is missing, named, drawn, copied."""
    page = window.page
    await page.get_by_role("button", name="The customer's signature").click()
    await expect(page.get_by_role("region", name=window.t("sign.text"))).to_contain_text(
        "What was done: Impeller balanced"
    )
    await window.button("sign.send").click()
    await expect(page.get_by_text(window.t("sign.undrawn"))).to_be_visible()
    await window.field("sign.name").fill("Ellen Brooks")
    await drawn(page)
    await window.shoot("sign")
    assert await violations(window) == []
    await window.button("sign.send").click()
    await expect(page.get_by_alt_text(window.t("sign.copy.qr"))).to_be_visible()
    await window.shoot("sign-copy")


async def test_a_technician_proves_the_work_and_has_it_signed_for_on_the_phone(
    served: Served, open_window: OpenWindow
) -> None:
    title = await an_order(served, "Pump 4 is loud")
    window = await opened(await open_window(locale="en", width=390, theme="dark"), title)
    page = window.page
    image = {"name": "IMG_0002.jpg", "mimeType": "image/jpeg", "buffer": photo(1200, 900)}
    await page.locator("label input[type=file]").first.set_input_files(image)
    tile = page.locator("section[aria-labelledby=order-evidence] li button img").first
    await expect(tile).to_be_visible()
    await page.locator("#order-evidence").scroll_into_view_if_needed()
    await window.shoot("evidence-phone")
    source = str(await tile.get_attribute("src")).removesuffix("/thumbnail")
    shown = await (await page.request.get(f"{served.url}{source}")).body()
    assert not dict(Image.open(io.BytesIO(shown)).getexif())
    assert CANARY.encode() not in shown
    image = {"name": "IMG_0003.jpg", "mimeType": "image/jpeg", "buffer": photo(1200, 901)}
    await page.locator("label input[type=file]").first.set_input_files(image)
    tiles = page.locator("section[aria-labelledby=order-evidence] li button img")
    await expect(tiles).to_have_count(2)
    await page.context.grant_permissions(["geolocation"])
    await page.context.set_geolocation({"latitude": 39.9088, "longitude": 116.3975, "accuracy": 8})
    await window.button("evidence.checkin").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name=window.t("evidence.checkin")).click()
    await expect(page.get_by_text(window.t("evidence.distance", metres="9"))).to_be_visible()
    await complete(window)
    await sign(window)
    address = await page.get_by_role("link", name=window.t("sign.copy.check")).get_attribute("href")
    await page.keyboard.press("Escape")
    await expect(page.get_by_text(window.t("links.signed.title"))).to_be_visible()
    drawing = page.get_by_alt_text(window.t("sign.drawn"))
    await drawing.scroll_into_view_if_needed()
    await expect(drawing).to_have_js_property("complete", value=True)
    await window.shoot("signed")
    await page.goto(str(address))
    await expect(page.get_by_text(window.t("portal.check.stands"))).to_be_visible()


async def test_an_upload_goes_on_after_the_line_broke_and_the_page_was_loaded_again(
    served: Served, open_window: OpenWindow
) -> None:
    title = await an_order(served, "Pump 5 leaks")
    window = await opened(await open_window(), title)
    page = window.page
    sends = 0

    async def cut(route: object) -> None:
        nonlocal sends
        sends += 1
        await (route.abort() if sends > 1 else route.continue_())  # type: ignore[attr-defined]

    await page.route("**/api/v1/uploads/*", cut)
    text = ("reading 42\n" * 400_000).encode()
    document = {"name": "readings.txt", "mimeType": "text/plain", "buffer": text}
    await page.locator("input[type=file][multiple]").set_input_files(document)
    lost = page.locator("[data-phase=offline]")
    await expect(lost).to_be_visible()
    await page.locator("#order-evidence").scroll_into_view_if_needed()
    await window.shoot("evidence-line-lost")
    await page.unroute("**/api/v1/uploads/*")
    await page.reload()
    await expect(window.heading(title)).to_be_visible()
    tile = page.locator("section[aria-labelledby=order-evidence] li button")
    await expect(tile.filter(has_text=window.t("evidence.kind.file"))).to_be_visible()
