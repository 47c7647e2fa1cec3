"""The shipped five-step definition as plain data, to be broken on purpose."""

import copy
import json
from typing import Any

from gongdan.rooms.lowcode.contract import Bundle, Finding, Known, Sections
from gongdan.rooms.lowcode.domain.bundle import parse
from gongdan.rooms.lowcode.domain.check import check_bundle, own_sections
from gongdan.rooms.lowcode.store import shipped_bodies

ROLES = frozenset({"requester", "technician", "dispatcher", "supervisor"})
FIVE_STEP: dict[str, Any] = json.loads(shipped_bodies()[0])


def changed(path: str, value: object) -> bytes:
    """The five steps with one value replaced (None: removed) at a path like `flow/nodes/x`."""
    body = copy.deepcopy(FIVE_STEP)
    *way, last = path.split("/")
    inner: Any = body
    for part in way:
        inner = inner[_step(inner, part)]
    if value is None:
        del inner[_step(inner, last)]
    else:
        inner[last] = value
    return json.dumps(body).encode()


def edge(key: str, **parts: object) -> bytes:
    """The five steps with one edge changed, or (a key not seen before) added."""
    edges = copy.deepcopy(FIVE_STEP["flow"]["edges"])
    found = next((each for each in edges if each["key"] == key), None)
    if found is None:
        edges.append({"key": key, **parts})
    else:
        found.update(parts)
    return changed("flow/edges", edges)


def findings(body: bytes) -> tuple[Finding, ...]:
    """What parsing, or else checking, finds in a body."""
    bundle = parse(body)
    return bundle if isinstance(bundle, tuple) else check(bundle)


def check(bundle: Bundle) -> tuple[Finding, ...]:
    return check_bundle(bundle, Sections(own_sections()), Known(ROLES))


def named(body: bytes) -> set[tuple[str, str]]:
    """Code and place of each finding."""
    return {(finding.code, finding.place) for finding in findings(body)}


def five_step() -> Bundle:
    bundle = parse(shipped_bodies()[0])
    assert isinstance(bundle, Bundle)
    return bundle


def _step(inner: object, part: str) -> int | str:
    return int(part) if isinstance(inner, list) else part
