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
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
from msgspec import Struct

from gongdan.adapters.embedded_postgres.errors import LauncherError
from gongdan.adapters.embedded_postgres.launch import EmbeddedPostgres
from gongdan.bootstrap.house import House, open_house
from gongdan.bootstrap.storage import Urls, prepare, start_server
from gongdan.settings import Settings, load_settings
from tests.house import CHEAP, PASSWORD, Tenant, make_people

PATIENCE = 120.0
"""Seconds until a process that was started must answer."""


class LiveHouse(Struct):
    """An installation under test.

    `app` is the process that serves, if one runs; `environment` is what it is started with.
    """

    settings: Settings
    server: EmbeddedPostgres
    urls: Urls
    tenant: Tenant
    port: int
    app: subprocess.Popen[bytes] | None = None
    environment: dict[str, str] = {}

    @property
    def address(self) -> str:
        """Where the application answers."""
        return f"http://127.0.0.1:{self.port}"

    def start_app(self) -> None:
        """Start the application and wait until it is ready."""
        environment = {
            **environment_of(self.settings.home),
            "GONGDAN_PORT": str(self.port),
            "GONGDAN_LOG_LEVEL": "error",
            "GONGDAN_RATE_FACTOR": "0",
            **self.environment,
        }
        command = [str(Path(sys.executable).parent / "gongdan"), "up"]
        self.app = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
        )
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until requests can be served again."""
        self._wait(self._is_ready, "the application did not come back")

    def _is_ready(self) -> bool:
        return httpx.get(f"{self.address}/health/ready", timeout=2).status_code == 200

    def wait_until_followed(self) -> None:
        """Wait until every event has its place and stands under a checkpoint."""
        self._wait(self._is_followed, "the followers did not catch up")

    def _is_followed(self) -> bool:
        text = httpx.get(f"{self.address}/metrics", timeout=5).text
        return all(f'{{what="{name}"}} 0.0' in text for name in ("unplaced", "unsigned_tenants"))

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
        self._wait(self._is_revived, "the database did not come back")

    def _is_revived(self) -> bool:
        try:
            self.server.revive()
        except LauncherError:  # children of the dead one may still hold on
            return False
        return True

    def _wait(self, holds: Callable[[], bool], otherwise: str) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(httpx.HTTPError):
                if holds():
                    return
            time.sleep(0.05)
        raise TimeoutError(otherwise)

    def close(self) -> None:
        """End everything that was started."""
        self.kill_app()
        self.server.stop()

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


def environment_of(home: Path) -> dict[str, str]:
    """Return this process's environment without its settings of Gongdan, but the home."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GONGDAN_", "DATABASE_URL"))}
    return {**kept, "GONGDAN_HOME": str(home)}


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
