"""Kill the application and the database under load, and look whether anything was lost.

    python -m tests.faults.crash --app-kills 200 --database-kills 50 --json

Writers report, accept and complete orders over HTTP. Every answer with a 2xx status is an
acknowledged event: written down here, outside the system. A request without an answer is sent
again with the same Idempotency-Key until it is answered. At the end the history is compared
with what was written down, and the chain is verified.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from msgspec import Struct, field

from gongdan.kernel.ids import new_id
from tests.faults.live_house import LiveHouse, found

WRITERS = 8
FLOOR = 20
"""Acknowledged events before each kill: a kill without load proves nothing."""


class Book(Struct):
    """What was acknowledged: (order, version) of each event, and the order of each key."""

    acknowledged: dict[tuple[str, int], str] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)
    again: int = 0

    def note(self, order: str, version: int, act: str) -> None:
        """Write an acknowledged event down."""
        if (order, version) in self.acknowledged:
            self.doubled.append(f"{order}@{version}")
        self.acknowledged[order, version] = act

    def note_order(self, key: str, order: str) -> None:
        """Write down which order a key made; another one for the same key is a double effect."""
        if self.orders.setdefault(key, order) != order:
            self.doubled.append(f"key {key}")


async def send(
    clients: dict[str, httpx.AsyncClient],
    book: Book,
    role: str,
    path: str,
    *,
    body: object,
    version: int,
) -> dict[str, object]:
    """Send one act until it is answered, always with the same key."""
    headers = {"Idempotency-Key": str(new_id())}
    if version:
        headers["If-Match"] = f'"{version}"'
    while True:
        try:
            answer = await clients[role].post(path, json=body, headers=headers)
        except httpx.HTTPError:
            book.again += 1
            await asyncio.sleep(0.05)
            continue
        if answer.status_code in {429, 500, 503}:
            if answer.status_code == 500:
                raise AssertionError(answer.text)
            book.again += 1
            await asyncio.sleep(0.05)
            continue
        if answer.status_code >= 300:
            raise AssertionError(f"{path}: {answer.text}")
        shown: dict[str, object] = answer.json()
        if not version:
            book.note_order(headers["Idempotency-Key"], str(shown["id"]))
        book.note(str(shown["id"]), int(str(shown["version"])), path.rpartition("/")[2])
        return shown


async def write(house: LiveHouse, clients: dict[str, httpx.AsyncClient], book: Book) -> None:
    """Take orders through half of their loop, one after the other, for ever."""
    worker = str(house.tenant.users["technician"])
    while True:
        order = await send(
            clients,
            book,
            "requester",
            "/api/v1/orders",
            body={"title": f"泵 {new_id().hex}", "contact": {"phone": "13812341234"}},
            version=0,
        )
        path = f"/api/v1/orders/{order['id']}"
        order = await send(
            clients,
            book,
            "dispatcher",
            f"{path}/accept",
            body={"assignee": worker},
            version=int(str(order["version"])),
        )
        await send(
            clients,
            book,
            "technician",
            f"{path}/complete",
            body={"data": {"work_done": "done", "result": "fixed"}},
            version=int(str(order["version"])),
        )


async def torment(house: LiveHouse, book: Book, app_kills: int, database_kills: int) -> list[float]:
    """Kill as often as asked, each time under load; returns the seconds of each recovery."""
    kills = ["app"] * app_kills + ["database"] * database_kills
    random.Random(7).shuffle(kills)
    house.start_app()
    clients = {role: await house.client(role) for role in ("requester", "dispatcher", "technician")}
    writers = [asyncio.create_task(write(house, clients, book)) for _ in range(WRITERS)]
    recoveries: list[float] = []
    for number, kill in enumerate(kills):
        target = len(book.acknowledged) + FLOOR
        while len(book.acknowledged) < target:
            await asyncio.sleep(0.005)
            for writer in writers:
                if writer.done():
                    writer.result()
        begun = time.monotonic()
        if kill == "app":
            house.kill_app()
            await asyncio.to_thread(house.start_app)
        else:
            await asyncio.to_thread(house.kill_database)
            await asyncio.to_thread(house.wait_until_ready)
        recoveries.append(time.monotonic() - begun)
        if sys.stderr.isatty():
            print(f"\r{number + 1}/{len(kills)} {len(book.acknowledged)}", end="", file=sys.stderr)
    for writer in writers:
        writer.cancel()
    await asyncio.gather(*writers, return_exceptions=True)
    for client in clients.values():
        await client.aclose()
    return recoveries


async def audit(house: LiveHouse, book: Book) -> dict[str, object]:
    """Compare the database with what was acknowledged."""
    async with house.house() as running:
        async with running.storage.worker.reading(house.tenant.id) as reader:
            rows = await reader.fetch(
                "SELECT e.stream_id, e.seq FROM event e JOIN stream s"
                " ON s.tenant_id = e.tenant_id AND s.stream_id = e.stream_id"
                " WHERE e.tenant_id = $1 AND s.kind = 'order'",
                house.tenant.id,
            )
            titles = await reader.fetchval(
                "SELECT count(*) - count(DISTINCT title) FROM order_row WHERE tenant_id = $1",
                house.tenant.id,
            )
    stored = {(str(row["stream_id"]), row["seq"]) for row in rows}
    lost = [key for key in book.acknowledged if key not in stored]
    return {
        "acknowledged": len(book.acknowledged),
        "stored": len(stored),
        "lost": len(lost),
        "doubled": len(book.doubled) + int(titles),
        "sent_again": book.again,
    }


def verify(house: LiveHouse) -> dict[str, object]:
    """Let the program itself verify its history."""
    command = [str(Path(sys.executable).parent / "gongdan"), "verify", "--json"]
    environment = {"GONGDAN_HOME": str(house.settings.home), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        command, env=environment, capture_output=True, check=False
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


async def run(home: Path, app_kills: int, database_kills: int) -> dict[str, object]:
    """Set up, torment, audit; returns the figures."""
    house, book = await found(home), Book()
    begun = time.monotonic()
    try:
        recoveries = sorted(await torment(house, book, app_kills, database_kills))
        house.kill_app()
        figures = await audit(house, book)
        figures["intact"] = verify(house)["intact"]
    finally:
        house.kill_app()
        house.server.stop()
    return {
        "app_kills": app_kills,
        "database_kills": database_kills,
        **figures,
        "recovery_median_s": round(recoveries[len(recoveries) // 2], 2),
        "recovery_max_s": round(recoveries[-1], 2),
        "seconds": round(time.monotonic() - begun),
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--app-kills", type=int, default=200)
    parser.add_argument("--database-kills", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongdan-crash-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        figures = asyncio.run(run(home, wanted.app_kills, wanted.database_kills))
    print(json.dumps(figures))
    sound = figures["lost"] == 0 and figures["doubled"] == 0 and figures["intact"]
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
