"""Requests at a steady rate, each timed from the moment it was due: waiting in line counts."""

import asyncio
import time
from collections import Counter

import uvloop
from msgspec import Struct

_END = b"\r\n\r\n"


class Pacing(Struct, frozen=True, kw_only=True):
    """What is sent in turn, how often, over how many kept connections."""

    port: int
    requests: tuple[bytes, ...]
    per_second: float
    seconds: float
    connections: int = 8


class Paced(Struct, frozen=True, kw_only=True):
    """Answers by status, how long they took in ms, and the CPU seconds of whoever asked."""

    statuses: dict[int, int]
    p50: float
    p95: float
    cpu: float


def pace(wanted: Pacing) -> Paced:
    """Send, and tell how it went; for a process of its own."""
    return uvloop.run(_pace(wanted))


async def _pace(wanted: Pacing) -> Paced:
    begun, count = time.perf_counter(), round(wanted.per_second * wanted.seconds)
    cpu = time.process_time()
    due: asyncio.Queue[tuple[float, bytes] | None] = asyncio.Queue()
    statuses: Counter[int] = Counter()
    times: list[float] = []

    async def line() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", wanted.port)
        while (next_one := await due.get()) is not None:
            at, request = next_one
            writer.write(request)
            statuses[await _answer(reader)] += 1
            times.append((time.perf_counter() - at) * 1e3)
        writer.close()

    lines = [asyncio.create_task(line()) for _ in range(wanted.connections)]
    for number in range(count):
        at = begun + number / wanted.per_second
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        due.put_nowait((at, wanted.requests[number % len(wanted.requests)]))
    for _ in lines:
        due.put_nowait(None)
    await asyncio.gather(*lines)
    times.sort()
    return Paced(
        statuses=dict(statuses),
        p50=times[len(times) // 2],
        p95=times[int(len(times) * 0.95)],
        cpu=time.process_time() - cpu,
    )


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(_END)).lower()
    length = int(head.split(b"content-length: ")[1].split(b"\r", 1)[0])
    await reader.readexactly(length)
    return int(head[9:12])
