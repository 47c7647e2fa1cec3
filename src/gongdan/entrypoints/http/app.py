"""The application: every room's routes, one guard before them, one shape for every "no"."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, cast

import msgspec
from litestar import Litestar, Request, Router
from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.routes import BaseRoute
from litestar.types import ControllerRouterHandler, ExceptionHandlersMap
from litestar.types import Scope as LitestarScope
from msgspec import Struct

from gongdan import __version__
from gongdan.entrypoints.http.access import (
    Access,
    demand_actions,
    demand_guard,
    language_of,
    principal_of,
)
from gongdan.entrypoints.http.edge import AsgiApp, Edge, Scope
from gongdan.entrypoints.http.health import live, metrics, ready
from gongdan.entrypoints.http.metrics import Metrics
from gongdan.entrypoints.http.openapi import openapi_json
from gongdan.entrypoints.http.pages import desk, portal, root
from gongdan.entrypoints.http.plugs import hand_in_turn
from gongdan.entrypoints.http.policies import Policies
from gongdan.entrypoints.http.problems import MEDIA_TYPE, Problems, headers_of
from gongdan.entrypoints.http.rates import Rates
from gongdan.entrypoints.http.reports import policy_reports
from gongdan.entrypoints.http.texts import choose_locale
from gongdan.entrypoints.http.trust import trust, trusted_certificate
from gongdan.kernel.database import DATABASE_AWAY
from gongdan.kernel.http import RefusedError
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import SESSION_COOKIE

PREFIX = "/api/v1"
AnyRequest = Request[Any, Any, Any]


class Parts(Struct, frozen=True, kw_only=True):
    """What the application is assembled from; `provided` are the routes' dependencies by name."""

    routes: Sequence[ControllerRouterHandler]
    provided: Mapping[str, object]
    access: Access
    rates: Rates
    policies: Policies
    problems: Problems
    metrics: Metrics
    read_only: Callable[[], bool]
    life: Callable[[], AbstractAsyncContextManager[None]]


def make_app(parts: Parts) -> AsgiApp:
    """Return the whole web application, ready for a server."""
    problems = parts.problems

    def refuse(scope: Scope, refused: Refused) -> tuple[int, dict[str, str], bytes]:
        headers = dict(scope["headers"])
        locale = choose_locale(headers.get(b"accept-language", b"").decode("latin-1"))
        problem = problems.problem(refused, locale=locale, method=scope["method"])
        answer = {"Content-Type": MEDIA_TYPE, **headers_of(refused)}
        return problem.status, answer, msgspec.json.encode(problem)

    return Edge(
        cast("AsgiApp", make_routes(parts)),
        refuse=refuse,
        metrics=parts.metrics,
        read_only=parts.read_only,
        policies=parts.policies,
        waits=parts.rates.told.again,
    )


def make_routes(parts: Parts) -> Litestar:
    """Return the routes alone, as the framework knows them (`openapi_schema` among it).

    Raises `UndeclaredRouteError` for a route that does not say which action it needs, or that
    would run something else in the place of the guard.
    """
    provided = {name: _always(thing) for name, thing in parts.provided.items()}

    @asynccontextmanager
    async def life(_app: Litestar) -> AsyncIterator[None]:
        async with parts.life():
            yield

    async def remember_refusal(fault: Exception, scope: LitestarScope) -> None:
        if isinstance(fault, RefusedError):
            await _remember(parts.access, scope, fault.refused)

    async def guard(request: AnyRequest) -> None:
        # no `guards` of the framework's: before each call of one it copies the whole handler
        handler = request.scope["route_handler"]
        parts.rates.before(request, handler)
        await parts.access.guard(request, handler)
        parts.rates.after(request, handler)

    api = Router(PREFIX, route_handlers=[*parts.routes, openapi_json], before_request=guard)
    app = Litestar(
        route_handlers=[
            *(api, live, ready, metrics, root, desk, portal),
            *(trust, trusted_certificate, policy_reports),
        ],
        dependencies={
            **provided,
            "principal": Provide(principal_of, sync_to_thread=False),
            "spoken_in": Provide(language_of, sync_to_thread=False),
            "counters": _always(parts.metrics),
            "rates": _always(parts.rates),
        },
        exception_handlers=_handlers(parts.problems),
        after_exception=[remember_refusal],
        openapi_config=_openapi(),
        lifespan=[life],
        logging_config=None,
    )
    demand_actions(app)
    demand_guard(app, PREFIX, guard)
    hand_in_turn(app)
    return app


async def _remember(access: Access, scope: LitestarScope, refused: Refused) -> None:
    connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
    principal = connection.state.get("principal")
    action = scope["route_handler"].opt.get("action", "")
    if principal is not None and refused.code != "not_allowed":
        await access.record(principal, action, connection, refused)


def _always(thing: object) -> Provide:
    return Provide(lambda: thing, sync_to_thread=False)


def _handlers(problems: Problems) -> ExceptionHandlersMap:
    return cast(
        "ExceptionHandlersMap",
        {
            RefusedError: problems.on_refused,
            HTTPException: problems.on_http,
            **dict.fromkeys(DATABASE_AWAY, problems.on_database_away),
            Exception: problems.on_bug,
        },
    )


class _Nowhere(Router):
    """Takes the framework's own pages about the API, and serves none of them: we serve one."""

    def register(self, value: ControllerRouterHandler) -> list[BaseRoute]:  # noqa: ARG002 - theirs
        return []


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Gongdan",
        version=__version__,
        description="Work orders (工单): every act by API, every act provable.",
        openapi_router=_Nowhere("/", route_handlers=[]),
        use_handler_docstrings=True,
        create_examples=False,
        components=Components(
            security_schemes={
                "session": SecurityScheme(
                    type="apiKey", name=SESSION_COOKIE, security_scheme_in="cookie"
                ),
                "key": SecurityScheme(type="http", scheme="bearer"),
            }
        ),
        security=[{"session": []}, {"key": []}],
        render_plugins=[],
    )
