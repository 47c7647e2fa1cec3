"""One process that serves the web until it is told to stop, or its parent is gone."""

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager, suppress

import uvicorn

from gongdan.adapters.file_secrets import SecretsError
from gongdan.bootstrap.house import open_house
from gongdan.bootstrap.storage import Urls
from gongdan.bootstrap.transport import Transport, open_transport
from gongdan.entrypoints.cli.told import Fault
from gongdan.entrypoints.http.app import make_app
from gongdan.entrypoints.http.serve import parts_of, server_config, tell_fault
from gongdan.settings import HttpSettings, Settings

BACKLOG = 2048


class WebServer(uvicorn.Server):
    """uvicorn, stopping by signals of the event loop: what stands around it is closed in order."""

    def __init__(
        self,
        config: uvicorn.Config,
        *,
        on_ready: Callable[[], None],
        on_closing: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._on_closing = on_closing

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell when requests are answered."""
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let live streams end by themselves; each other request has its time."""
        self._on_closing()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave on SIGINT and SIGTERM; a second SIGINT does not wait for open requests."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


def listen(http: HttpSettings) -> socket.socket:
    """Take the address of the settings; raises `Fault` where it can't be had."""
    try:
        host = http.listens_at
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        both = host == "::" and socket.has_dualstack_ipv6()
        return socket.create_server(
            (host, http.port), family=family, backlog=BACKLOG, dualstack_ipv6=both
        )
    except OSError as fault:
        raise Fault(
            f"The address {http.host}:{http.port} can't be taken: {fault.strerror or fault}. "
            "Nothing was started. Stop what uses it, or choose another: GONGDAN_PORT, GONGDAN_HOST"
        ) from fault


def address(http: HttpSettings, taken: socket.socket) -> str:
    """Return the URL under which people reach the house."""
    scheme = "https" if http.is_encrypted else "http"
    host = f"[{http.host}]" if ":" in http.host else http.host
    return http.public_url or f"{scheme}://{host}:{taken.getsockname()[1]}"


async def serve(
    settings: Settings,
    urls: Urls,
    taken: socket.socket,
    *,
    on_ready: Callable[[], None],
    beside: Callable[[], Awaitable[None]],
    with_followers: bool = True,
) -> None:
    """Serve until a signal; `beside` runs as long, once a second."""
    async with open_house(settings, urls) as house:
        transport = open_transport(settings, house.clock)
        app = make_app(parts_of(house, with_followers=with_followers, transport=transport))
        config = server_config(house, app, transport)
        server = WebServer(config, on_ready=on_ready, on_closing=house.hub.close)
        watching = asyncio.create_task(_each_second(beside, server))
        renewing = asyncio.create_task(_each_minute(transport))
        try:
            await server.serve(sockets=[taken])
        finally:
            for task in (watching, renewing):
                task.cancel()
            with suppress(asyncio.CancelledError):
                await watching


async def _each_minute(transport: Transport) -> None:
    while True:
        await asyncio.sleep(60)
        try:
            await asyncio.to_thread(transport.look)
        except SecretsError as fault:
            tell_fault("renew the certificate", fault)


async def _each_second(do: Callable[[], Awaitable[None]], server: uvicorn.Server) -> None:
    parent = os.getppid()
    while os.getppid() == parent:
        await asyncio.sleep(1)
        await do()
    server.should_exit = True
