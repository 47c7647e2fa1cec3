"""A flood of log-ins, from one address and from a thousand: what do the others feel?

10,000 tries a minute at one server process with the limits that every installation has; readers
with a session of their own read orders all the while, and people whose log-ins are right come
from where they came before, and from addresses that were never heard of. Loopback only, and
bounded in time. All share the cores with whoever floods: its own CPU stands beside the figures.
"""

import asyncio
import multiprocessing
import os
from concurrent.futures import Executor, ProcessPoolExecutor

import msgspec
from msgspec import Struct, structs

from bench import asked
from bench.http import order_ids
from bench.paced import Paced, Pacing, pace
from bench.results import Figure, keep, show
from bench.serving import Serving, serving
from bench.stage import PASSWORD, ROLE, Place, stage

TRIES_PER_SECOND = 10_000 / 60
READS_PER_SECOND = 20
ORDERS = 200
FLOODS = (("one address", 1), ("1,000 addresses", 1_000))
MOST_TIMES = 2.0
"""How much slower the others may get: p95 during the flood by p95 before it."""


class Run(Struct, frozen=True, kw_only=True):
    """What one flood is made of: the server, a tenant, who asks, and how long."""

    one: Serving
    place: Place
    clients: Executor
    reads: Pacing
    seconds: float

    async def go(self, *wanted: Pacing) -> list[Paced]:
        """Send all of these beside one another, each from a process of its own."""
        loop = asyncio.get_running_loop()
        return await asyncio.gather(
            *(loop.run_in_executor(self.clients, pace, each) for each in wanted)
        )


async def bench_flood(seconds: float, command: str) -> None:
    """Measure reads alone, then beside each flood, then alone again."""
    async with stage() as at:
        place = await at.place()
        http = structs.replace(at.settings.http, behind_tls_proxy=True)
        settings = structs.replace(at.settings, http=http)
        with (
            serving(settings, at.urls, rate_factor=1) as one,
            ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as clients,
        ):
            caller = await at.caller(place, one.port)
            reports = asked.reports(caller, ORDERS, {})
            writes = Pacing(port=one.port, requests=reports, per_second=15, seconds=ORDERS / 15)
            await asyncio.get_running_loop().run_in_executor(clients, pace, writes)
            known = await order_ids(at, place.tenant, ORDERS)
            requests = (*asked.details(caller, known), *asked.lists(caller) * 20)
            reads = Pacing(
                port=one.port, requests=requests, per_second=READS_PER_SECOND, seconds=seconds
            )
            run = Run(one=one, place=place, clients=clients, reads=reads, seconds=seconds)
            (alone,) = await run.go(reads)
            figures = show(_read("alone", alone))
            for name, addresses in FLOODS:
                figures += show(await _flood(run, name, addresses, alone.p95))
            figures += show(_read("alone again", (await run.go(reads))[0]))
        await keep(at, "flood", command, figures)


async def _flood(run: Run, name: str, addresses: int, before: float) -> list[Figure]:
    """Flood, and tell what the readers felt and how those fared who know their password."""
    tries = _tries(run, addresses)
    served = run.one.cpu_seconds()
    flood, read, known, new = await run.go(tries, run.reads, _friends(run, 0), _friends(run, 1))
    served = run.one.cpu_seconds() - served
    told = [
        Figure(name=f"tries from {name}: answered {status}", value=count, unit="answers")
        for status, count in sorted(flood.statuses.items())
    ]
    return [
        *_read(f"flood from {name}", read),
        Figure(
            name=f"p95 of reads, flood from {name} / alone",
            value=read.p95 / before,
            unit="ratio",
            limit=MOST_TIMES,
        ),
        *told,
        _let_in(f"right log-ins from where they came before, {name}", known, limit=1),
        _let_in(f"right log-ins from addresses never heard of, {name}", new),
        _share(f"the flood's own CPU, {name}", flood.cpu, run.seconds),
        _share(f"the server's CPU, {name}", served, run.seconds),
    ]


def _tries(run: Run, addresses: int) -> Pacing:
    return Pacing(
        port=run.one.port,
        requests=tuple(
            _try(run.place, f"user-{number}", "guess", f"198.18.{place // 250}.{place % 250}")
            for number in range(1_000)
            for place in (number % addresses,)
        ),
        per_second=TRIES_PER_SECOND,
        seconds=run.seconds,
        connections=64,
    )


def _friends(run: Run, new: int) -> Pacing:
    """Somebody who knows the password, every other second: from one address, or each from another.

    The address that is known is that of `Stage.caller`, which no proxy names.
    """
    address = "203.0.113.{}" if new else "127.0.0.1"
    return Pacing(
        port=run.one.port,
        requests=tuple(
            _try(run.place, ROLE, PASSWORD, address.format(number)) for number in range(1, 200)
        ),
        per_second=0.5,
        seconds=run.seconds,
        connections=2,
    )


def _try(place: Place, login: str, password: str, address: str) -> bytes:
    body = {"tenant": place.slug, "login": login, "password": password}
    content = msgspec.json.encode(body)
    head = (
        "POST /api/v1/sessions HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"X-Forwarded-For: {address}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def _read(when: str, read: Paced) -> list[Figure]:
    failed = sum(count for status, count in read.statuses.items() if status >= 400)
    return [
        Figure(name=f"reads, {when}: p50", value=read.p50, unit="ms"),
        Figure(name=f"reads, {when}: p95", value=read.p95, unit="ms"),
        Figure(name=f"reads, {when}: refused", value=failed, unit="answers", limit=0),
    ]


def _let_in(name: str, asked_for: Paced, *, limit: float | None = None) -> Figure:
    share = asked_for.statuses.get(201, 0) / sum(asked_for.statuses.values())
    return Figure(name=name, value=share, unit="ratio", limit=limit, bound="least")


def _share(name: str, cpu: float, seconds: float) -> Figure:
    return Figure(name=name, value=cpu / seconds / (os.cpu_count() or 1), unit="of all cores")
