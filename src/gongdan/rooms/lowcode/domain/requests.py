"""What service nodes ask of connectors, and what they take of the answer: is it all clear?"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongdan.engines.flow.model import Answer, Kind, Node, Request
from gongdan.engines.flow.orders import HTTP
from gongdan.rooms.lowcode.contract import Bundle, Finding, Known
from gongdan.rooms.lowcode.domain.words import NAME

MOST_INPUTS = 50
LONGEST_POINTER = 300
_PATH = re.compile(r"/(?:[A-Za-z0-9_.~/-]|\{[a-z][a-z0-9_]{0,39}\}){0,300}", re.ASCII)
_HOLE = re.compile(r"\{([a-z0-9_]+)\}", re.ASCII)
_AMOUNT = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?", re.ASCII)


def check_requests(bundle: Bundle, known: Known) -> Iterator[Finding]:
    """Find service nodes whose connector, path, inputs or answers can't work."""
    for key, node in bundle.flow.nodes.items():
        if node.kind is Kind.SERVICE and node.request is not None:
            yield from _node(node, node.request, f"flow/nodes/{key[:80]}", known)
        elif node.request is not None:
            yield Finding("service_request_elsewhere", f"flow/nodes/{key[:80]}/request", {})


def _node(node: Node, request: Request, place: str, known: Known) -> Iterator[Finding]:
    yield from _connector(node, place, known)
    yield from _asked(node, request, place)
    for name, answer in request.answers.items():
        if not _is_clear(name, answer):
            where = f"{place}/request/answers/{name[:80]}"
            yield Finding("service_answer_unclear", where, {"name": name[:80]})
    if request.answers and not node.result:
        yield Finding("service_result_missing", f"{place}/result", {})


def _connector(node: Node, place: str, known: Known) -> Iterator[Finding]:
    connector = node.calls.removeprefix(HTTP)
    if not connector:
        yield Finding("service_connector_missing", f"{place}/calls", {})
    elif known.connectors is not None and connector not in known.connectors:
        facts: dict[str, str | int | list[str]] = {
            "connector": connector[:80],
            "known": sorted(known.connectors)[:50],
        }
        yield Finding("service_connector_unknown", f"{place}/calls", facts)


def _asked(node: Node, request: Request, place: str) -> Iterator[Finding]:
    if not _PATH.fullmatch(request.path) or "//" in request.path or ".." in request.path:
        yield Finding("service_path_malformed", f"{place}/request/path", {})
    for name in (*_HOLE.findall(request.path), *request.query):
        if name not in node.inputs:
            yield Finding("service_input_missing", f"{place}/request", {"name": name[:80]})
    for name in node.inputs:
        if not NAME.fullmatch(name) or len(node.inputs) > MOST_INPUTS:
            yield Finding("variable_name_malformed", f"{place}/inputs", {"name": name[:80]})


def _is_clear(name: str, answer: Answer) -> bool:
    ends = [text for text in (answer.least, answer.most) if text]
    readable = all(answer.type == "number" and _AMOUNT.fullmatch(text) for text in ends)
    if not (readable and NAME.fullmatch(name)) or ends != sorted(ends, key=Decimal):
        return False
    return answer.at == "" or (answer.at.startswith("/") and len(answer.at) <= LONGEST_POINTER)
