"""How heavy and how quick the pages are on a slow phone: the profile of the design (section 9).

A real Chromium, slowed down by its own debugger: 1.6 Mb/s, 150 ms, a CPU four times slower,
412 by 915 px, nothing cached. Bytes are what came over the line; LCP is the browser's own
figure; TBT the time beyond 50 ms of every long task, those before the first paint too.
"""

import os
import shutil
import statistics
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from msgspec import Struct
from playwright.async_api import Browser, async_playwright

from bench.results import Figure, keep, show
from bench.serving import serving
from bench.stage import FOUNDER, PASSWORD, ROLE, Place, Stage, stage
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import Action, robot
from gongdan.rooms.portal.contract import ReportPublicly, SetPortal
from gongdan.rooms.portal.handlers.report import Asked, report_publicly
from gongdan.rooms.portal.handlers.visits import Visit, open_visit, set_portal

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
VIEW = {"width": 412, "height": 915}
QUIET = 5_000  # ms after the load in which late paints and long tasks still count
_WATCH = """
window.seen = {lcp: 0, tbt: 0};
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.lcp = e.startTime; })
    .observe({type: 'largest-contentful-paint', buffered: true});
const long = e => Math.max(0, e.duration - 50);
new PerformanceObserver(list => { for (const e of list.getEntries()) seen.tbt += long(e); })
    .observe({type: 'longtask', buffered: true});
"""


class Load(Struct, frozen=True):
    """One first load: bytes over the line, and the browser's own milliseconds."""

    kilobytes: float
    lcp: float
    tbt: float


class Limits(Struct, frozen=True):
    """What the design allows of a page; None: it says nothing."""

    kilobytes: float | None = None
    lcp: float | None = None
    tbt: float | None = None


PORTAL = Limits(60, 1_500, 200)
DESK = Limits(320)


async def bench_pages(command: str, rounds: int) -> None:
    """Measure the portal's pages and the desk's shell, median of some rounds each."""
    async with stage() as place_of_work:
        place = await place_of_work.place()
        token = await _followed(place_of_work, place)
        with serving(place_of_work.settings, place_of_work.urls) as served:
            url = f"http://127.0.0.1:{served.port}"
            pages: dict[str, tuple[str, Limits]] = {
                "portal report": (f"{url}/portal/{place.slug}", PORTAL),
                "portal follow": (f"{url}/portal/#{token}", PORTAL),
                "desk log-in": (f"{url}/desk/log-in", DESK),
            }
            figures: list[Figure] = []
            async with async_playwright() as playwright:
                program = os.environ.get("GONGDAN_TEST_CHROMIUM") or shutil.which("chromium")
                browser = await playwright.chromium.launch(
                    executable_path=program, args=["--no-sandbox"]
                )
                for name, (address, limits) in pages.items():
                    loads = [await _load(browser, address, _nobody) for _ in range(rounds)]
                    figures += _figures(name, loads, limits)
                signed = _signed(url, place)
                loads = [await _load(browser, f"{url}/desk/orders", signed) for _ in range(rounds)]
                figures += _figures("desk list", loads, DESK)
                await browser.close()
        show(figures)
        await keep(place_of_work, "pages", command, figures)


Prepare = Callable[["Page"], Awaitable[None]]


async def _nobody(_page: "Page") -> None:
    """Come as nobody: nothing has to be prepared."""


def _signed(url: str, place: Place) -> Prepare:
    async def sign_in(page: "Page") -> None:
        body = {"tenant": place.slug, "login": ROLE, "password": PASSWORD}
        answer = await page.request.post(f"{url}/api/v1/sessions", data=body)
        assert answer.ok, await answer.text()

    return sign_in


async def _load(browser: Browser, address: str, prepare: Prepare) -> Load:
    context = await browser.new_context(viewport=VIEW, device_scale_factor=2)
    page = await context.new_page()
    await prepare(page)
    debugger = await context.new_cdp_session(page)
    sizes = await _slowed(debugger)
    await page.add_init_script(_WATCH)
    # not until the network rests: the desk's live stream never does
    await page.goto(address, wait_until="load", timeout=60_000)
    # nor is the page asked anything before the end: the asking would be a long task of ours
    await page.wait_for_timeout(QUIET)
    seen: dict[str, float] = await page.evaluate("window.seen")
    assert seen["lcp"] > 0, f"{address} painted nothing that counts"
    await page.locator("main").first.wait_for(timeout=60_000)
    await context.close()
    return Load(sum(sizes) / 1024, seen["lcp"], seen["tbt"])


async def _slowed(debugger: "CDPSession") -> list[float]:
    """Slow the page down; the sizes of what it loads are gathered in the list."""
    sizes: list[float] = []
    await debugger.send("Network.enable")
    await debugger.send("Network.emulateNetworkConditions", LINE)
    await debugger.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    debugger.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    return sizes


def _figures(name: str, loads: list[Load], limits: Limits) -> list[Figure]:
    units = {"kilobytes": "KB", "lcp": "ms", "tbt": "ms"}
    return [
        Figure(
            name=f"{name}: {part}",
            value=round(statistics.median(getattr(load, part) for load in loads), 1),
            unit=unit,
            limit=getattr(limits, part),
        )
        for part, unit in units.items()
    ]


async def _followed(place_of_work: Stage, place: Place) -> str:
    """Let a stranger report something; return the token by which he follows it."""
    async with place_of_work.house() as house:
        means = house.portal.means
        admin = robot(place.tenant, FOUNDER, (Action.PORTAL_CHANGE,))
        await set_portal(means, admin, SetPortal(reports_open=True))
        visit = await open_visit(means, place.slug, "bench", "zh")
        assert isinstance(visit, Visit), visit
        visitor = await house.authentication.principal(visit.token)
        assert not isinstance(visitor, Refused), visitor
        wanted = ReportPublicly(text="三楼茶水间漏水，地上都是水", place="3 楼")
        asked = Asked("bench", visit.token, "bench", b"bench")
        link = await report_publicly(means, visitor, wanted, asked)
        assert not isinstance(link, Refused), link
        return link.token
