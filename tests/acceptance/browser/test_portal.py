"""A customer reports, follows, signs and rates, or sends the work back; in a real browser."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, FilePayload, Locator, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import Served
from tests.acceptance.browser.looks import LOOKS, THEMES
from tests.acceptance.browser.portal_window import WECHAT, WECOM, PortalWindow, Staff
from tests.rooms.files.pictures import photo

pytestmark = pytest.mark.browser

OpenPortal = Callable[..., Awaitable[PortalWindow]]
WORDS = {"zh": "三楼茶水间的水管漏水，地上都是水。", "en": "A pipe in the kitchen is leaking."}
WHY = {"zh": "接口处还在滴水", "en": "It still drips at the joint"}
WAYS_TO_ADD = {"zh": "补充 1 张照片", "en": "Add 1 photo"}
ASKED = {
    "zh": {
        "where": "漏水位置",
        "pipe": "水管",
        "size": "管径",
        "room": "房间",
        "count": "处数",
        "shots": "现场照片",
        "tested": "试水结果",
        "dry": "不再漏水",
    },
    "en": {
        "where": "Leaking part",
        "pipe": "Pipe",
        "size": "Pipe size",
        "room": "Room",
        "count": "How many",
        "shots": "Pictures of it",
        "tested": "Water test",
        "dry": "Dry",
    },
}
NAME = {"zh": "欧阳测试", "en": "Ada Lovelace"}
TOMORROW = datetime.now(UTC).date() + timedelta(days=1)
APPOINTMENT = {"begins": f"{TOMORROW}T09:00:00+08:00", "ends": f"{TOMORROW}T11:00:00+08:00"}
COMING = {
    "zh": re.compile("工作人员将于.*09:00.*11:00.*上门"),
    "en": re.compile("Somebody comes on.*09:00.*11:00"),
}


@pytest.fixture
async def staff(served: Served) -> AsyncIterator[Staff]:
    people = Staff(served.url, served.tenant)
    await people.open_portal()
    yield people
    await people.close()


@pytest.fixture
async def open_portal(served: Served, browser: Browser) -> AsyncIterator[OpenPortal]:
    """Open windows of the portal; none may break its policy or pop up another."""
    windows: list[PortalWindow] = []

    async def open_one(
        locale: str = "zh", width: int = 390, theme: str = "light", agent: str | None = None
    ) -> PortalWindow:
        window = await PortalWindow.open(
            browser, served.url, locale=locale, width=width, theme=theme, agent=agent
        )
        windows.append(window)
        return window

    yield open_one
    for window in windows:
        await window.page.context.close()
    assert [fault for window in windows for fault in window.faults] == []


async def report(
    window: PortalWindow, slug: str, locale: str, *, photo: bytes = b"", asked: bool = False
) -> str:
    """Report on one screen, with a photo where one is given; return the order's id."""
    await window.go(slug)
    if photo:
        await choose(window, photo)
    await window.field("report.text").fill(WORDS[locale])
    await window.field("place.label").fill("3 楼")
    await window.field("report.name").fill(NAME[locale])
    await window.page.get_by_role("checkbox").check()
    if asked:
        await answer_what_is_asked(window, locale)
    await window.shoot("1-report")
    async with window.page.expect_response("**/api/v1/portal/*/orders") as answered:
        await window.button("report.send").click()
    order = (await (await answered.value).json())["order"]
    await expect(window.page.get_by_text(window.t("now.accept"))).to_be_visible()
    return str(order)


async def answer_what_is_asked(window: PortalWindow, locale: str) -> None:
    """Meet the form's rules: what is demanded is told, what depends appears, what follows adds up."""
    page, words = window.page, ASKED[locale]
    await window.button("report.send").click()
    where = page.get_by_label(re.compile(f"^{words['where']}"))
    await expect(where).to_be_focused()
    await expect(where).to_have_attribute("aria-invalid", "true")
    await window.shoot("1-asked")
    assert await violations(window) == []
    size = page.get_by_label(re.compile(f"^{words['size']}"))
    await expect(size).to_have_count(0)
    await where.select_option(label=words["pipe"])
    await size.fill("40")
    for room, count in (("茶水间", "2"), ("走廊", "3")):
        await page.get_by_role("button", name=window.texts["form.line.add"]).click()
        line = page.get_by_role("group").last
        # a stored definition keeps no order of columns: they stand by their names
        first = line.get_by_label(re.compile(f"^{words['count']}"))
        await expect(first).to_be_focused()
        await first.fill(count)
        await line.get_by_label(re.compile(f"^{words['room']}")).fill(room)
    await expect(page.get_by_role("status").filter(has_text="5")).to_be_visible()
    shot = FilePayload(name="leak.jpg", mimeType="image/jpeg", buffer=photo(600, 400))
    await page.get_by_label(re.compile(f"^{words['shots']}")).set_input_files(shot)
    there = page.get_by_role("listitem").filter(has_text="leak.jpg")
    await expect(there.locator("small")).to_have_text(window.texts["form.file.there"])


async def choose(window: PortalWindow, photo: bytes) -> None:
    """Choose a photo of the album, and wait until it has arrived."""
    chosen = FilePayload(name="IMG_0001.jpg", mimeType="image/jpeg", buffer=photo)
    await window.field("photo.choose").set_input_files(chosen)
    await expect(window.page.get_by_text(window.t("photo.there"))).to_be_visible()


async def shown_whole(picture: Locator) -> None:
    """Wait until a picture has come over the line and is drawn."""
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("one => one.naturalWidth") > 0


async def draw(window: PortalWindow) -> None:
    """Draw a line on the sheet, as by finger or mouse."""
    sheet = window.page.get_by_role("img", name=window.t("sign.sheet"))
    await sheet.scroll_into_view_if_needed()
    box = await sheet.bounding_box()
    assert box is not None
    mouse = window.page.mouse
    await mouse.move(box["x"] + 40, box["y"] + 120)
    await mouse.down()
    for right, down in ((90, 40), (130, 130), (180, 50), (230, 110), (280, 70)):
        await mouse.move(box["x"] + right, box["y"] + down, steps=6)
    await mouse.up()


async def sign_and_rate(window: PortalWindow, locale: str) -> None:
    """Answer what the verification asks, rate, read the text with the answer, and sign it."""
    words = ASKED[locale]
    await window.button("verify.good").click()
    # the stars are a radio group: the keys of the keyboard do
    await window.page.get_by_role("radio").first.focus()
    await window.page.keyboard.press("ArrowRight")
    for _ in range(3):
        await window.page.keyboard.press("ArrowRight")
    await expect(window.page.get_by_text(window.t("rate.5"))).to_be_visible()
    await window.button("verify.to_sign").click()
    tested = window.page.get_by_label(re.compile(f"^{words['tested']}"))
    await expect(tested).to_have_attribute("aria-invalid", "true")
    await tested.select_option(label=words["dry"])
    await window.shoot("4-answer")
    assert await violations(window) == []
    await window.button("verify.to_sign").click()
    await expect(window.page.get_by_text(f"{words['tested']}: {words['dry']}")).to_be_visible()
    await window.field("sign.name").fill(NAME[locale])
    await draw(window)
    await window.shoot("4-sign")
    assert await violations(window) == []
    await window.button("verify.sign_finish").click()
    await expect(window.page.get_by_text(window.t("now.archive"))).to_be_visible()


