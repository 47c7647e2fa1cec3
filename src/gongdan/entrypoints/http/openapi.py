"""The API described: what the framework knows of the routes, and how every "no" looks.

The description is made from the code, committed as `openapi.json`, and compared by a test;
the web's client is generated from that file.
"""

from functools import lru_cache
from typing import Any, Final

import msgspec
from litestar import Litestar, Request, Response, get

from gongdan.entrypoints.http.problems import MEDIA_TYPE, STATUS, Problem
from gongdan.kernel.http import PUBLIC
from gongdan.kernel.messages import RefusalKind

Document = dict[str, Any]

_ALWAYS: Final = (RefusalKind.TOO_MANY, RefusalKind.READ_ONLY)
_ASKED: Final = (RefusalKind.UNAUTHENTICATED, RefusalKind.FORBIDDEN, RefusalKind.NOT_FOUND)
_SENT: Final = (
    RefusalKind.MALFORMED,
    RefusalKind.CONFLICT,
    RefusalKind.STALE,
    RefusalKind.PRECONDITION,
    RefusalKind.TOO_LARGE,
)
_WORDS: Final = {
    RefusalKind.MALFORMED: "The request can't be understood or holds a value that is not allowed",
    RefusalKind.UNAUTHENTICATED: "Nobody whom we know",
    RefusalKind.FORBIDDEN: "You may not do this",
    RefusalKind.NOT_FOUND: "No such thing, or none that you may see",
    RefusalKind.CONFLICT: "The state does not allow it",
    RefusalKind.STALE: "Somebody was faster: read again",
    RefusalKind.PRECONDITION: "Say which version you saw",
    RefusalKind.TOO_LARGE: "Over a stated limit",
    RefusalKind.TOO_MANY: "Wait as told",
    RefusalKind.READ_ONLY: "Nothing can be kept at the moment; reading goes on",
}


def describe(app: Litestar) -> Document:
    """Return the OpenAPI 3.1 document of the routes."""
    document: Document = msgspec.json.decode(msgspec.json.encode(app.openapi_schema.to_schema()))
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(_problem_schemas())
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict):
                _say_no(operation, reading=method == "get", public="/sessions" in path)
    _close(schemas)
    return document


def document_bytes(app: Litestar) -> bytes:
    """Return the document as it is committed: sorted and indented, one byte form for all."""
    text = msgspec.json.format(msgspec.json.encode(describe(app), order="sorted"), indent=1)
    return text + b"\n"


@get("/openapi.json", opt=PUBLIC, include_in_schema=False, media_type="application/json")
async def openapi_json(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Serve the description of the API."""
    return Response(_cached(request.app), media_type="application/json")


@lru_cache(maxsize=1)
def _cached(app: Litestar) -> bytes:
    return document_bytes(app)


def _say_no(operation: Document, *, reading: bool, public: bool) -> None:
    """Document every refusal that a route may answer; the framework's own guesses go."""
    responses = operation["responses"]
    for status in [code for code in responses if code.startswith(("4", "5"))]:
        del responses[status]
    kinds = [*_ALWAYS, *_ASKED, RefusalKind.MALFORMED, *(() if reading else _SENT)]
    for kind in kinds:
        responses[str(STATUS[kind])] = {
            "description": _WORDS[kind],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    if public:
        operation["security"] = []


def _problem_schemas() -> Document:
    (reference,), components = msgspec.json.schema_components(
        (Problem,), ref_template="#/components/schemas/{name}"
    )
    if "$ref" not in reference:
        raise LookupError("the problem has no schema of its own")
    return components


def _close(schemas: Document) -> None:
    """Say of what takes no unknown fields that it takes none (it is refused, not ignored)."""
    for name, schema in schemas.items():
        if schema.get("type") == "object" and name.endswith(
            ("Body", "Order", "Work", "Contact", "Location", "BodyPatch", "Rights")
        ):
            schema["additionalProperties"] = False
