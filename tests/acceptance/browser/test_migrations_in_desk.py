"""Running orders are moved in the desk: the steps side by side, what would happen, and the way back."""

import re

import httpx
import pytest
from playwright.async_api import expect

from tests.acceptance.api.test_migrations import second_version
from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.conftest import OpenWindow, Served
from tests.acceptance.browser.desk_window import DeskWindow
from tests.house import PASSWORD

pytestmark = pytest.mark.browser

KEY = "five_step"


@pytest.fixture(scope="module", autouse=True)
async def two_versions(served: Served) -> None:
    """Let four orders run by version 1, and publish a second one that calls a step otherwise."""
    async with httpx.AsyncClient(base_url=f"{served.url}/api/v1") as client:

        async def signed_in(role: str) -> dict[str, str]:
            body = {
                "tenant": served.tenant.slug,
                "login": role,
                "password": PASSWORD,
                "cookie": False,
            }
            token = (await client.post("/sessions", json=body)).json()["token"]
            return {"Authorization": f"Bearer {token}"}

        requester, designer = await signed_in("requester"), await signed_in("designer")
        for number in range(4):
            made = await client.post("/orders", json={"title": f"泵 {number}"}, headers=requester)
            assert made.status_code == 201, made.text
        saved = await client.put(
            f"/definitions/{KEY}/draft", json=second_version(), headers=designer
        )
        headers = {**designer, "If-Match": saved.headers["ETag"]}
        done = await client.post(f"/definitions/{KEY}/publish", json={}, headers=headers)
        assert done.status_code == 201, done.text


async def looked(window: DeskWindow, name: str) -> None:
    """Take a picture in both widths, and let axe look."""
    for width in (1440, 390):
        await window.page.set_viewport_size({"width": width, "height": 900})
        await window.shoot(f"{name}-{width}")
        assert await violations(window) == []
    await window.page.set_viewport_size({"width": 1440, "height": 900})


async def counted(window: DeskWindow, name: str, count: int) -> None:
    """Wait until a figure of the page reads so."""
    figure = window.page.locator("dl > div", has_text=window.t(name))
    await expect(figure.locator("dd")).to_have_text(str(count))


async def ended(window: DeskWindow, told: str) -> None:
    """Wait until the migration is through, and no question stands over the page."""
    await expect(
        window.page.get_by_text(window.t(told, **{"from": "1", "to": "2"}))
    ).to_be_visible()
    await expect(window.page.get_by_role("dialog")).to_have_count(0)


async def moved(window: DeskWindow, way: str) -> None:
    """Map the step that is called otherwise, look, and start."""
    page = window.page
    await window.sign_in("designer")
    await page.wait_for_url("**/orders**")
    await window.go(f"/order-types/{KEY}")
    await page.get_by_role("link", name=window.t("types.move")).first.click()
    await counted(window, "moving.needs", 4)
    await looked(window, f"moving-{way}-missing")
    step = "受理" if window.locale == "zh" else "Accept"
    await window.choose(window.t("moving.map.of", step=step), step)
    await counted(window, "moving.safe", 4)
    await looked(window, f"moving-{way}-planned")
    plan = page.get_by_role("region", name=window.t("moving.plan"))
    await plan.get_by_role("button").last.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("新版受理")
    await looked(window, f"moving-{way}-sure")
    await dialog.get_by_role("button", name=window.t("moving.begin.act"), exact=True).click()
    await counted(window, "movingend.moved", 4)
    await ended(window, "moving.over.done")


@pytest.mark.parametrize(("locale", "theme"), [("zh", "light"), ("en", "dark")])
async def test_orders_are_moved_and_moved_back(
    open_window: OpenWindow, locale: str, theme: str
) -> None:
    window = await open_window(locale=locale, theme=theme, width=1440)
    await moved(window, f"{locale}-{theme}")
    await expect(window.page.get_by_text(re.compile("新版受理"))).to_be_visible()
    await looked(window, f"moving-{locale}-{theme}-done")
    await window.button("moving.way.back").click()
    dialog = window.page.get_by_role("dialog")
    await dialog.get_by_role("button", name=window.t("moving.way.back"), exact=True).click()
    await counted(window, "movingend.back", 4)
    await ended(window, "moving.back.done")
    await looked(window, f"moving-{locale}-{theme}-back")
    await window.page.get_by_role("link", name=window.t("moving.to.plan")).click()
    await expect(window.page.get_by_role("table", name=window.t("moving.list"))).to_be_visible()
