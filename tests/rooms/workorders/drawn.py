"""Definitions of tests: the five steps with other nodes between them, and an approval."""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from gongdan.rooms.lowcode.store import shipped_bodies

Part = Mapping[str, object]


def five_with(
    nodes: Mapping[str, Part], edges: Sequence[Part] = (), *, without: Sequence[str] = ()
) -> bytes:
    """The five steps: parts of nodes changed, nodes and edges added, edges taken out by key."""
    body = json.loads(shipped_bodies()[0])
    flow = body["flow"]
    for key, part in nodes.items():
        flow["nodes"][key] = {**flow["nodes"].get(key, {}), **part}
    kept = [each for each in flow["edges"] if each["key"] not in without]
    flow["edges"] = [*kept, *edges]
    return json.dumps(body, ensure_ascii=False).encode()


def edge(key: str, source: str, target: str, **more: object) -> Part:
    return {"key": key, "source": source, "target": target, **more}


def timer(due: str, **more: object) -> Part:
    return {"kind": "timer", "due": due, **more}


def step(stage: str, assignee: Part, **more: object) -> Part:
    title = {"zh": "处理", "en": "Handle"}
    return {"kind": "user", "stage": stage, "title": title, "assignee": assignee, **more}


def signed_by(people: Sequence[UUID], **many: object) -> Part:
    """The verification as a countersign of these people."""
    return {
        "assignee": {"any": [{"user": str(each)} for each in people]},
        "many": {"rule": "ratio", "share": "0.6", **many},
        "outcomes": {
            "passed": {"title": {"zh": "同意", "en": "Agree"}},
            "rejected": {
                "title": {"zh": "不同意", "en": "Disagree"},
                "needs_reason": True,
                "refuses": True,
            },
        },
    }
