"""What one endpoint costs: CPU of the server's process, queries to the database, wall time."""

import asyncio
import re
import time
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import asyncpg
from msgspec import Struct

from bench.client import Load, drive
from bench.serving import Serving
from bench.stage import Stage

Requests = Callable[[int], tuple[bytes, ...]]
"""Makes so many requests (reads may make fewer: they are sent over again)."""

_STATEMENT = re.compile(r"gongdan app LOG:  (?:statement|execute [^:]*): (?!BEGIN|COMMIT)")


class Endpoint(Struct, frozen=True, kw_only=True):
    """One kind of request; `once`: each acts a single time."""

    name: str
    requests: Requests
    once: bool = False


class Cost(Struct, frozen=True, kw_only=True):
    """One connection: CPU of the application and wall time, in ms a request."""

    cpu_ms: float
    p50_ms: float
    p99_ms: float


async def drive_in(client: Executor, load: Load) -> float:
    """Run a load in the client's process; returns good answers a second. All must be good."""
    driven = await asyncio.get_running_loop().run_in_executor(client, drive, load)
    if driven.failed or not driven.done:
        raise RuntimeError(f"answers that should be good were {driven.failed or 'none'}")
    return driven.per_second


async def cost(
    serving: Serving, client: Executor, endpoint: Endpoint, *, count: int, rounds: int = 3
) -> Cost:
    """Measure one connection, the best of some rounds (the machine is shared)."""
    found: list[Cost] = []
    for _ in range(rounds):
        requests = endpoint.requests(count)
        load = Load(
            port=serving.port, requests=requests, connections=1, most=count, once=endpoint.once
        )
        before = serving.cpu_seconds()
        driven = await asyncio.get_running_loop().run_in_executor(client, drive, load)
        cpu = serving.cpu_seconds() - before
        if driven.failed or not driven.done:
            raise RuntimeError(f"{endpoint.name}: {driven.failed or 'no answer'}")
        found.append(Cost(cpu_ms=cpu * 1e3 / driven.done, p50_ms=driven.p50, p99_ms=driven.p99))
    return min(found, key=lambda each: each.cpu_ms)


async def queries(
    stage: Stage, serving: Serving, client: Executor, endpoint: Endpoint, *, count: int = 40
) -> float:
    """Count the queries of one request in the database's own log.

    The two ends of a transaction are round trips as well, and are not counted.
    """
    async with stage.admin() as admin:
        await _log_statements(admin, "all")
        before = _logged(stage)
        await drive_in(
            client,
            Load(
                port=serving.port,
                requests=endpoint.requests(count),
                connections=1,
                most=count,
                once=endpoint.once,
            ),
        )
        await _log_statements(admin, "none")
    await asyncio.sleep(0.3)
    return (_logged(stage) - before) / count


def reference_ms() -> float:
    """Return the CPU that a fixed loop takes now: by it, figures of two machines compare."""
    begun, total = time.process_time(), 0
    for number in range(5_000_000):
        total += number & 3
    return (time.process_time() - begun) * 1e3


async def _log_statements(admin: "asyncpg.Connection[asyncpg.Record]", which: str) -> None:
    await admin.execute(f"ALTER SYSTEM SET log_statement = '{which}'")
    await admin.execute("SELECT pg_reload_conf()")
    await asyncio.sleep(0.3)


def _logged(stage: Stage) -> int:
    logs = Path(stage.server.data, "log").glob("*.log")
    return sum(len(_STATEMENT.findall(log.read_text(errors="replace"))) for log in logs)
