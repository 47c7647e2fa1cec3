"""The hands that drive a page: a mouse or a finger that points, or keys alone. A story is told once for all of them."""

import re
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Locator, expect

from tests.acceptance.browser.desk_window import DeskWindow
from tests.acceptance.browser.effort import Effort

FAR = 120
"""Nothing stands further away than so many steps of the Tab key."""
_WHERE = """each => {
  const now = document.activeElement;
  if (each.contains(now) || (now?.type === 'radio' && each.type === 'radio' && now.name === each.name)) return 'here';
  if (!now || now === document.body) return 'lost';
  return now.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING ? 'on' : 'back';
}"""
_LOOK = """each => JSON.stringify([each, each.parentElement, each.parentElement.parentElement,
    ...[...each.parentElement.children].slice(0, 12)].flatMap(one => ['', '::before', '::after'].map(part => {
  const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(one, part || undefined);
  return [outline, boxShadow, borderColor, backgroundColor];
})))"""
_FOCUSED = "each => each === document.activeElement"
_ACTIVE = ".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active"


class Hands(Protocol):
    """Somebody who does things on the pages of one window."""

    window: DeskWindow

    async def press(self, control: Locator) -> None:
        """Press a button, a link, or a line that opens."""
        ...

    async def write(self, control: Locator, text: str) -> None:
        """Put a text into a control, over what it holds."""
        ...

    async def tick(self, radio: Locator) -> None:
        """Choose one of several that stand side by side."""
        ...

    async def pick(self, control: Locator, option: str) -> None:
        """Choose from a list that opens."""
        ...

    async def insert(self, after: str, kind: str) -> None:
        """Insert something behind a line of the tree."""
        ...

    async def open(self, line: str) -> None:
        """Open a line of the tree."""
        ...

    async def put_away(self) -> None:
        """Close the panel of the line that is open."""
        ...


def line_of(window: DeskWindow, title: str) -> Locator:
    """Find the first line of the tree with a title."""
    return window.page.get_by_role("treeitem", name=re.compile(re.escape(title))).first


class Pointer:
    """A mouse, or on a touch screen a finger."""

    def __init__(self, window: DeskWindow, *, finger: bool = False) -> None:
        self.window, self._finger = window, finger

    async def press(self, control: Locator) -> None:
        await (control.tap() if self._finger else control.click())

    async def write(self, control: Locator, text: str) -> None:
        await self.press(control)
        await control.fill(text)

    async def tick(self, radio: Locator) -> None:
        await radio.check()

    async def pick(self, control: Locator, option: str) -> None:
        await self.press(control)
        if await _searches(control):
            await control.fill(option)
        drop = self.window.page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)")
        await self.press(drop.get_by_text(option, exact=True))

    async def insert(self, after: str, kind: str) -> None:
        line = line_of(self.window, after)
        await self.press(line.locator("xpath=following::button[@aria-expanded][1]"))
        await self.press(_offer(self.window, kind))

    async def open(self, line: str) -> None:
        await self.press(line_of(self.window, line))

    async def put_away(self) -> None:
        close = self.window.button("tree.panel.close")
        await self.press(self.window.page.locator(".ant-drawer-close") if self._finger else close)


class Keys:
    """Keys alone. What they could not reach fails; where the focus was lost or not seen is gathered."""

    def __init__(self, window: DeskWindow, effort: Effort) -> None:
        self.window, self._effort = window, effort
        self.lost: list[str] = []
        self.unseen: list[str] = []

    async def press(self, control: Locator) -> None:
        await self._reach(control)
        await self._key("Enter")

    async def write(self, control: Locator, text: str) -> None:
        await self._reach(control)
        await self._key("Control+a")
        await self.window.page.keyboard.type(text)

    async def tick(self, radio: Locator) -> None:
        await self._reach(radio)
        for _ in range(FAR):
            if await radio.evaluate(_FOCUSED):
                break
            await self._key("ArrowDown")
        if not await radio.is_checked():
            await self._key(" ")

    async def pick(self, control: Locator, option: str) -> None:
        await self._reach(control)
        await self._key("Enter")
        if await _searches(control):
            await self.window.page.keyboard.type(option)
        active = self.window.page.locator(_ACTIVE)
        for _ in range(FAR):
            await expect(active).to_be_visible()
            if await active.inner_text() == option:
                await self._key("Enter")
                return
            await self._key("ArrowDown")
        pytest.fail(f"the arrow keys do not lead to {option}")

    async def insert(self, after: str, kind: str) -> None:
        await self._stand_on(after)
        await self._key("+")
        wanted = _offer(self.window, kind)
        for _ in range(FAR):
            if await wanted.evaluate(_FOCUSED):
                break
            await self._key("ArrowDown")
        await self._key("Enter")

    async def open(self, line: str) -> None:
        await self._stand_on(line)
        await self._key("Enter")

    async def put_away(self) -> None:
        await self._key("Escape")
        await expect(self.window.page.locator("[role=treeitem]:focus")).to_have_count(1)

    async def _stand_on(self, title: str) -> None:
        wanted = line_of(self.window, title)
        await self._reach(self.window.page.locator("[role=treeitem][tabindex='0']"), act=False)
        if not await wanted.evaluate(_FOCUSED):
            await self._key("Home")
        for _ in range(FAR):
            if await wanted.evaluate(_FOCUSED):
                return
            await self._key("ArrowDown")
        pytest.fail(f"the arrow keys do not lead to {title}")

    async def _reach(self, control: Locator, *, act: bool = True) -> None:
        """Go on or back by the Tab key until the control has the focus, and see that it shows."""
        await expect(control).to_be_enabled()
        self._effort.thoughts += act
        before = await control.evaluate(_LOOK)
        steps = {"on": "Tab", "back": "Shift+Tab", "lost": "Tab"}
        for turn in range(FAR):
            where = await control.evaluate(_WHERE)
            if where == "here":
                if turn > 0 and not await self._shows(control, before):
                    self.unseen.append(str(control)[-80:])
                return
            if where == "lost" and turn == 0 and self._effort.thoughts > 1:
                self.lost.append(f"{urlsplit(self.window.page.url).path}: {str(control)[-80:]}")
            await self._key(steps[where])
        await self.window.shoot("unreached")
        pytest.fail(f"the Tab key does not lead to {control}")

    async def _shows(self, control: Locator, before: str) -> bool:
        for _ in range(8):  # a border may take its time
            if await control.evaluate(_LOOK) != before:
                return True
            await self.window.page.evaluate("() => new Promise(requestAnimationFrame)")
        return False

    async def _key(self, key: str) -> None:
        await self.window.page.keyboard.press(key)


async def _searches(combobox: Locator) -> bool:
    """Tell whether one may type in a list, as in long ones."""
    return await combobox.get_attribute("readonly") is None


def _offer(window: DeskWindow, kind: str) -> Locator:
    return window.page.get_by_role("menuitem", name=window.t(f"tree.insert.{kind}")).first
