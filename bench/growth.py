"""The same requests at 5,000 and at 200,000 orders with 200 custom fields, alone and among twenty.

What is flat stays near a factor of 1; what grows is named. The orders are written by the bulk
loader, and a sample of their chains is verified before anything is measured.
"""

from concurrent.futures import Executor
from uuid import UUID

from msgspec import Struct

from bench import asked
from bench.asked import Caller
from bench.client import Load, client_process
from bench.http import LIMITS, order_ids, reference
from bench.loader import load
from bench.measure import Cost, Endpoint, cost, drive_in, queries
from bench.results import Figure, keep, show
from bench.serving import serving
from bench.stage import Place, Stage, stage
from bench.verified import verified
from bench.wide import KEY, field_name, filled, lot

FLAT = 1.5
"""A factor up to this counts as flat: the machine is shared, and indexes get a level deeper."""


class Sizes(Struct, frozen=True):
    """From how many orders to how many; and the orders of each of nineteen neighbours."""

    small: int = 5_000
    large: int = 200_000
    neighbour: int = 2_000
    neighbours: int = 19


class Run(Struct, frozen=True):
    """One run: the house, the client's process, and the figures found so far."""

    at: Stage
    client: Executor
    figures: list[Figure]


class Measured(Struct, frozen=True):
    """One endpoint at one size."""

    cost: Cost
    trips: float


async def bench_growth(sizes: Sizes, command: str, name: str) -> None:
    """Load, measure, load more, measure again; keep the figures."""
    async with stage() as at:
        place = await at.place()
        with client_process() as client:
            figures = show([reference()])
            run = Run(at, client, figures)
            figures += await _loaded(at, place, 0, sizes.small)
            small = await _measured(run, place, f"{sizes.small:,} orders")
            figures += await _loaded(at, place, sizes.small, sizes.large - sizes.small)
            large = await _measured(run, place, f"{sizes.large:,} orders")
            _factors(figures, small, large, f"{sizes.small:,} -> {sizes.large:,}")
            await keep(at, name, command, figures)
            if sizes.neighbours:
                other = place
                for _ in range(sizes.neighbours):
                    other = await at.place()
                    await load(at, other, 0, sizes.neighbour, rebuild=False)
                crowd = await _measured(run, place, "the large one of twenty")
                _factors(figures, large, crowd, "one tenant -> twenty")
                least = await _measured(run, other, "a small one of twenty")
                _factors(figures, small, least, f"{sizes.small:,} alone -> small among twenty")
                await keep(at, name, command, figures)


async def _loaded(at: Stage, place: Place, first: int, count: int) -> list[Figure]:
    done = await load(at, place, first, count)
    async with at.admin() as admin:
        report = await verified(admin, place.tenant)
    rate = done.orders / done.seconds
    return show(
        [
            Figure(name=f"load of {count:,} orders", value=done.seconds, unit="s"),
            Figure(name=f"load of {count:,} orders, rate", value=rate, unit="orders/s"),
            Figure(name="chains verified after it", value=report.streams, unit="streams"),
        ]
    )


async def _measured(run: Run, place: Place, size: str) -> dict[str, Measured]:
    at, client = run.at, run.client
    found: dict[str, Measured] = {}
    with serving(at.settings, at.urls) as one:
        caller = await at.caller(place, one.port)
        for endpoint in await _endpoints(at, place.tenant, caller):
            warm = Load(
                port=one.port,
                requests=endpoint.requests(60),
                connections=1,
                most=60,
                once=endpoint.once,
            )
            await drive_in(client, warm)
            spent = await cost(one, client, endpoint, count=200)
            trips = await queries(at, one, client, endpoint, count=20)
            found[endpoint.name] = Measured(spent, trips)
            name, limit = f"{endpoint.name}, {size}", LIMITS.get(endpoint.name)
            run.figures.extend(
                show(
                    [
                        Figure(name=f"{name}: app CPU", value=spent.cpu_ms, unit="ms", limit=limit),
                        Figure(name=f"{name}: wall p50", value=spent.p50_ms, unit="ms"),
                        Figure(name=f"{name}: queries", value=trips, unit="queries", limit=4),
                    ]
                )
            )
    return found


async def _endpoints(at: Stage, tenant: UUID, caller: Caller) -> list[Endpoint]:
    known = await order_ids(at, tenant, 500)
    fresh = iter(await order_ids(at, tenant, 1_000, version=1))
    picked = range(0, 1_900, 97)

    def accept(count: int) -> tuple[bytes, ...]:
        return asked.accepts(caller, [next(fresh) for _ in range(count)])

    return [
        Endpoint(name="detail", requests=lambda _: asked.details(caller, known)),
        Endpoint(name="list of 50", requests=lambda _: asked.lists(caller)),
        Endpoint(
            name="search, 20 hits",
            requests=lambda _: asked.searches(caller, [lot(each) for each in picked]),
        ),
        Endpoint(
            name="custom field, 20 hits",
            requests=lambda _: asked.filters(caller, [(field_name(0), lot(n)) for n in picked]),
        ),
        Endpoint(
            name="create",
            requests=lambda n: asked.reports(caller, n, filled(7), kind=KEY),
            once=True,
        ),
        Endpoint(name="transition (accept)", requests=accept, once=True),
    ]


def _factors(
    figures: list[Figure], before: dict[str, Measured], after: dict[str, Measured], what: str
) -> None:
    for name, then in before.items():
        now = after[name]
        cpu = now.cost.cpu_ms / then.cost.cpu_ms
        wall = now.cost.p50_ms / then.cost.p50_ms
        figures += show(
            [
                Figure(name=f"{name}, {what}: CPU", value=cpu, unit="x", limit=FLAT),
                Figure(name=f"{name}, {what}: wall p50", value=wall, unit="x", limit=FLAT),
            ]
        )
