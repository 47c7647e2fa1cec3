"""A house on the web: its routes assembled, its followers beside them, one server around both."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import msgspec
import uvicorn

from gongdan.bootstrap.house import House, make_followers
from gongdan.bootstrap.log_desk import LogDesk
from gongdan.bootstrap.proofs import Proofs
from gongdan.entrypoints.http.access import Access
from gongdan.entrypoints.http.app import Parts
from gongdan.entrypoints.http.metrics import Metrics
from gongdan.entrypoints.http.problems import Problems
from gongdan.entrypoints.http.readiness import Readiness
from gongdan.entrypoints.http.routes import ROUTES
from gongdan.entrypoints.http.texts import load_texts
from gongdan.entrypoints.http.trace import log
from gongdan.entrypoints.worker.beside import beside
from gongdan.kernel.followers import measure


def parts_of(house: House, *, with_followers: bool = True) -> Parts:
    """Return what the application is assembled from."""
    metrics, problems = Metrics(), Problems(load_texts())
    followers = make_followers(house, on_fault=tell_fault) if with_followers else None

    async def backlog() -> Mapping[str, int]:
        gauges = msgspec.structs.asdict(await measure(house.storage.worker))
        stopped = {"stopped_logs": len(followers.stopped)} if followers else {}
        return {name: int(value) for name, value in gauges.items()} | stopped

    @asynccontextmanager
    async def life() -> AsyncIterator[None]:
        async with beside(house, followers, tell_fault):
            yield

    return Parts(
        routes=ROUTES,
        provided=_plugs(house)
        | {
            "words": problems,
            "readiness": Readiness(
                house.storage.app,
                read_only=house.read_only,
                witness=house.witness.answers,
                backlog=backlog,
            ),
        },
        access=Access(house.authentication, house.trail),
        problems=problems,
        metrics=metrics,
        read_only=house.read_only,
        life=life,
    )


def _plugs(house: House) -> dict[str, object]:
    """Return what routes ask for by name."""
    return {
        "database": house.storage.app,
        "identity": house.identity,
        "people": house.people,
        "customers": house.customers,
        "assets": house.assets,
        "definitions": house.definitions,
        "directory": house.directory,
        "orders": house.orders,
        "beside": house.desk.beside,
        "ties": house.desk.ties,
        "bulk": house.desk.bulk,
        "entries": house.desk.entries,
        "replies": house.desk.replies,
        "order_views": house.order_views,
        "reveals": house.reveals,
        "timelines": house.timelines,
        "log_desk": LogDesk(house.storage.app, Proofs(house.storage.app, house.notary)),
        "trail": house.trail,
        "webhooks": house.integration.desk,
        "hub": house.hub,
        "notary": house.notary,
        "store": house.store,
    }


def server_config(house: House, app: object) -> uvicorn.Config:
    """Return how uvicorn serves the application of a house."""
    http = house.settings.http
    return uvicorn.Config(
        app,  # type: ignore[arg-type] # uvicorn spells the ASGI types in its own words
        host=http.host,
        port=http.port,
        ssl_certfile=str(http.tls_certificate) if http.tls_certificate else None,
        ssl_keyfile=str(http.tls_key) if http.tls_key else None,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=http.behind_tls_proxy,
        timeout_graceful_shutdown=5,
    )


def tell_fault(doing: str, fault: BaseException) -> None:
    """Log what went wrong beside the requests, without any value of it."""
    log.warning("fault_beside", doing=doing, fault=type(fault).__name__)