@pytest.mark.parametrize(("locale", "theme", "width"), LOOKS)
async def test_a_customer_reports_follows_rejects_signs_and_rates(
    served: Served, staff: Staff, open_portal: OpenPortal, locale: str, width: int, theme: str
) -> None:
    await staff.ask_by_form()
    window = await open_portal(locale, width, theme)
    order = await report(window, served.tenant.slug, locale, photo=photo(1200, 900), asked=True)
    await expect(window.page.get_by_text(ASKED[locale]["size"])).to_be_visible()
    assert "gl1_" in window.page.url.partition("#")[2]
    first = window.page.get_by_role("img", name=window.t("photo.one", n="1"))
    await shown_whole(first.first)
    await choose(window, photo(900, 1200, colour="navy"))
    await window.page.get_by_role("button", name=WAYS_TO_ADD[locale]).click()
    second = window.page.get_by_role("img", name=window.t("photo.one", n="2"))
    await shown_whole(second.first)
    await window.shoot("2-reported")
    await window.button("acts.remind").click()
    await expect(window.page.get_by_text(window.t("acts.reminded"))).to_be_visible()

    await staff.accept(order)
    await staff.complete(order, "换了密封圈")
    await window.page.reload()
    await expect(window.page.get_by_text(window.t("now.verify"))).to_be_visible()
    await window.shoot("3-verify")
    await window.button("verify.bad").click()
    await window.field("verify.why").fill(WHY[locale])
    await window.button("verify.send_back").click()
    await expect(window.page.get_by_text(window.t("now.execute"))).to_be_visible()

    await staff.complete(order, "换了整段水管")
    await window.page.reload()
    await sign_and_rate(window, locale)
    await shown_whole(window.page.get_by_role("img", name=window.t("signed.drawn")))
    await window.button("signed.copy").click()
    await expect(window.page.get_by_role("img", name=window.t("copy.qr"))).to_be_visible()
    await window.shoot("5-copy")
    address = await window.page.get_by_text("/portal/check#").inner_text()
    checking = await open_portal(locale, width, theme)
    await checking.page.goto(address)
    await expect(checking.page.get_by_text(checking.t("check.stands"))).to_be_visible()
    await checking.shoot("6-check")
    assert NAME[locale] not in await checking.page.content()


@pytest.mark.parametrize("agent", [WECHAT, WECOM], ids=["wechat", "wecom"])
async def test_the_portal_works_in_a_chat_programs_web_view(
    served: Served, staff: Staff, open_portal: OpenPortal, agent: str
) -> None:
    window = await open_portal(agent=agent)
    # such a view may keep nothing, and open no other window
    await window.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('none') }});"
        "window.open = () => { throw new Error('no windows') };"
        "delete navigator.clipboard; delete navigator.serviceWorker"
    )
    order = await report(window, served.tenant.slug, "zh")
    await staff.accept(order)
    await window.page.reload()
    await expect(window.page.get_by_text(window.t("now.execute"))).to_be_visible()


@pytest.mark.parametrize(("locale", "theme"), THEMES)
async def test_every_page_of_the_portal_is_for_everybody(
    served: Served, staff: Staff, open_portal: OpenPortal, locale: str, theme: str
) -> None:
    window = await open_portal(locale, 390, theme)
    found: dict[str, list[str]] = {}

    async def audit(page: str) -> None:
        found[page] = await violations(window)

    await window.go("")
    await expect(window.button("door.report")).to_be_visible()
    await audit("door")
    await window.go(f"{served.tenant.slug}/lost")
    await window.field("lost.number").fill(f"WO-{locale}-{theme}")
    await window.button("lost.ask").click()
    await expect(window.field("lost.code")).to_be_visible()
    await window.shoot("7-lost")
    await audit("lost")
    order = await report(window, served.tenant.slug, locale)
    await staff.agree(order, APPOINTMENT)
    await window.page.reload()
    await expect(window.page.get_by_text(COMING[locale])).to_be_visible()
    await window.shoot("8-appointment")
    await audit("follow")
    await staff.accept(order)
    await staff.complete(order, "换了水管")
    await window.page.reload()
    await window.button("verify.good").click()
    await expect(window.field("sign.name")).to_be_visible()
    await audit("verify and sign")
    await window.go(served.tenant.slug)
    await expect(window.button("report.send")).to_be_visible()
    await audit("report")
    assert {page: faults for page, faults in found.items() if faults} == {}
