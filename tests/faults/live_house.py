"""A real installation for fault tests: its own home, its own PostgreSQL, its own processes.

Nothing is faked: `gongdan up` runs in a process of its own and is killed with SIGKILL, the
database's postmaster likewise. Durability (fsync) is on.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from msgspec import Struct

from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres
from gongdan.bootstrap.house import House, open_house
from gongdan.bootstrap.storage import Urls, prepare, start_server
from gongdan.settings import Settings, load_settings
from tests.house import CHEAP, PASSWORD, Tenant, make_people

PATIENCE = 60.0
"""Seconds until a process that was started must answer."""


class LiveHouse(Struct):
    """An installation under test; `app` is the process that serves, if one runs."""

    settings: Settings
    server: EmbeddedPostgres
    urls: Urls
    tenant: Tenant
    port: int
    app: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where the application answers."""
        return f"http://127.0.0.1:{self.port}"

    def start_app(self) -> None:
        """Start the application and wait until it is ready."""
        environment = {
            **os.environ,
            "GONGDAN_HOME": str(self.settings.home),
            "GONGDAN_PORT": str(self.port),
            "GONGDAN_LOG_LEVEL": "error",
        }
        command = [str(Path(sys.executable).parent / "gongdan"), "up"]
        self.app = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until requests can be served again."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                answer = httpx.get(f"{self.address}/health/ready", timeout=2)
                if answer.status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.05)
        raise TimeoutError("the application did not come back")

    def kill_app(self) -> None:
        """Kill the application and all its processes, without a word."""
        if self.app is not None:
            os.killpg(self.app.pid, signal.SIGKILL)
            self.app.wait()
            self.app = None

    def kill_database(self) -> None:
        """Kill the postmaster without a word, then start it again as an operator would."""
        pid = int((self.server.data / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.server.revive()
            except Exception:  # noqa: BLE001 - children of the dead one may still hold on
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("the database did not come back")

    async def client(self, role: str) -> httpx.AsyncClient:
        """Return a client signed in as a role."""
        client = httpx.AsyncClient(base_url=self.address, timeout=20)
        body = {
            "tenant": self.tenant.slug,
            "login": role,
            "password": PASSWORD,
            "cookie": False,
        }
        answer = await client.post("/api/v1/sessions", json=body)
        answer.raise_for_status()
        client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        return client

    @asynccontextmanager
    async def house(self) -> AsyncIterator[House]:
        """Open the house in this process as well."""
        async with open_house(self.settings, self.urls, passwords=CHEAP) as house:
            yield house


async def found(home: Path) -> LiveHouse:
    """Set up an installation in an empty folder: database, tenant, people, definition."""
    settings = load_settings({"GONGDAN_HOME": str(home)})
    server = start_server(settings)
    assert server is not None
    urls = await prepare(settings, server)
    async with open_house(settings, urls, passwords=CHEAP) as house:
        tenant = await make_people(house)
    return LiveHouse(settings, server, urls, tenant, _free_port())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
