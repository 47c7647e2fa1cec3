"""The parts of the designer, each as an address and what opens it there: a table of what is to be looked at."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from playwright.async_api import Locator, expect

from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.firm_steps import ask
from tests.house import PASSWORD
from tests.rooms.lowcode.sample import FIVE_STEP
from tests.rooms.rehearsal.drafts import with_approval

DESIGNER: Final = "lead"
"""Who draws, and sees orders."""
NEW: Final = "/order-types/looks"
"""A draft that was begun with a template and never published."""
OLD: Final = "/order-types/five_step"
"""A type with two versions, running orders, and a draft that differs."""
SAME: Final = ""
"""What is open already."""
Open = Callable[[DeskWindow], Awaitable[None]]


async def as_it_is(_window: DeskWindow) -> None:
    """Look at the page as it opens."""


def _pressed(*keys: str) -> Open:
    async def press(window: DeskWindow) -> None:
        for key in keys:
            await window.button(key).first.click()

    return press


def _clicked(find: Callable[[DeskWindow], Locator]) -> Open:
    async def click(window: DeskWindow) -> None:
        await find(window).first.click()
        await expect(window.page.locator("aside:empty")).to_have_count(0)

    return click


async def _canvas(window: DeskWindow) -> None:
    await window.page.get_by_text(window.t("tree.view.canvas"), exact=True).click()
    await expect(window.page.locator(".react-flow__edge").first).to_be_attached()


async def _canvas_node(window: DeskWindow) -> None:
    await window.page.locator(".react-flow__node-step").nth(2).focus()
    await window.page.keyboard.press("Enter")


def _step(window: DeskWindow) -> Locator:
    return window.page.locator("[role=treeitem][data-stage=accept]").first


async def _menu(window: DeskWindow) -> None:
    await _step(window).press("+")
    await expect(window.page.get_by_role("menu")).to_be_visible()


def _tab(tab: str) -> Open:
    async def open_tab(window: DeskWindow) -> None:
        await window.page.get_by_role("tab", name=window.t(f"tree.tab.{tab}")).click()

    return open_tab


async def _tried(window: DeskWindow) -> None:
    await window.button("rehearsal.begin.act").click()
    await expect(window.page.get_by_text(window.t("rehearsal.track"))).to_be_visible()


async def _replayed(window: DeskWindow) -> None:
    await window.button("replay.run").click()
    await expect(window.page.get_by_role("progressbar")).to_have_count(0)


def _findings(window: DeskWindow) -> Locator:
    return window.page.get_by_role("button", name=re.compile("^(检查|Check)"))


def _branch(window: DeskWindow) -> Locator:
    return window.page.locator("[role=treeitem][data-face=condition]")


def _row(window: DeskWindow) -> Locator:
    return window.page.locator("tr[data-row] button")


def _card(window: DeskWindow) -> Locator:
    return (
        window.page.get_by_role("region", name=window.t("fd.fields"))
        .get_by_role("listitem")
        .get_by_role("button")
    )


PARTS: Final[Mapping[str, tuple[str, Open]]] = {
    "drafts": ("/order-types", as_it_is),
    "gallery": ("/order-types", _pressed("new.act")),
    "tree": (f"{NEW}/design", as_it_is),
    "tree-menu": (f"{NEW}/design", _menu),
    "tree-branch": (f"{NEW}/design", _clicked(_branch)),
    "tree-who": (f"{NEW}/design", _clicked(_step)),
    **{f"tree-{tab}": (SAME, _tab(tab)) for tab in ("decide", "form", "time", "more")},
    "canvas": (f"{NEW}/design", _canvas),
    "canvas-node": (SAME, _canvas_node),
    "approvals": (f"{NEW}/design?part=approvals", as_it_is),
    "forms": (f"{NEW}/design?part=forms", _clicked(_card)),
    "fields": (f"{NEW}/design?part=fields", _clicked(_row)),
    "tables": (f"{NEW}/design?part=tables", as_it_is),
    "texts": (f"{NEW}/design?part=texts", as_it_is),
    "findings": (f"{NEW}/design", _clicked(_findings)),
    "type": (OLD, as_it_is),
    "publish": (f"{OLD}/publish", as_it_is),
    "migrate": (f"{OLD}/migrate?from=1&to=2", as_it_is),
    "try": (f"{OLD}/try", as_it_is),
    "try-step": (SAME, _tried),
    "replay": (f"{OLD}/replay", _replayed),
}
"""By the name of the picture."""


async def hire(admin: DeskWindow) -> None:
    """Let the firm of an administrator have a designer who sees orders."""
    who = {
        "login": DESIGNER,
        "name": "Lead",
        "password": PASSWORD,
        "roles": ["designer", "dispatcher"],
    }
    await ask(admin, "POST", "/users", {**who, "locale": admin.locale})


async def draw(designer: DeskWindow) -> None:
    """Begin a draft that is not finished, publish a second version of the five steps, change it again."""
    title = {"zh": "售后工单", "en": "After-sales"}
    wish = {"template": "after_sales", "key": "looks", "title": title}
    await ask(designer, "POST", "/definitions", wish)
    body = await (await ask(designer, "GET", "/definitions/looks/draft")).json()
    nodes = body["flow"]["nodes"].values()
    next(each for each in nodes if each.get("stage") == "verify").pop("assignee")
    await kept(designer, "looks", body)
    etag = await kept(designer, "five_step", json.loads(with_approval()))
    await ask(designer, "POST", "/definitions/five_step/publish", {"note": "2"}, etag)
    await kept(designer, "five_step", FIVE_STEP)


async def kept(designer: DeskWindow, key: str, body: object) -> str:
    """Keep a draft over whichever is there; returns its edition."""
    there = await designer.page.context.request.get(
        f"{designer.url}/api/v1/definitions/{key}/draft"
    )
    etag = there.headers["etag"] if there.ok else ""
    return (await ask(designer, "PUT", f"/definitions/{key}/draft", body, etag)).headers["etag"]
