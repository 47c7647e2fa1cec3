"""A served house and a real browser: what the journeys through the desk stand on."""

import asyncio
import os
import shutil
import socket
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest
import uvicorn
from msgspec import Struct
from playwright.async_api import Browser, Error, async_playwright, expect

from gongdan.adapters.postgres.roles import role_url
from gongdan.bootstrap.followers import make_followers
from gongdan.bootstrap.house import House, open_house
from gongdan.bootstrap.storage import Urls
from gongdan.entrypoints.http.app import make_app
from gongdan.entrypoints.http.pages import NONCE
from gongdan.entrypoints.http.serve import parts_of
from gongdan.settings import HttpSettings, Settings
from tests.acceptance.browser.desk_window import DeskWindow
from tests.house import CHEAP, Tenant, TestHouse
from tests.postgres_server import SECRET, HouseDatabase

BUILT = Path(__file__).parents[3] / "src/gongdan/entrypoints/http/static/desk/index.html"
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
# Patience, not a bound: a machine that runs two lanes of tests may take seconds for a page.
expect.set_options(timeout=60_000)


class Served(Struct, frozen=True):
    """A house that answers on a port of this machine, with a tenant of its own."""

    url: str
    tenant: Tenant


OpenWindow = Callable[..., Awaitable[DeskWindow]]


async def answers(port: int) -> None:
    """Wait until somebody accepts connections on the port (the kernel queues them before)."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /health/live HTTP/1.0\r\n\r\n")
    await asyncio.wait_for(reader.readline(), 30)
    writer.close()


ServeHouse = Callable[[HouseDatabase], AbstractAsyncContextManager[tuple[str, House]]]


@asynccontextmanager
async def _serve(database: HouseDatabase) -> AsyncIterator[tuple[str, House]]:
    """Serve the whole application, followers and live stream included; yields its address."""
    assert BUILT.is_file(), "the desk is not built: run `make web` first"
    assert NONCE in BUILT.read_text(encoding="utf-8")
    urls = Urls(
        database.url,
        role_url(database.url, "app", SECRET),
        role_url(database.url, "worker", SECRET),
    )
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        async with open_house(
            Settings(home=Path(folder), http=HttpSettings(rate_factor=0)), urls, passwords=CHEAP
        ) as house:
            config = uvicorn.Config(
                make_app(parts_of(house)),
                lifespan="on",
                log_level="warning",
                timeout_graceful_shutdown=1,
            )
            server = uvicorn.Server(config)
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            await answers(listener.getsockname()[1])
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            yield url, house
            server.should_exit = True
            with suppress(TimeoutError):
                await asyncio.wait_for(serving, 10)


@pytest.fixture(scope="session")
def serve_house() -> ServeHouse:
    """Serves a house over a database, as long as it is wished."""
    return _serve


@pytest.fixture(scope="module")
async def served(database: HouseDatabase) -> AsyncIterator[Served]:
    """Serve a house with a tenant of one user for each role."""
    async with _serve(database) as (url, house):
        async with httpx.AsyncClient(base_url=url) as client:
            tenant = await TestHouse(house, client, make_followers(house)).tenant()
        yield Served(url, tenant)


@pytest.fixture
async def bare(
    fresh_database: HouseDatabase, serve_house: ServeHouse
) -> AsyncIterator[tuple[str, House]]:
    """A served installation as `gongdan up` leaves it: no tenant, no user, nothing."""
    async with serve_house(fresh_database) as (url, house):
        yield url, house


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Start the machine's Chromium once for all journeys."""
    program = os.environ.get("GONGDAN_TEST_CHROMIUM") or shutil.which("chromium")
    async with async_playwright() as playwright:
        try:
            running = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        except Error:
            pytest.skip("no Chromium here (name one in GONGDAN_TEST_CHROMIUM)")
        yield running
        await running.close()


@pytest.fixture
async def open_window(served: Served, browser: Browser) -> AsyncIterator[OpenWindow]:
    """Open windows of the desk, each with cookies of its own; none may break the page's policy."""
    windows: list[DeskWindow] = []

    async def open_one(
        *, locale: str = "en", width: int = 1440, theme: str = "light", touch: bool = False
    ) -> DeskWindow:
        window = await DeskWindow.open(
            browser,
            served.url,
            tenant=served.tenant.slug,
            locale=locale,
            width=width,
            theme=theme,
            touch=touch,
        )
        windows.append(window)
        return window

    yield open_one
    for window in windows:
        await window.page.context.close()
    faults = [fault for window in windows for fault in window.faults]
    assert faults == []
