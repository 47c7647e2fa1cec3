"""The designer of order types: edited, undone, saved by itself, kept through a reload, published."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Locator, Route, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow
from tests.acceptance.browser.desk_window import DeskWindow

pytestmark = pytest.mark.browser


async def designing(window: DeskWindow, path: str) -> DeskWindow:
    """Sign in as the designer and open an address."""
    await window.sign_in("designer")
    await window.page.wait_for_url(re.compile(r"/desk/order"))
    await window.go(path)
    return window


async def where(node: Locator) -> str:
    """Return where a node is drawn."""
    return str(await node.evaluate("node => getComputedStyle(node).transform"))


async def state(window: DeskWindow, key: str) -> None:
    """Wait until the designer says how the draft stands."""
    words = window.texts[f"studio.state.{key}"].split("{")[0]
    await expect(window.page.locator("main [data-state]").first).to_contain_text(words)


async def begun(window: DeskWindow, template: str) -> None:
    """Begin a new type with a template from the gallery."""
    page = window.page
    await window.go("/order-types")
    await window.button("new.act").click()
    gallery = page.get_by_role("group", name=window.t("new.choose"))
    await expect(gallery.get_by_role("radio")).to_have_count(9)
    await gallery.get_by_role("radio", name=template).check()
    assert await violations(window) == []
    await window.shoot("gallery")
    await window.button("new.make").click()
    await page.wait_for_url("**/design")


async def edited_by_two(window: DeskWindow, colleague: DeskWindow, field: Locator) -> None:
    """Let two people change other places (both stand), then the same one (one of them chooses)."""
    page = window.page
    await colleague.button("studio.part.texts").click()
    numbering = colleague.labelled(window.t("studio.texts.numbering"))
    await numbering.fill("SEAL-{n:04}")
    await state(colleague, "saved")
    await field.fill("Seal of two")
    await state(window, "saved")
    await expect(page.get_by_text(re.compile(r"SEAL-0001"))).to_be_visible()
    await numbering.fill("SEAL-{n:05}")
    await state(colleague, "saved")
    await window.labelled(window.t("studio.texts.numbering")).fill("SEAL-{n:03}")
    await state(window, "contested")
    assert await violations(window) == []
    await window.shoot("studio-clash")
    await page.get_by_role("radio", name=re.compile("n:05")).check()
    await window.button("studio.clash.save").click()
    await state(window, "saved")
    await expect(page.get_by_text(re.compile(r"SEAL-00001"))).to_be_visible()


async def given_a_field_and_a_table(window: DeskWindow) -> None:
    """Add an amount to what is asked at the report, and a table that decides by it."""
    page = window.page
    await window.button("fields.part").click()
    await window.button("fields.add").click()
    form = page.get_by_role("dialog")
    await form.get_by_label(window.t("fields.name")).fill("Budget")
    await window.choose(window.t("fields.kind"), window.t("fields.kind.number"))
    await window.shoot("fields-new")
    await form.get_by_role("button", name=window.t("fields.add"), exact=True).click()
    panel = page.get_by_role("complementary", name="Budget")
    await expect(panel.get_by_text(window.t("fields.privacy"), exact=True)).to_be_visible()
    assert await violations(window) == []
    await window.shoot("fields")
    await window.button("tables.part").click()
    await window.button("tables.add").click()
    await window.labelled(window.t("tables.input", n="1")).fill("budget")
    await window.labelled(window.t("tables.cell.input", row="1", n="1")).fill("> many")
    await window.labelled(window.t("tables.cell.output", row="1", n="1")).fill('"supervisor"')
    fault = page.locator("td input[aria-invalid=true]")
    await expect(fault).to_have_count(1)
    assert await violations(window) == []
    await window.shoot("tables")
    await fault.fill("> 1000")
    await expect(fault).to_have_count(0)
    await window.button("tables.tests.add").click()
    given = window.t("tables.tests.given", n="1", name="Budget")
    wanted = window.labelled(window.t("tables.tests.expected", n="1", name="result"))
    await window.labelled(given).fill("2000")
    await wanted.fill("nobody")
    failing = page.locator("td [data-fails=true]")
    await expect(failing).to_contain_text("supervisor")
    assert await violations(window) == []
    await window.shoot("tables-test")
    await wanted.fill("supervisor")
    await expect(failing).to_have_count(0)


async def published(window: DeskWindow, version: int) -> None:
    """Look through the draft and publish it."""
    page = window.page
    await window.button("studio.publish").click()
    await expect(page.get_by_text(window.t("publish.check.good"))).to_be_visible()
    await expect(page.locator(".ant-skeleton")).to_have_count(0)
    assert await violations(window) == []
    await window.shoot(f"publish-{version}")
    await window.page.get_by_role(
        "button", name=window.t("publish.act", version=str(version)), exact=True
    ).click()
    await expect(page.locator("tr[data-row]")).to_have_count(version)


@pytest.mark.parametrize(
    ("locale", "theme", "width"),
    [("zh", "light", 1440), ("en", "dark", 390)],
)
async def test_a_draft_is_saved_by_itself_and_nothing_typed_is_lost(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await open_window(locale=locale, theme=theme, width=width)
    page = (await designing(window, "/order-types")).page
    await begun(window, {"zh": "服务工单", "en": "Maintenance"}[locale])
    await window.button("studio.part.texts").click()
    name = page.get_by_role("group", name=window.t("studio.texts.title"))
    field = name.get_by_label(window.t(f"studio.language.{locale}"))
    await field.fill(f"Seal {width}")
    await state(window, "saved")
    await expect(page.get_by_role("heading", level=1)).to_have_text(f"Seal {width}")
    assert await violations(window) == []
    await window.shoot("studio-texts")

    async def unreachable(route: Route) -> None:
        await route.abort()

    await page.route("**/draft", unreachable)
    await field.fill("Seal kept here")
    await state(window, "failed")
    await window.shoot("studio-unsaved")
    await page.unroute("**/draft")
    await page.reload()
    await expect(field).to_have_value("Seal kept here")
    await state(window, "saved")
    await page.get_by_role("heading", level=1).click()
    await page.keyboard.press("Control+z")
    await expect(field).to_have_value(f"Seal {width}")
    await state(window, "saved")
    colleague = await designing(await open_window(locale=locale), urlsplit(page.url).path[5:])
    await edited_by_two(window, colleague, field)
    await published(window, 1)
    await window.button("studio.open").click()
    await given_a_field_and_a_table(window)
    await published(window, 2)
    await window.button("parts.undo").click()
    await expect(page.locator("tr[data-row]")).to_have_count(3)


@pytest.mark.parametrize(
    ("locale", "theme", "width"),
    [("zh", "dark", 1440), ("en", "light", 390)],
)
async def test_the_flow_is_drawn_freely_by_keys_and_each_edit_is_undone(
    open_window: OpenWindow, locale: str, theme: str, width: int
) -> None:
    window = await open_window(locale=locale, theme=theme, width=width)
    page = (await designing(window, "/order-types/five_step/design?part=process")).page
    await page.get_by_text(window.t("tree.view.canvas"), exact=True).click()
    steps = page.locator(".react-flow__node-step")
    await expect(steps).to_have_count(7)
    await expect(page.locator(".react-flow__edge")).to_have_count(7)
    assert await violations(window) == []
    await window.shoot("canvas")
    node = page.locator("[data-id=verify]")
    await node.focus()
    await page.keyboard.press("Enter")
    panel = page.get_by_role("complementary")
    name = panel.get_by_label(window.t("canvas.name"))
    before = await name.input_value()
    await name.fill(f"{before} 2")
    await expect(node).to_contain_text(f"{before} 2")
    await node.focus()
    place = await where(node)
    await page.keyboard.press("ArrowRight")
    await expect(node).not_to_have_css("transform", place)
    assert await violations(window) == []
    await window.shoot("canvas-node")
    await page.keyboard.press("Delete")
    await expect(steps).to_have_count(6)
    for _ in range(3):
        await page.keyboard.press("Control+z")
    await expect(steps).to_have_count(7)
    await expect(node).to_contain_text(before)
    await expect(node).to_have_css("transform", place)
