"""A flood of log-ins, from one address and from a thousand: what do the others feel?

10,000 tries a minute at one server process with the limits that every installation has; readers
with a session of their own read orders all the while. Loopback only, and bounded in time.
"""

import asyncio
import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor

import msgspec
from msgspec import structs

from bench import asked
from bench.http import order_ids
from bench.paced import Paced, Pacing, pace
from bench.results import Figure, keep, show
from bench.serving import Serving, serving
from bench.stage import Place, stage

TRIES_PER_SECOND = 10_000 / 60
READS_PER_SECOND = 20
ORDERS = 200


async def bench_flood(seconds: float, command: str) -> None:
    """Measure reads alone, then beside each flood."""
    async with stage() as at:
        place = await at.place()
        http = structs.replace(at.settings.http, behind_tls_proxy=True)
        settings = structs.replace(at.settings, http=http)
        with (
            serving(settings, at.urls, rate_factor=1) as one,
            ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as clients,
        ):
            caller = await at.caller(place, one.port)
            reports = asked.reports(caller, ORDERS, {})
            await _run(
                clients, Pacing(port=one.port, requests=reports, per_second=15, seconds=ORDERS / 15)
            )
            known = await order_ids(at, place.tenant, ORDERS)
            requests = (*asked.details(caller, known), *asked.lists(caller) * 20)
            reads = Pacing(
                port=one.port, requests=requests, per_second=READS_PER_SECOND, seconds=seconds
            )
            figures = show(_figures("alone", await _run(clients, reads)))
            for name, addresses in (("one address", 1), ("1,000 addresses", 1_000)):
                tries = _tries(one, place, addresses, seconds)
                flooded, read = await asyncio.gather(_run(clients, tries), _run(clients, reads))
                figures += show(_figures(f"flood from {name}", read) + _told(name, flooded))
        await keep(at, "flood", command, figures)


async def _run(clients: Executor, wanted: Pacing) -> Paced:
    return await asyncio.get_running_loop().run_in_executor(clients, pace, wanted)


def _tries(one: Serving, place: Place, addresses: int, seconds: float) -> Pacing:
    return Pacing(
        port=one.port,
        requests=tuple(_try(place, number, number % addresses) for number in range(1_000)),
        per_second=TRIES_PER_SECOND,
        seconds=seconds,
        connections=64,
    )


def _try(place: Place, number: int, address: int) -> bytes:
    body = {"tenant": place.slug, "login": f"user-{number}", "password": "guess"}
    content = msgspec.json.encode(body)
    head = (
        "POST /api/v1/sessions HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"X-Forwarded-For: 198.18.{address // 250}.{address % 250}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def _figures(when: str, read: Paced) -> list[Figure]:
    failed = sum(count for status, count in read.statuses.items() if status >= 400)
    return [
        Figure(name=f"reads, {when}: p50", value=read.p50, unit="ms"),
        Figure(name=f"reads, {when}: p95", value=read.p95, unit="ms"),
        Figure(name=f"reads, {when}: refused", value=failed, unit="answers", limit=0),
    ]


def _told(name: str, flooded: Paced) -> list[Figure]:
    return [
        Figure(name=f"tries from {name}: answered {status}", value=count, unit="answers")
        for status, count in sorted(flooded.statuses.items())
    ]
