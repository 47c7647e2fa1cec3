"""Pictures of what the journeys saw, kept when asked for: they take a seventh of the walk.

`GONGDAN_TEST_PICTURES=all` keeps them under `test-results`, to be looked at.
"""

import os
from pathlib import Path
from typing import Final

from playwright.async_api import Page

KEPT: Final = os.environ.get("GONGDAN_TEST_PICTURES") == "all"
_FOLDER: Final = Path(__file__).parents[3] / "test-results"


async def keep(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep what the window shows (or the whole page) as `<name>.png`, if pictures are asked for."""
    if KEPT:
        await page.screenshot(path=_FOLDER / f"{name}.png", full_page=whole)
