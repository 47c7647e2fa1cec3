"""Who calls, and may he: asked once for each request, before its route runs.

Each route names the action that it needs; one that names none can't be assembled. Refused
acts are recorded in the audit trail with actor, place and code.
"""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from litestar import Litestar, Request
from litestar.handlers import BaseRouteHandler

from gongdan.entrypoints.http.texts import choose_locale
from gongdan.entrypoints.http.trace import log
from gongdan.kernel.audit import AuditTrail, Deed, DeedOutcome
from gongdan.kernel.http import PUBLIC, SIGNED_IN, AnyConnection, RefusedError
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.rooms.identity.contract import SESSION_COOKIE, Principal, may
from gongdan.rooms.identity.handlers.authenticate import Authentication

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_RECORDED = {RefusalKind.FORBIDDEN, RefusalKind.CONFLICT, RefusalKind.NOT_FOUND}


class UndeclaredRouteError(Exception):
    """A route does not say which action it needs; the server does not start with one."""


class Access:
    """The guard before every route."""

    def __init__(self, authentication: Authentication, trail: AuditTrail) -> None:
        self._authentication = authentication
        self._trail = trail

    async def guard(self, connection: AnyConnection, handler: BaseRouteHandler) -> None:
        """Let the request pass, or leave with `not_signed_in`, `password_must_change`,
        `not_allowed` or `foreign_origin`.
        """
        action = _action_of(handler)
        if action is None:
            raise UndeclaredRouteError(str(handler))
        if action == PUBLIC["action"]:
            # nor may another site log somebody in, be it as somebody else
            if _method(connection) not in SAFE:
                _refuse_foreign_origin(connection)
            return
        principal = await self._principal(connection)
        known = connection.scope["state"]
        known["principal"], known["locale"] = principal, principal.locale
        if principal.must_change_password and action != SIGNED_IN["action"]:
            raise RefusedError(Refused("password_must_change", RefusalKind.FORBIDDEN))
        if action != SIGNED_IN["action"] and not may(principal, action):
            refused = Refused("not_allowed", RefusalKind.FORBIDDEN, {"action": action})
            await self.record(principal, action, connection, refused)
            raise RefusedError(refused)

    async def record(
        self, principal: Principal, action: str, connection: AnyConnection, refused: Refused
    ) -> None:
        """Remember a refused act: by whom, at which node or route, with which code."""
        if refused.kind not in _RECORDED or _method(connection) in SAFE:
            return
        order = connection.path_params.get("order")
        deed = Deed(
            tenant=principal.tenant,
            actor=principal.actor,
            act=action,
            object=Ref("order", order) if isinstance(order, UUID) else None,
            outcome=DeedOutcome.REFUSED,
            code=str(refused.code),
            place=str(refused.facts.get("node") or connection.scope["path"])[:200],
        )
        try:
            await self._trail.record(deed)
        except Exception:  # noqa: BLE001 - the refusal stands, remembered or not
            log.exception("refused_act_not_recorded")

    async def _principal(self, connection: AnyConnection) -> Principal:
        bearer = connection.headers.get("authorization", "")
        scheme, _, token = bearer.partition(" ")
        if scheme.lower() != "bearer":
            token = connection.cookies.get(SESSION_COOKIE, "")
            if _method(connection) not in SAFE:
                _refuse_foreign_origin(connection)
        found = await self._authentication.principal(token)
        if isinstance(found, Refused):
            raise RefusedError(found)
        return found


def demand_actions(app: Litestar) -> None:
    """Go through all routes; raises `UndeclaredRouteError` for one that names no action."""
    for route in app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if _action_of(handler) is None:
                raise UndeclaredRouteError(f"{route.path}: {handler}")


def demand_guard(app: Litestar, prefix: str, guard: object) -> None:
    """Go through all routes below a path; raises `UndeclaredRouteError` for one that is not
    guarded: what it names itself to run before requests would run in the guard's place.
    """
    below = (route for route in app.routes if route.path.startswith(prefix))
    for route in below:
        for handler in getattr(route, "route_handlers", ()):
            if handler.resolve_before_request() is not guard:
                raise UndeclaredRouteError(f"{route.path}: {handler} is not guarded")


def _action_of(handler: BaseRouteHandler) -> str | None:
    # the framework answers OPTIONS by itself, with nothing but the methods of the address
    if getattr(handler, "http_methods", None) == {"OPTIONS"}:
        return PUBLIC["action"]
    action: str | None = handler.opt.get("action")
    return action


def _method(connection: AnyConnection) -> str:
    method: str = connection.scope["method"]  # type: ignore[typeddict-item] # HTTP only here
    return method


def principal_of(request: Request[Any, Any, Any]) -> Principal:
    """Return who calls (the dependency `principal` of every route)."""
    principal: Principal = request.scope["state"]["principal"]
    return principal


def language_of(request: Request[Any, Any, Any]) -> str:
    """Return the language to answer in (the dependency `spoken_in`): asked for, else one's own."""
    return choose_locale(
        request.headers.get("accept-language", ""), request.scope["state"].get("locale")
    )


def _refuse_foreign_origin(connection: AnyConnection) -> None:
    """Let a cookie count only for requests from our own pages (Fetch metadata, else Origin)."""
    site = connection.headers.get("sec-fetch-site")
    origin = connection.headers.get("origin")
    foreign = site not in {None, "same-origin", "none"}
    if origin is not None and urlsplit(origin).netloc != connection.headers.get("host"):
        foreign = True
    if foreign:
        raise RefusedError(Refused("foreign_origin", RefusalKind.FORBIDDEN))
