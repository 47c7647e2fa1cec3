"""A thousand live clients of one server process: does each hear all that is his, and how soon?

900 dispatchers' windows of one tenant and 100 of another, which must hear nothing. The time runs
from the moment a report is sent to the moment a window has read of it: it holds the request, the
sequencer, the relay and the fan-out.
"""

import asyncio
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast
from uuid import UUID

import httpx

from bench.results import Figure, keep, show
from bench.serving import Serving, serving
from bench.stage import stage
from gongdan.entrypoints.cli.open_files import raise_open_files

_CHANGED = re.compile(rb'"id":"([0-9a-f-]{36})"')
ELSEWHERE = 10  # in percent
PER_SECOND = 2  # reports


class Windows:
    """Open streams, and what was heard in them."""

    def __init__(self) -> None:
        self.sent: dict[UUID, float] = {}
        self.heard: list[tuple[UUID, float]] = []
        self.strange = 0
        self.connected = 0
        self._lines: list[asyncio.Transport] = []

    async def open(self, port: int, token: str, count: int, *, elsewhere: bool = False) -> None:
        """Open so many streams; whoever sits `elsewhere` should hear nothing."""
        head = (
            f"GET /api/v1/stream HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n"
        )
        loop = asyncio.get_running_loop()
        for _ in range(count):
            line, _window = await loop.create_connection(
                lambda: _Window(self, head.encode(), elsewhere=elsewhere), "127.0.0.1", port
            )
            self._lines.append(cast("asyncio.Transport", line))

    def close(self) -> None:
        """Close all."""
        for line in self._lines:
            line.close()

    @property
    def times(self) -> list[float]:
        """How long each delivery of an order that was reported here took, in ms."""
        sent = self.sent
        return [(at - sent[order]) * 1e3 for order, at in self.heard if order in sent]


class _Window(asyncio.Protocol):
    """One stream, read with as little CPU as can be: it shares the cores with the server."""

    def __init__(self, windows: Windows, head: bytes, *, elsewhere: bool) -> None:
        self._windows = windows
        self._head = head
        self._elsewhere = elsewhere
        self._rest = b""
        self._open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast("asyncio.Transport", transport).write(self._head)  # uvloop's is of no such class

    def data_received(self, data: bytes) -> None:
        now, (whole, _, self._rest) = time.perf_counter(), (self._rest + data).rpartition(b"\n")
        if not self._open and b": connected" in whole:
            self._open = True
            self._windows.connected += 1
        for found in _CHANGED.finditer(whole):
            if self._elsewhere:
                self._windows.strange += 1
            else:
                self._windows.heard.append((UUID(found[1].decode()), now))


async def bench_live(clients: int, seconds: float, command: str) -> None:
    """Measure, and keep the figures."""
    raise_open_files()
    async with stage() as at:
        with serving(at.settings, at.urls, with_followers=True) as one:
            empty = _memory(one)
            windows = Windows()
            place, beside = await at.place(), await at.place()
            token = (await at.caller(place, one.port)).token
            other = (await at.caller(beside, one.port)).token
            away = clients * ELSEWHERE // 100
            await windows.open(one.port, token, clients - away)
            await windows.open(one.port, other, away, elsewhere=True)
            await _until(lambda: windows.connected == clients)
            open_memory, before = _memory(one), one.cpu_seconds()
            own, begun = time.process_time(), time.perf_counter()
            orders = await _report(one, token, windows, round(seconds * PER_SECOND))
            expected = orders * (clients - away)
            await _until(lambda: len(windows.heard) >= expected)
            cpu = one.cpu_seconds() - before
            own, took = time.process_time() - own, time.perf_counter() - begun
            windows.close()
            share = own / took / (os.cpu_count() or 1)
            figures = show(
                [
                    *_figures(windows, expected, cpu),
                    *_memories(empty, open_memory, clients),
                    Figure(name="the windows' own CPU", value=share, unit="of all cores"),
                ]
            )
        await keep(at, "live", command, figures)


async def _report(one: Serving, token: str, windows: Windows, count: int) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{one.port}", headers=headers) as desk:
        for number in range(count):
            sent = time.perf_counter()
            answer = await desk.post("/api/v1/orders", json={"title": f"live {number}"})
            answer.raise_for_status()
            windows.sent[UUID(answer.json()["id"])] = sent
            await asyncio.sleep(max(0.0, 1 / PER_SECOND - (time.perf_counter() - sent)))
    return count


async def _until(holds: Callable[[], bool]) -> None:
    """Wait until it is so, or for a minute."""
    end = time.monotonic() + 60
    while not holds() and time.monotonic() < end:  # noqa: ASYNC110 - two processes, no event
        await asyncio.sleep(0.1)


def _figures(windows: Windows, expected: int, cpu: float) -> list[Figure]:
    times = sorted(windows.times) or [0.0]
    return [
        Figure(
            name="delivered / sent",
            value=len(times) / expected,
            unit="ratio",
            limit=1,
            bound="least",
        ),
        Figure(name="deliveries", value=len(times), unit="events"),
        Figure(
            name="heard by windows that it does not concern",
            value=windows.strange,
            unit="events",
            limit=0,
        ),
        Figure(name="report to window: p50", value=times[len(times) // 2], unit="ms"),
        Figure(
            name="report to window: p99",
            value=times[int(len(times) * 0.99)],
            unit="ms",
            limit=1_000,
        ),
        Figure(name="server CPU a delivery", value=cpu * 1e6 / len(times), unit="µs"),
    ]


def _memories(empty: float, opened: float, clients: int) -> list[Figure]:
    return [Figure(name="server memory a window", value=(opened - empty) / clients, unit="kB")]


def _memory(one: Serving) -> float:
    """Return the resident memory of all server processes in kB."""
    texts = (Path(f"/proc/{pid}/status").read_text() for pid in one.pids)
    return float(sum(int(text.split("VmRSS:")[1].split()[0]) for text in texts))
