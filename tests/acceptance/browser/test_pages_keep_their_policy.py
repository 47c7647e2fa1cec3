"""Every page of the desk under its content security policy: 0 violations, and text is no markup."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Error, expect

from tests.acceptance.browser.conftest import OpenWindow, Served

pytestmark = pytest.mark.browser
PLACES = Path(__file__).parents[3] / "web/apps/desk/src/app/places.ts"


def addresses() -> list[str]:
    """Return the address of each page, as the desk's own list of places names it."""
    found = re.findall(r'\bpath: "([^"]+)"', PLACES.read_text(encoding="utf-8"))
    return sorted({re.sub(r"/?[:*].*", "", path) for path in found})


async def test_no_page_breaks_its_policy(open_window: OpenWindow, served: Served) -> None:
    window = await open_window()
    await window.signed_in("admin")
    assert len(addresses()) >= 2
    for path in addresses():
        await window.go(f"/{path}")
        await expect(window.page.locator("main").first).to_be_visible()
    async with httpx.AsyncClient(base_url=served.url) as operator:
        text = (await operator.get("/metrics")).text
    assert "gongdan_policy_violations_total{" not in text, "a browser reported one"


async def test_text_does_not_become_markup_nor_an_address_a_script(
    open_window: OpenWindow,
) -> None:
    window = await open_window()
    await window.signed_in("requester")
    for script in (
        "document.body.innerHTML = '<img src=x onerror=alert(1)>'",
        "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
        "(() => { const s = document.createElement('script'); s.src = 'https://evil.example/x.js' })()",
    ):
        with pytest.raises(Error, match=r"refused|TrustedScriptURL|TrustedHTML"):
            await window.page.evaluate(script)
    window.faults.clear()
