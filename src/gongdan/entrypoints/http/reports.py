"""`/policy-reports`: what browsers tell of pages that broke their content security policy.

One line in the log and one count for each; never an address's query, which may hold a secret.
Whoever floods it is passed over: reports are for the operator, and a few tell as much as many.
"""

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from litestar import Request, Response, post

from gongdan.entrypoints.http.metrics import Metrics
from gongdan.entrypoints.http.trace import log
from gongdan.kernel.http import PUBLIC, Given

PLACE: Final = "/policy-reports"
_DIRECTIVES: Final = frozenset(
    "base-uri connect-src default-src font-src form-action frame-ancestors img-src media-src"
    " object-src require-trusted-types-for script-src script-src-attr script-src-elem style-src"
    " style-src-attr style-src-elem trusted-types worker-src".split()
)
_MOST = 20  # of one message


@post(PLACE, opt=PUBLIC, include_in_schema=False, status_code=204)
async def policy_reports(
    request: Request[Any, Any, Any], counters: Given[Metrics]
) -> Response[None]:
    """Take reports of either form (`report-to`, `report-uri`); what is neither is passed over."""
    try:
        said = msgspec.json.decode(await request.body())
    except msgspec.DecodeError:
        said = None
    for report in _reports(said):
        directive = str(report.get("effectiveDirective") or report.get("effective-directive"))
        known = directive if directive in _DIRECTIVES else "other"
        counters.policy_broken(known)
        log.warning(
            "policy_broken",
            directive=known,
            blocked=_origin(report.get("blockedURL") or report.get("blocked-uri")),
            page=_path(report.get("documentURL") or report.get("document-uri")),
        )
    return Response(None, status_code=204)


def _reports(said: object) -> Iterable[dict[str, Any]]:
    each = said if isinstance(said, list) else [said]
    for item in each[:_MOST]:
        body = item.get("body", item.get("csp-report")) if isinstance(item, dict) else None
        if isinstance(body, dict):
            yield body


def _origin(blocked: object) -> str:
    """Return what was blocked, without its path: `inline`, `eval`, or whose address it was."""
    text = str(blocked)[:500]
    try:
        parts = urlsplit(text)
    except ValueError:
        return "?"
    return f"{parts.scheme}://{parts.hostname}" if parts.hostname else text.partition(":")[0][:40]


def _path(page: object) -> str:
    try:
        return urlsplit(str(page)[:500]).path[:200]
    except ValueError:
        return "?"
