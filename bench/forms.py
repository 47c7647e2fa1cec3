"""How quick a large form is on a slow computer: 200 fields, a table of 100 lines, rules in both.

A real Chromium whose CPU its own debugger slows down four times; the line is loopback. *First
input* is the time from opening the order's page until a key that was pressed in the form's first
field is painted there. *A key* is the browser's own account (Event Timing) of each key typed: from
the press to the next paint, while the rules reckon. *Reckoned* is the time until the sum over the
table shows what the last key made of it. A form of five fields is opened beside it: what the page
itself takes on such a computer. Limits: the design says none for a form; 200 ms is what the web
calls a good answer to a key (INP); the large form may keep its first key waiting half as long again
as the small one.
"""

import json
import os
import shutil
import statistics
import time
from typing import TYPE_CHECKING, Any

import httpx
from msgspec import Struct
from playwright.async_api import Browser, async_playwright, expect

from bench.results import Figure, keep, show
from bench.serving import serving
from bench.stage import FOUNDER, PASSWORD, ROLE, Place, stage
from gongdan.rooms.lowcode.handlers import By
from gongdan.rooms.lowcode.store import shipped_bodies

if TYPE_CHECKING:
    from playwright.async_api import Page

KEY, PEER = "large", "small"
FIELDS, LINES, KEYS = 200, 100, 20
FEW, FEW_LINES = 5, 1
SLOWER = 4
VIEW = {"width": 1440, "height": 900}
WAIT = 60_000  # ms
SETTLED = 2_000  # ms in which the rules have followed the keys before the last one
_WATCH = """
window.keys = [];
new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (e.name === 'keydown') keys.push(e.duration);
}).observe({type: 'event', durationThreshold: 16, buffered: true});
"""
_PAINTED = """
() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))
"""


class Typed(Struct, frozen=True):
    """One visit: ms until the first key shows, there and in the small form, ms of each key, ms
    until the sum has followed.
    """

    small: float
    first: float
    keys: list[float]
    reckoned: float


async def bench_forms(command: str, rounds: int) -> None:
    """Type into the large form, some rounds, each in a window that knows nothing yet."""
    async with stage() as place_of_work:
        place = await place_of_work.place()
        async with place_of_work.house() as house:
            by = By(tenant=place.tenant, actor=FOUNDER)
            for key, fields in ((KEY, FIELDS), (PEER, FEW)):
                body = _definition(key, fields)
                edition = await house.definitions.save_draft(by, key, body, seen=0)
                done = await house.definitions.publish(by, key, edition=edition)
                assert done.__class__.__name__ != "Refused", done
        with serving(place_of_work.settings, place_of_work.urls) as served:
            url = f"http://127.0.0.1:{served.port}"
            large = await _reported(url, place, KEY, LINES)
            small = await _reported(url, place, PEER, FEW_LINES)
            async with async_playwright() as playwright:
                program = os.environ.get("GONGDAN_TEST_CHROMIUM") or shutil.which("chromium")
                browser = await playwright.chromium.launch(
                    executable_path=program, args=["--no-sandbox"]
                )
                visits = [await _visit(browser, url, place, (small, large)) for _ in range(rounds)]
                await browser.close()
        await keep(place_of_work, "forms", command, show(_figures(visits)))


def _figures(visits: list[Typed]) -> list[Figure]:
    keys = sorted(key for visit in visits for key in visit.keys)
    first = statistics.median(visit.first for visit in visits)
    small = statistics.median(visit.small for visit in visits)
    reckoned = statistics.median(visit.reckoned for visit in visits)
    slow = keys[int(len(keys) * 0.95)]
    size = f"{FIELDS} fields, {LINES} lines"
    return [
        Figure(name=f"{FEW} fields: first input", value=small, unit="ms"),
        Figure(name=f"{size}: first input", value=first, unit="ms"),
        Figure(name=f"{size}: first input, times that", value=first / small, unit="x", limit=1.5),
        Figure(name=f"{size}: a key, median", value=statistics.median(keys), unit="ms", limit=200),
        Figure(name=f"{size}: a key, 95 of 100", value=slow, unit="ms", limit=200),
        Figure(name=f"{size}: the sum has followed", value=reckoned, unit="ms", limit=1_000),
    ]


async def _visit(browser: Browser, url: str, place: Place, orders: tuple[str, str]) -> Typed:
    """Open the small form, then the large one, each in a window that knows nothing yet."""
    small, large = orders
    page = await _opened(browser, url, place)
    peer = await _first_key(page, url, small)
    await page.context.close()
    page = await _opened(browser, url, place)
    first = await _first_key(page, url, large)
    keys, reckoned = await _keys(page)
    await page.context.close()
    return Typed(peer, first, keys, reckoned)


