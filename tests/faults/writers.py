"""Load for fault tests: orders taken through half their loop, and a book of what was acknowledged.

Every answer with a 2xx status is an acknowledged event, written down outside the system. A
request without an answer, or told to come again, is sent again with the same Idempotency-Key.
"""

import asyncio
from collections import Counter
from typing import Self

import httpx
from msgspec import Struct, field

from gongdan.kernel.ids import new_id
from tests.faults.live_house import LiveHouse

ROLES = ("requester", "dispatcher", "technician")
PAUSE = 0.05
"""Seconds until a request that was not answered is sent again."""

EVENTS = {"orders": "OrderReported", "accept": "OrderAccepted", "complete": "WorkCompleted"}
"""Which event each of the acts leaves behind, by the last part of its path."""

_AGAIN = {429, 503}


class Book(Struct):
    """What was acknowledged: the type of each event by order and version; `codes` of each "no"."""

    acknowledged: dict[tuple[str, int], str] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0

    @property
    def again(self) -> int:
        """How often something had to be sent again."""
        return self.unanswered + self.codes.total()

    def note(self, order: str, version: int, act: str) -> None:
        """Write an acknowledged event down."""
        if (order, version) in self.acknowledged:
            self.doubled.append(f"{order}@{version}")
        self.acknowledged[order, version] = EVENTS[act]

    def note_order(self, key: str, order: str) -> None:
        """Write down which order a key made; another one for the same key is a double effect."""
        if self.orders.setdefault(key, order) != order:
            self.doubled.append(f"key {key}")


class Shown(Struct):
    """What a writer needs of an order that was answered."""

    id: str
    version: int


class Writer:
    """Sends one act after the other, each until it is answered."""

    def __init__(self, house: LiveHouse, clients: dict[str, httpx.AsyncClient], book: Book) -> None:
        self._technician = str(house.tenant.users["technician"])
        self._clients = clients
        self._book = book

    async def run(self) -> None:
        """Take orders through half of their loop, one after the other, for ever."""
        while True:
            contact = {"phone": "13812341234"}
            order = await self._send(
                "requester", "/api/v1/orders", {"title": f"泵 {new_id().hex}", "contact": contact}
            )
            path = f"/api/v1/orders/{order.id}"
            order = await self._send(
                "dispatcher", f"{path}/accept", {"assignee": self._technician}, order.version
            )
            done = {"data": {"work_done": "done", "result": "fixed"}}
            await self._send("technician", f"{path}/complete", done, order.version)

    async def _send(self, role: str, path: str, body: object, version: int = 0) -> Shown:
        headers = {"Idempotency-Key": str(new_id())}
        if version:
            headers["If-Match"] = f'"{version}"'
        while (answer := await self._answer(role, path, body, headers)) is None:  # noqa: ASYNC110 - not an event: it is asked again
            await asyncio.sleep(PAUSE)
        shown = Shown(str(answer["id"]), int(str(answer["version"])))
        if not version:
            self._book.note_order(headers["Idempotency-Key"], shown.id)
        self._book.note(shown.id, shown.version, path.rpartition("/")[2])
        return shown

    async def _answer(
        self, role: str, path: str, body: object, headers: dict[str, str]
    ) -> dict[str, object] | None:
        """Return what was acknowledged; None: nothing was, send it again."""
        try:
            answer = await self._clients[role].post(path, json=body, headers=headers)
        except httpx.HTTPError:
            self._book.unanswered += 1
            return None
        if answer.status_code in _AGAIN:
            self._book.codes[answer.json()["code"]] += 1
            return None
        if not answer.is_success:
            raise AssertionError(f"{path} answered {answer.status_code}: {answer.text}")
        shown: dict[str, object] = answer.json()
        return shown


class Load:
    """Writers at work; `async with` starts them and ends them."""

    def __init__(self, house: LiveHouse, book: Book, writers: int = 8) -> None:
        self._house = house
        self._book = book
        self._count = writers
        self._clients: dict[str, httpx.AsyncClient] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._clients = {role: await self._house.client(role) for role in ROLES}
        writers = [Writer(self._house, self._clients, self._book) for _ in range(self._count)]
        self._tasks = [asyncio.create_task(writer.run()) for writer in writers]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for client in self._clients.values():
            await client.aclose()

    def look(self) -> None:
        """Raise what a writer met that nobody may be answered."""
        for task in self._tasks:
            if task.done():
                task.result()

    async def acknowledge(self, more: int) -> None:
        """Wait until so many more events were acknowledged."""
        target = len(self._book.acknowledged) + more
        while len(self._book.acknowledged) < target:
            await asyncio.sleep(0.005)
            self.look()
