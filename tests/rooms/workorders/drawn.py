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


IN_WORK = {"parent": "work"}


def inside_work(
    nodes: Mapping[str, Part] | None = None, edges: Sequence[Part] = (), **check: object
) -> bytes:
    """The five steps, the work of which is a sub-process: the step `execute`, then a `check`."""
    checked = {
        "ok": {"title": {"zh": "合格", "en": "Fit"}},
        "no": {"title": {"zh": "不合格", "en": "Unfit"}, "needs_reason": True, "refuses": True},
    }
    drawn: dict[str, Part] = {
        "work": {"kind": "subprocess", "title": {"zh": "现场作业", "en": "Work on site"}},
        "in_start": {"kind": "start", **IN_WORK},
        "execute": {**IN_WORK, "evidence": [{"kind": "location"}]},
        "check": step("execute", {"role": "supervisor"}, outcomes=checked, **IN_WORK) | check,
        "in_end": {"kind": "end", **IN_WORK},
    }
    ways = [
        edge("in", "accept", "work"),
        edge("in_begin", "in_start", "execute"),
        edge("in_check", "execute", "check"),
        edge("in_fit", "check", "in_end", outcome="ok"),
        edge("in_again", "check", "execute", outcome="no", back=True),
        edge("out", "work", "verify"),
        edge("redo", "verify", "work", outcome="rejected", back=True),
    ]
    return five_with({**drawn, **(nodes or {})}, [*ways, *edges], without=_OUTER)


_OUTER = ("dispatch", "hand_in", "redo")
