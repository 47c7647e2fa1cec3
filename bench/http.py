"""Endpoints under load: CPU a request, queries, and the rate beside pgbench's.

Each round runs ours and pgbench one after the other, so that a machine that slows down slows
both; ratios are of sums over the rounds.
"""

from concurrent.futures import Executor
from uuid import UUID

from msgspec import Struct

from bench import asked
from bench.asked import Caller
from bench.client import Load, client_process
from bench.measure import Endpoint, cost, drive_in, queries, reference_ms
from bench.peer import create_script, detail_script, list_script, pgbench
from bench.results import Figure, keep, show
from bench.serving import Serving, serving
from bench.stage import Place, Stage, stage

ORDERS = 2_000
CONNECTIONS = 16
LIMITS = {"detail": 0.6, "list of 50": 0.8, "create": 1.2}
LEAST_RATIO = {"detail": 0.5, "list of 50": 0.5, "create": 0.8}
FIELDS = {"fault_kind": "mechanical", "operation_state": "degraded"}


class Wanted(Struct, frozen=True):
    """How long to measure: requests at one connection, seconds and rounds at sixteen."""

    count: int = 300
    seconds: float = 3.0
    rounds: int = 3


class Run(Struct, frozen=True, kw_only=True):
    """One run: the house, a tenant, another one for pgbench, the client's process."""

    at: Stage
    place: Place
    beside: Place
    client: Executor
    caller: Caller
    wanted: Wanted


async def bench_http(wanted: Wanted, command: str) -> None:
    """Measure all endpoints and keep the figures."""
    async with stage() as at:
        place, beside = await at.place(), await at.place()
        figures = show([reference()])
        with client_process() as client:
            with serving(at.settings, at.urls) as one:
                caller = await at.caller(place, one.port)
                await _seed(one, client, caller, ORDERS)
                await _seed(one, client, await at.caller(beside, one.port), 1)
                async with at.admin() as admin:
                    await admin.execute("ANALYZE")
                run = Run(
                    at=at, place=place, beside=beside, client=client, caller=caller, wanted=wanted
                )
                for endpoint in await endpoints(at, place, caller):
                    await _warm(one, client, endpoint)
                    figures += show(await _costs(run, one, endpoint))
                figures += await _rates(run, one)
            with serving(at.settings, at.urls, workers=2) as two:
                figures += await _rates(run, two)
        await keep(at, "http", command, figures)


def reference() -> Figure:
    """Return how fast this machine is just now."""
    return Figure(name="reference loop (5 million rounds)", value=reference_ms(), unit="ms CPU")


async def endpoints(at: Stage, place: Place, caller: Caller) -> list[Endpoint]:
    """Return what is measured, over the orders that there are."""
    known = await order_ids(at, place.tenant, 500)
    fresh = iter(await order_ids(at, place.tenant, 5_000, version=1))

    def accept(count: int) -> tuple[bytes, ...]:
        return asked.accepts(caller, [next(fresh) for _ in range(count)])

    return [
        Endpoint(name="detail", requests=lambda _: asked.details(caller, known)),
        Endpoint(name="list of 50", requests=lambda _: asked.lists(caller)),
        Endpoint(name="search", requests=lambda _: asked.searches(caller, ("bearing", "pump"))),
        Endpoint(name="create", requests=lambda n: asked.reports(caller, n, FIELDS), once=True),
        Endpoint(
            name="create with contact",
            requests=lambda n: asked.reports(caller, n, FIELDS, contact=True),
            once=True,
        ),
        Endpoint(name="transition (accept)", requests=accept, once=True),
    ]


async def order_ids(at: Stage, tenant: UUID, most: int, *, version: int = 0) -> list[UUID]:
    """Return ids of orders, in no order in particular; `version`: of those that stand there."""
    async with at.admin() as admin:
        rows = await admin.fetch(
            "SELECT id FROM order_row WHERE tenant_id = $1 AND ($3 = 0 OR version = $3)"
            " ORDER BY md5(id::text) LIMIT $2",
            tenant,
            most,
            version,
        )
    return [row["id"] for row in rows]


async def _seed(one: Serving, client: Executor, caller: Caller, count: int) -> None:
    requests = asked.reports(caller, count, FIELDS, contact=count > 1)
    await drive_in(client, Load(port=one.port, requests=requests, connections=8, once=True))


async def _warm(one: Serving, client: Executor, endpoint: Endpoint) -> None:
    load = Load(port=one.port, requests=endpoint.requests(60), connections=1, most=60)
    await drive_in(client, _once(load, endpoint))


async def _costs(run: Run, one: Serving, endpoint: Endpoint) -> list[Figure]:
    name = endpoint.name
    found = await cost(one, run.client, endpoint, count=run.wanted.count)
    asked_for = await queries(run.at, one, run.client, endpoint)
    limit = LIMITS.get(name, LIMITS.get(name.split(" with")[0]))
    return [
        Figure(name=f"{name}: app CPU", value=found.cpu_ms, unit="ms", limit=limit),
        Figure(name=f"{name}: wall p50, 1 connection", value=found.p50_ms, unit="ms"),
        Figure(name=f"{name}: queries", value=asked_for, unit="queries", limit=4),
    ]


async def _rates(run: Run, on: Serving) -> list[Figure]:
    known = await order_ids(run.at, run.place.tenant, 500)
    scripts = {
        "detail": detail_script(run.place, known),
        "list of 50": list_script(run.place),
        # what pgbench appends opens for nobody: it has a tenant of its own
        "create": await create_script(run.at, run.beside),
    }
    figures: list[Figure] = []
    for endpoint in await endpoints(run.at, run.place, run.caller):
        if (script := scripts.get(endpoint.name)) is not None:
            figures += show(await _beside(run, on, endpoint, script))
    return figures


async def _beside(run: Run, on: Serving, endpoint: Endpoint, script: str) -> list[Figure]:
    """Run ours and pgbench in turn, and compare the sums."""
    seconds, rounds = run.wanted.seconds, run.wanted.rounds
    ours = theirs = 0.0
    for _ in range(rounds):
        load = Load(
            port=on.port,
            requests=endpoint.requests(int(3_000 * seconds)),
            connections=CONNECTIONS,
            seconds=seconds,
        )
        ours += await drive_in(run.client, _once(load, endpoint)) / rounds
        theirs += await pgbench(run.at, script, clients=CONNECTIONS, seconds=seconds) / rounds
    several = len(on.pids) > 1
    name = f"{endpoint.name}, {len(on.pids)} worker{'s' if several else ''}"
    return [
        Figure(name=f"{name}, 16 connections", value=ours, unit="req/s"),
        Figure(name=f"{name}: pgbench, same SQL, 16 clients", value=theirs, unit="tx/s"),
        Figure(
            name=f"{name} / pgbench",
            value=ours / theirs,
            unit="ratio",
            limit=LEAST_RATIO[endpoint.name] if several else None,
            bound="least",
        ),
    ]


def _once(load: Load, endpoint: Endpoint) -> Load:
    return Load(
        port=load.port,
        requests=load.requests,
        connections=load.connections,
        seconds=load.seconds,
        most=load.most,
        once=endpoint.once,
    )
