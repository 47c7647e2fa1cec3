"""The API described: what the framework knows of the routes, and how every "no" looks.

The description is made from the code, committed as `openapi.json`, and compared by a test;
the web's client is generated from that file.
"""

from collections.abc import Iterator
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final

import msgspec
from litestar import Litestar, Request, Response, get
from litestar.handlers import BaseRouteHandler

from gongdan.entrypoints.http.operations import operation_name
from gongdan.entrypoints.http.problems import MEDIA_TYPE, STATUS, Problem
from gongdan.entrypoints.http.schemas import close_inputs, merge_twins
from gongdan.kernel.http import PUBLIC, SIGNED_IN
from gongdan.kernel.messages import RefusalKind

Document = dict[str, Any]

ACTION: Final = "x-gongdan-action"
"""Names the action that whoever calls an operation must have been granted."""

_JSON: Final = "application/json"
_BYTES: Final = {"type": "string", "format": "binary"}
_OBJECT: Final = {"type": "object"}
_PROBLEM: Final = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_WORDS: Final = {
    400: "The bytes can't be read at all",
    415: "The body is not JSON",
    STATUS[RefusalKind.MALFORMED]: "The request holds a value that is not allowed",
    STATUS[RefusalKind.UNAUTHENTICATED]: "Nobody whom we know",
    STATUS[RefusalKind.FORBIDDEN]: "You may not do this",
    STATUS[RefusalKind.NOT_FOUND]: "No such thing, or none that you may see",
    STATUS[RefusalKind.CONFLICT]: "The state does not allow it",
    STATUS[RefusalKind.STALE]: "Somebody was faster: read again",
    STATUS[RefusalKind.PRECONDITION]: "Say which version you saw",
    STATUS[RefusalKind.TOO_LARGE]: "Over a stated limit",
    STATUS[RefusalKind.TOO_MANY]: "Wait as told",
    STATUS[RefusalKind.READ_ONLY]: "Nothing can be kept at the moment; reading may go on",
}
_NO: Final = {
    status: {"description": words, "content": _PROBLEM} for status, words in _WORDS.items()
}
_ALSO: Final = {206: "The range that was asked for", 304: "What you have is what it is"}
_ALWAYS: Final = (400, 401, 404, 422, 429, 503)
_SENT: Final = (409, 412, 413, 415, 428)


def describe(app: Litestar) -> Document:
    """Return the OpenAPI 3.1 document of the routes."""
    document: Document = msgspec.json.decode(msgspec.json.encode(app.openapi_schema.to_schema()))
    document["components"]["schemas"].update(_problem_schemas())
    document["components"]["responses"] = {_refusal(status): _NO[status] for status in _NO}
    handlers = _handlers(app)
    for path, method, operation in operations(document):
        operation["operationId"] = operation_name(method, path)
        handler = handlers[method, path]
        _say_who(operation, handler)
        _say_what(operation, handler)
        _say_no(operation, reading=method == "GET", also=handler.opt.get("refuses", ()))
    return close_inputs(merge_twins(document))


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Go through the operations of a document: path, method, and what is said of it."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict):
                yield path, method.upper(), operation


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


def _handlers(app: Litestar) -> dict[tuple[str, str], BaseRouteHandler]:
    """Return the handler of each operation, by method and described path."""
    return {
        (str(method), route.path_format): handler
        for route in app.routes
        for handler in getattr(route, "route_handlers", ())
        for method in getattr(handler, "http_methods", ())
    }


def _say_who(operation: Document, handler: BaseRouteHandler) -> None:
    operation[ACTION] = handler.opt.get("action", "")
    if operation[ACTION] == PUBLIC["action"]:
        operation["security"] = []


def _say_what(operation: Document, handler: BaseRouteHandler) -> None:
    """Correct what the framework can't know: bodies that travel as the bytes that they are."""
    if "body" in handler.parsed_fn_signature.parameters:
        operation["requestBody"] = {"content": {_JSON: {"schema": _OBJECT}}, "required": True}
    if streamed := handler.opt.get("streams"):
        operation["requestBody"] = {"content": {streamed: {"schema": _BYTES}}, "required": True}
    for status in handler.opt.get("answers", ()):
        operation["responses"][str(status)] = {"description": _ALSO[status]}
    if given := handler.opt.get("gives"):
        for status, done in operation["responses"].items():
            if status.startswith("2"):
                done["content"] = {given: {"schema": _BYTES}}
    for done in operation["responses"].values():
        content = done.get("content", {})
        match content.get(_JSON, {}).get("schema"):
            case {"type": "null"}:
                del done["content"]
            case {"type": "string"}:
                content[_JSON]["schema"] = _OBJECT
            case _:
                pass


def _say_no(operation: Document, *, reading: bool, also: tuple[int, ...]) -> None:
    """Document every refusal that a route may answer; the framework's own guesses go."""
    responses = operation["responses"]
    for status in [code for code in responses if code.startswith(("4", "5"))]:
        del responses[status]
    guarded = () if operation[ACTION] in {PUBLIC["action"], SIGNED_IN["action"]} else (403,)
    sent = () if reading else (*_SENT, 403)
    for status in sorted({*_ALWAYS, *guarded, *sent, *also}):
        responses[str(status)] = {"$ref": f"#/components/responses/{_refusal(status)}"}


def _refusal(status: int) -> str:
    return HTTPStatus(status).name.title().replace("_", "")


def _problem_schemas() -> Document:
    (reference,), components = msgspec.json.schema_components(
        (Problem,), ref_template="#/components/schemas/{name}"
    )
    if "$ref" not in reference:
        raise LookupError("the problem has no schema of its own")
    return components
