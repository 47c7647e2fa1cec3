"""A house on the web: its routes assembled, its followers beside them, one server around both."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial

import msgspec
import uvicorn

from gongdan.adapters.xlsx_sheet import XlsxSheet
from gongdan.bootstrap.followers import make_followers
from gongdan.bootstrap.house import House
from gongdan.bootstrap.inbounds import Inbounds
from gongdan.bootstrap.integration import Integration
from gongdan.bootstrap.log_desk import LogDesk
from gongdan.bootstrap.lowcode import Lowcode
from gongdan.bootstrap.orders import OrderDesk, seen_files_of
from gongdan.bootstrap.privacy import PrivacyDesk
from gongdan.bootstrap.proofs import Proofs
from gongdan.bootstrap.transport import Transport
from gongdan.bootstrap.type_names import PublishedNames
from gongdan.bootstrap.watching import for_watching
from gongdan.entrypoints.http.access import Access
from gongdan.entrypoints.http.app import Parts
from gongdan.entrypoints.http.metrics import Metrics
from gongdan.entrypoints.http.policies import Policies
from gongdan.entrypoints.http.problems import Problems
from gongdan.entrypoints.http.protocol import PatientProtocol
from gongdan.entrypoints.http.rates import Rates
from gongdan.entrypoints.http.readiness import Readiness
from gongdan.entrypoints.http.routes import ROUTES
from gongdan.entrypoints.http.texts import load_texts
from gongdan.entrypoints.http.trace import log
from gongdan.entrypoints.worker.beside import beside
from gongdan.kernel.followers import Followers, measure
from gongdan.kernel.http import Words
from gongdan.kernel.sheets import CsvSheet
from gongdan.rooms.workorders.views.seen import LiveSight
from gongdan.settings import HttpSettings


def parts_of(
    house: House, *, with_followers: bool = True, transport: Transport | None = None
) -> Parts:
    """Return what the application is assembled from; without a transport it speaks plain HTTP."""
    metrics, problems = Metrics(), Problems(load_texts())
    followers = make_followers(house, on_fault=tell_fault) if with_followers else None

    @asynccontextmanager
    async def life() -> AsyncIterator[None]:
        async with beside(house, followers, tell_fault):
            yield

    return Parts(
        routes=ROUTES,
        provided={
            **for_watching(house),
            "database": house.storage.app,
            "identity": house.identity,
            "first_run": house.first_run,
            "past": house.past,
            **_of_people(house),
            "customers": house.customers,
            "assets": house.assets,
            **_of_lowcode(house.lowcode),
            "directory": house.directory,
            **_of_privacy(house.privacy),
            **_of_orders(house),
            **_of_desk(house.desk, problems),
            "log_desk": LogDesk(house.storage.app, Proofs(house.storage.app, house.notary)),
            "trail": house.trail,
            **_of_integration(house.integration, house.inbounds),
            "portal": house.portal.means,
            "hub": house.hub,
            "sight": LiveSight(house.storage.app),
            "authority": transport and transport.authority,
            "readiness": Readiness(
                house.storage.app,
                read_only=house.read_only,
                witness=house.witness.answers,
                backlog=partial(_backlog, house, followers),
            ),
        },
        rates=Rates(house.settings.http.rate_factor),
        policies=policies_of(house.settings.http),
        access=Access(house.authentication, house.trail),
        problems=problems,
        metrics=metrics,
        read_only=house.read_only,
        life=life,
    )


def _of_lowcode(lowcode: Lowcode) -> Mapping[str, object]:
    return {name: getattr(lowcode, name) for name in Lowcode.__struct_fields__}


def _of_people(house: House) -> Mapping[str, object]:
    """Return what the routes of people and of those who plan their work are given."""
    staff = house.staff
    return {
        "people": staff.register,
        "absences": staff.absences,
        "oneself": staff.oneself,
        "dispatching": house.dispatching,
        "models": house.models,
        "rosters": house.rosters.desk,
        "planning": house.planning,
    }


def _of_integration(integration: Integration, inbounds: Inbounds) -> Mapping[str, object]:
    out = {
        "webhooks": integration.desk,
        "connectors": integration.connectors,
        "host_list": integration.host_list,
    }
    return out | {name: getattr(inbounds, name) for name in Inbounds.__struct_fields__}


def _of_desk(desk: OrderDesk, words: Words) -> Mapping[str, object]:
    return {
        "beside": desk.beside,
        "ties": desk.ties,
        "bulk": desk.bulk,
        "entries": desk.entries,
        "replies": desk.replies,
        "kept": desk.kept,
        "mover": desk.migrations.mover,
        "migrations": desk.migrations,
        "sheets": {"csv": CsvSheet, "xlsx": XlsxSheet},
        "words": words,
    }


def _of_orders(house: House) -> dict[str, object]:
    """Return what the routes of orders, of their files and imports are given."""
    files = house.files
    return {
        "orders": house.orders,
        "order_views": house.order_views,
        "timelines": house.timelines,
        "uploads": files.uploads,
        "finishing": files.finishing,
        "files": files.desk,
        "evidence": house.desk.evidence,
        "type_names": PublishedNames(house.storage.app),
        "order_files": seen_files_of(house.desk, house.storage.app, house.vault, files),
        "imports": house.imports.desk,
        "rehearsals": house.rehearsals.sandbox,
        "replays": house.rehearsals.replays,
    }


def _of_privacy(privacy: PrivacyDesk) -> Mapping[str, object]:
    return {
        "reveals": privacy.reveals,
        "subjects": privacy.subjects,
        "erasing": privacy.erasing,
        "consents": privacy.consents,
        "retention": privacy.retention,
    }


async def _backlog(house: House, followers: Followers | None) -> Mapping[str, int]:
    gauges = msgspec.structs.asdict(await measure(house.storage.worker))
    stopped = {"stopped_logs": len(followers.stopped)} if followers else {}
    return {name: int(value) for name, value in gauges.items()} | stopped


def policies_of(http: HttpSettings) -> Policies:
    """Return the headers that fit the way in which callers are spoken to."""
    return Policies(encrypted=http.is_encrypted, remembered=http.tls_certificate is not None)


def server_config(house: House, app: object, transport: Transport) -> uvicorn.Config:
    """Return how uvicorn serves the application of a house."""
    certificate = transport.certificate
    http = house.settings.http
    return uvicorn.Config(
        app,  # type: ignore[arg-type] # uvicorn spells the ASGI types in its own words
        host=http.listens_at,
        port=http.port,
        ssl_context_factory=(lambda _config, _usual: certificate.context) if certificate else None,
        loop="uvloop",
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=http.behind_tls_proxy,
        forwarded_allow_ips=[each.strip() for each in http.trusted_proxies.split(",")],
        timeout_graceful_shutdown=5,
    )


def tell_fault(doing: str, fault: BaseException) -> None:
    """Log what went wrong beside the requests, without any value of it."""
    log.warning("fault_beside", doing=doing, fault=type(fault).__name__)
