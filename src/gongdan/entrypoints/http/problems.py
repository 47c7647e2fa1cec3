"""Every "no" in one shape: application/problem+json (RFC 9457), said in the caller's language."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import asyncpg
import msgspec
from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)
from msgspec import Struct

from gongdan.entrypoints.http.findings import refused_input, unread_body
from gongdan.entrypoints.http.texts import Texts, choose_locale
from gongdan.entrypoints.http.trace import current_trace, log
from gongdan.kernel.http import RefusedError
from gongdan.kernel.messages import RefusalKind, Refused

AnyRequest = Request[Any, Any, Any]
MEDIA_TYPE = "application/problem+json"

STATUS: Mapping[RefusalKind, int] = {
    RefusalKind.MALFORMED: 422,
    RefusalKind.UNAUTHENTICATED: 401,
    RefusalKind.FORBIDDEN: 403,
    RefusalKind.NOT_FOUND: 404,
    RefusalKind.CONFLICT: 409,
    RefusalKind.STALE: 412,
    RefusalKind.PRECONDITION: 428,
    RefusalKind.TOO_LARGE: 413,
    RefusalKind.TOO_MANY: 429,
    RefusalKind.READ_ONLY: 503,
}
"""The one table from a refusal's family to its HTTP status ..."""

STATUS_OF_CODE: Mapping[str, int] = {
    "address_unreadable": 400,
    "body_not_json": 400,
    "body_too_deep": 400,
    "request_malformed": 400,
    "method_not_allowed": 405,
    "content_type_not_json": 415,
}
"""... and what HTTP itself has a status for, before any room is asked."""


class FieldProblem(Struct, frozen=True):
    """What is wrong with one part of the input; `pointer` is its JSON pointer (RFC 6901)."""

    pointer: str
    code: str
    detail: str


class Problem(Struct, frozen=True, kw_only=True):
    """A problem as it is sent: what happened, what was kept, what to do, and a trace to quote."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    next: str
    kept: str
    trace: str
    errors: tuple[FieldProblem, ...]


class Problems:
    """Turns refusals and broken pipes into answers."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def problem(self, refused: Refused, *, locale: str, method: str) -> Problem:
        """Say a refusal in a language."""
        detail, then = self._texts.refusal(locale, refused.code, refused.facts)
        status = STATUS_OF_CODE.get(refused.code) or STATUS[refused.kind]
        errors = (FieldProblem(refused.field, refused.code, detail),) if refused.field else ()
        return Problem(
            type=f"urn:gongdan:problem:{refused.code}",
            title=HTTPStatus(status).phrase,
            status=status,
            code=refused.code,
            detail=detail,
            next=then,
            kept=self._texts.refusal(locale, _kept(method, refused), {})[0],
            trace=current_trace(),
            errors=errors,
        )

    def said(self, refused: Refused, *, accepted: str, preferred: str) -> tuple[str, str]:
        """Return what happened and what to do; `accepted` is an Accept-Language value."""
        locale = choose_locale(accepted, preferred)
        return self._texts.refusal(locale, refused.code, refused.facts)

    def refused(self, request: AnyRequest, refused: Refused) -> Response[Problem]:
        """Answer an expected "no"."""
        locale = choose_locale(
            request.headers.get("accept-language", ""), request.state.get("locale")
        )
        problem = self.problem(refused, locale=locale, method=request.method)
        return Response(
            problem,
            status_code=problem.status,
            media_type=MEDIA_TYPE,
            headers=headers_of(refused),
        )

    def on_refused(self, request: AnyRequest, fault: RefusedError) -> Response[Problem]:
        """Answer a refusal that left a route."""
        return self.refused(request, fault.refused)

    def on_http(self, request: AnyRequest, fault: HTTPException) -> Response[Problem]:
        """Answer what the framework refuses before a route is reached."""
        if isinstance(fault.__cause__, msgspec.ValidationError):
            # what is plugged in is never validated: where a part of a body is called like a plug,
            # the framework takes the caller's mistake for one of ours
            return self.refused(request, refused_input(fault))
        if fault.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return self.on_bug(request, fault)
        answer = self.refused(request, _of_framework(fault))
        if isinstance(fault, MethodNotAllowedException):
            answer.headers.update(fault.headers or {})
        return answer

    def on_database_away(self, request: AnyRequest, fault: Exception) -> Response[Problem]:
        """Answer while the database is away or full: nothing was half done."""
        log.warning("database_away", fault=type(fault).__name__)
        full = isinstance(fault, asyncpg.DiskFullError)
        code = "storage_full" if full else "database_away"
        return self.refused(request, Refused(code, RefusalKind.READ_ONLY))

    def on_bug(self, request: AnyRequest, fault: Exception) -> Response[Problem]:
        """Answer a fault of ours: the log knows more, the answer tells nothing from inside."""
        log.error("unexpected", exc_info=fault)
        response = self.refused(request, Refused("unexpected", RefusalKind.READ_ONLY))
        problem = msgspec.structs.replace(
            response.content, status=500, title=HTTPStatus(500).phrase
        )
        return Response(problem, status_code=500, media_type=MEDIA_TYPE)


def _kept(method: str, refused: Refused) -> str:
    if refused.kind in {RefusalKind.STALE, RefusalKind.CONFLICT}:
        return "kept_as_it_was"
    return "kept_nothing_read" if method in {"GET", "HEAD"} else "kept_nothing"


def headers_of(refused: Refused) -> dict[str, str]:
    """Return the headers that go with a refusal: when to try again, how to sign in."""
    headers = {"Cache-Control": "no-store"}
    if refused.kind in {RefusalKind.TOO_MANY, RefusalKind.READ_ONLY}:
        headers["Retry-After"] = str(refused.facts.get("retry_after", 5))
    if refused.kind is RefusalKind.UNAUTHENTICATED:
        headers["WWW-Authenticate"] = 'Bearer realm="gongdan"'
    return headers


def _of_framework(fault: HTTPException) -> Refused:
    match fault:
        case ValidationException():
            return refused_input(fault)
        case NotFoundException():
            return Refused("no_such_page", RefusalKind.NOT_FOUND)
        case MethodNotAllowedException():
            return Refused("method_not_allowed", RefusalKind.NOT_FOUND)
        case HTTPException(status_code=413):
            return Refused("body_too_large", RefusalKind.TOO_LARGE)
        case _:
            return unread_body(fault.__cause__) or Refused(
                "request_malformed", RefusalKind.MALFORMED
            )
