"""Photo first: files that come with a report in the desk, over a line that breaks."""

import pytest
from playwright.async_api import FilePayload, Page, Route, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.looks import LOOKS
from tests.rooms.files.pictures import photo

pytestmark = pytest.mark.browser

UPLOADS = "**/api/v1/uploads/*"
PASTE = """
(field) => {
  const held = new DataTransfer();
  const bytes = Uint8Array.from(atob(window.pasted), (each) => each.charCodeAt(0));
  held.items.add(new File([bytes], "pasted.jpg", { type: "image/jpeg" }));
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true }));
}
"""


async def pick(page: Page, name: str, kind: str, data: bytes) -> None:
    """Choose a file in the form."""
    given: FilePayload = {"name": name, "mimeType": kind, "buffer": data}
    await page.locator("input[type=file][multiple]").set_input_files(given)


async def refused_one_is_taken_out(window: DeskWindow) -> None:
    """What can't be taken says so where it stands; it is taken out by the keyboard."""
    page = window.page
    await pick(page, "plan.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    await expect(page.locator("[data-phase=failed]").get_by_role("alert")).not_to_be_empty()
    await window.shoot("report-refused")
    assert await violations(window) == []
    await window.button_named(window.t("evidence.drop_file.remove", name="plan.svg")).focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-phase=failed]")).to_have_count(0)
    taken = window.button_named(window.t("evidence.drop_file.remove", name="IMG_1.jpg"))
    await expect(taken).to_be_focused()


async def a_picture_is_pasted_while_writing(window: DeskWindow) -> None:
    """It goes to the files, and not into the title."""
    page = window.page
    await page.evaluate(
        "(hex) => { window.pasted = btoa(hex.match(/../g)"
        ".map((two) => String.fromCharCode(parseInt(two, 16))).join('')); }",
        photo(640, 480).hex(),
    )
    await window.field("report.field.title").evaluate(PASTE)
    await expect(page.locator("[data-phase=done]")).to_have_count(2)


@pytest.mark.parametrize(("locale", "theme", "width"), LOOKS)
async def test_a_report_never_waits_for_its_files_and_loses_none(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await open_window(locale=locale, theme=theme, width=width, touch=width < 500)
    page = (await window.signed_in("requester")).page
    title = f"水泵漏水 {locale}{width}"
    await window.go("/report")
    await pick(page, "IMG_1.jpg", "image/jpeg", photo(900, 700))
    await expect(page.locator("[data-phase=done]")).to_have_count(1)
    await refused_one_is_taken_out(window)

    await window.field("report.field.title").fill(title)
    await a_picture_is_pasted_while_writing(window)

    # the line breaks in the middle of a large one, and the report is sent all the same
    sends = 0

    async def cut(route: Route) -> None:
        nonlocal sends
        sends += 1
        await (route.abort() if sends > 1 else route.continue_())

    await page.route(UPLOADS, cut)
    await pick(page, "readings.txt", "text/plain", b"reading 42\n" * 400_000)
    await expect(page.locator("[data-phase=offline]")).to_have_count(1)
    await page.locator("#report-files").scroll_into_view_if_needed()
    await window.shoot("report-files")
    await window.button("report.submit").click()
    await expect(window.heading(title)).to_be_visible()
    tiles = page.locator("section[aria-labelledby=order-evidence] li button img")
    await expect(tiles).to_have_count(2)
    lost = page.locator("[data-phase=offline]")
    await lost.scroll_into_view_if_needed()
    await expect(lost).to_contain_text("readings.txt")
    await window.shoot("report-order-waits")
    assert await violations(window) == []

    # it goes on by itself, even on a page that was loaded again
    await page.unroute(UPLOADS)
    await page.reload()
    document = page.locator("section[aria-labelledby=order-evidence] li button")
    await expect(document.filter(has_text=window.t("evidence.kind.file"))).to_be_visible()
    await expect(page.locator("[data-phase]")).to_have_count(0)