async def _opened(browser: Browser, url: str, place: Place) -> "Page":
    """Return a window of a slow computer, signed in, with no page yet."""
    context = await browser.new_context(viewport=VIEW, locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(WAIT)
    body = {"tenant": place.slug, "login": ROLE, "password": PASSWORD}
    answer = await page.request.post(f"{url}/api/v1/sessions", data=body)
    assert answer.ok, await answer.text()
    debugger = await context.new_cdp_session(page)
    await debugger.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await page.add_init_script(_WATCH)
    return page


async def _first_key(page: "Page", url: str, order: str) -> float:
    """Press a key in the form's first field as soon as it is there; ms until it is painted."""
    await page.goto(f"{url}/desk/orders/{order}", wait_until="commit")
    field = page.get_by_label("Field 1", exact=False).first
    await field.wait_for()
    await field.press("a")
    await expect(field).to_have_value("a", timeout=WAIT)
    painted: float = await page.evaluate(_PAINTED)
    return painted


async def _keys(page: "Page") -> tuple[list[float], float]:
    """Type a price in the middle of the table: a product, a sum and what depends on it follow."""
    price = page.get_by_label(f"Line {LINES // 2}: Price")
    total = page.get_by_label("Total", exact=False).first
    await expect(total).not_to_have_value("", timeout=WAIT)
    await price.focus()
    await price.press("End")
    await page.evaluate("window.keys.length = 0")
    for _ in range(KEYS // 2 - 1):
        await page.keyboard.press("5", delay=100)
        await page.keyboard.press("Backspace", delay=100)
    await page.keyboard.press("5")
    await page.evaluate(_PAINTED)
    await page.wait_for_timeout(SETTLED)
    last = await total.input_value()
    began = time.monotonic()
    await page.keyboard.press("9")
    await expect(total).not_to_have_value(last, timeout=WAIT)
    reckoned = (time.monotonic() - began) * 1000
    await page.evaluate(_PAINTED)
    # a key that was quicker than 16 ms is not told of
    told: list[float] = await page.evaluate("window.keys")
    return told + [16.0] * (KEYS - len(told)), reckoned


async def _reported(url: str, place: Place, key: str, count: int) -> str:
    """Report an order with its table filled in; return its id."""
    async with httpx.AsyncClient(base_url=f"{url}/api/v1") as client:
        body = {"tenant": place.slug, "login": ROLE, "password": PASSWORD, "cookie": False}
        token = (await client.post("/sessions", json=body)).raise_for_status().json()["token"]
        lines = [{"part": f"P-{n}", "count": n % 7 + 1, "price": "1"} for n in range(count)]
        wanted = {"type": key, "title": "A large order", "fields": {"items": lines}}
        headers = {"Authorization": f"Bearer {token}"}
        made = await client.post("/orders", json=wanted, headers=headers)
        assert made.status_code == 201, made.text
        return str(made.json()["id"])


def _definition(key: str, fields: int) -> bytes:
    """The five steps: reported by a table, accepted on a form of so many fields beside it."""
    body: dict[str, Any] = json.loads(shipped_bodies()[0])
    body |= {"key": key, "title": _words(key.title())}
    names = [f"f_{n}" for n in range(1, fields - 1)]
    decimal = {"type": "string", "format": "decimal"}
    text = {"type": "string", "maxLength": 80}
    body["fields"] |= {
        **{f"f_{n}": _field(f"Field {n}", text) for n in range(1, fields - 1)},
        "total": _field("Total", decimal),
        "items": {
            **_field("Items", {"type": "array", "items": {"type": "object"}, "maxItems": LINES}),
            "columns": {
                "part": _field("Part", text),
                "count": _field("Count", {"type": "integer"}),
                "price": _field("Price", decimal),
                "amount": _field("Amount", decimal),
            },
        },
    }
    rules: dict[str, dict[str, str]] = {
        "items.amount": {"computed": "count * price"},
        "total": {"computed": "sum(items.amount)"},
    }
    # every tenth field depends on the sum, every tenth on its neighbour
    for n in range(10, fields - 1, 10):
        rules[f"f_{n}"] = {"required": f"total > {n * 1000}"}
        rules[f"f_{n - 5}"] = {"visible": f'f_{n - 6} = null or f_{n - 6} != "x"'}
    nodes = body["flow"]["nodes"]
    body["forms"] |= {
        nodes["report"]["form"]: _form(["items"], {}),
        "large": _form([*names, "total", "items"], rules),
    }
    nodes["accept"]["form"] = "large"
    return json.dumps(body).encode()


def _form(names: list[str], rules: dict[str, dict[str, str]]) -> dict[str, object]:
    properties = {name: {"$ref": f"#/fields/{name}/schema"} for name in names}
    schema = {"type": "object", "properties": properties, "required": []}
    return {"schema": schema, "ui": {"order": names}, "rules": rules}


def _field(title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"title": _words(title), "schema": schema, "privacy": "internal"}


def _words(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}
