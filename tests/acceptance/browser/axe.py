"""What axe finds on a page against WCAG A and AA."""

import json
from pathlib import Path
from typing import Final, Protocol

from playwright.async_api import Page

_AXE: Final = Path(__file__).parents[3] / "web/node_modules/axe-core/axe.min.js"
_LEVELS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# what passed is not described (one node of each rule is enough), which spares a sixth of the time
_RUN: Final = """levels =>
    axe.run(document, {runOnly: levels, resultTypes: ['violations'], preload: false})
        .then(found => found.violations.map(each => [each.id, each.nodes.map(node => node.target)]))
"""


class Window(Protocol):
    """Whatever shows a page."""

    page: Page


async def violations(window: Window) -> list[str]:
    """Return each rule that is broken, with where; the script comes by the debugger."""
    await window.page.evaluate(_AXE.read_text("utf-8"))
    found = await window.page.evaluate(_RUN, _LEVELS)
    return [json.dumps(each, ensure_ascii=False) for each in found]
