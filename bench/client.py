"""A load client in a process of its own: raw HTTP/1.1 over kept connections, each busy."""

import asyncio
import itertools
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import cast

import uvloop
from msgspec import Struct

_END = b"\r\n\r\n"
_LENGTH = b"content-length: "


class Load(Struct, frozen=True, kw_only=True):
    """What is to be sent: `requests` in turn, over again unless each acts `once`."""

    port: int
    requests: tuple[bytes, ...]
    connections: int
    seconds: float = 60.0
    most: int = 10**9
    once: bool = False


class Driven(Struct, frozen=True, kw_only=True):
    """What came back: answers below 400, all others by status, and the latencies in ms."""

    done: int
    seconds: float
    failed: dict[int, int]
    p50: float
    p99: float

    @property
    def per_second(self) -> float:
        """Good answers a second."""
        return self.done / self.seconds if self.seconds else 0.0


class _Run:
    """The turn of the requests, and what the answers were."""

    def __init__(self, load: Load) -> None:
        turns = iter(load.requests) if load.once else itertools.cycle(load.requests)
        self._turns = itertools.islice(turns, load.most)
        self._end = time.perf_counter() + load.seconds
        self.times: list[float] = []
        self.failed: dict[int, int] = {}

    def next(self) -> bytes | None:
        """Return the next request, or None where time or requests are out."""
        return None if time.perf_counter() >= self._end else next(self._turns, None)

    def took(self, seconds: float, status: int) -> None:
        if status < 400:
            self.times.append(seconds)
        else:
            self.failed[status] = self.failed.get(status, 0) + 1


class _Line(asyncio.Protocol):
    """One connection: the next request goes out when the answer before it is whole."""

    def __init__(self, run: _Run) -> None:
        self._run = run
        self._came = b""
        self._sent = 0.0
        self.closed = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is of no such class
        self._go_on()

    def data_received(self, data: bytes) -> None:
        self._came += data
        head = self._came.find(_END)
        if head < 0:
            return
        at = self._came.find(_LENGTH, 0, head) + len(_LENGTH)
        length = int(self._came[at : self._came.find(b"\r", at)])
        if len(self._came) < head + len(_END) + length:
            return
        self._run.took(time.perf_counter() - self._sent, int(self._came[9:12]))
        self._came = b""
        self._go_on()

    def connection_lost(self, _exc: Exception | None) -> None:
        if not self.closed.done():
            self.closed.set_result(None)

    def _go_on(self) -> None:
        assert self._transport is not None
        if (request := self._run.next()) is None:
            self._transport.close()
            return
        self._sent = time.perf_counter()
        self._transport.write(request)


async def _drive(load: Load) -> Driven:
    run, begun = _Run(load), time.perf_counter()
    loop = asyncio.get_running_loop()
    lines: list[_Line] = []
    for _ in range(load.connections):
        _, line = await loop.create_connection(lambda: _Line(run), "127.0.0.1", load.port)
        lines.append(line)
    await asyncio.gather(*(line.closed for line in lines))
    times = sorted(run.times) or [0.0]
    return Driven(
        done=len(run.times),
        seconds=time.perf_counter() - begun,
        failed=run.failed,
        p50=times[len(times) // 2] * 1e3,
        p99=times[int(len(times) * 0.99)] * 1e3,
    )


def drive(load: Load) -> Driven:
    """Send a load and return what came back."""
    return uvloop.run(_drive(load))


@contextmanager
def client_process() -> Iterator[ProcessPoolExecutor]:
    """Lend a process that runs `drive`, so that the client's CPU is nobody else's."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool
