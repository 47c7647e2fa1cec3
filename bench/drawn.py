"""Two versions of one process: what running orders are migrated from, and to.

The second one calls the acceptance otherwise and reminds later, has one parallel branch more, and
counts the countersign by another share.
"""

import json
from typing import Any
from uuid import UUID

from gongdan.rooms.lowcode.store import shipped_bodies

KEY = "drawn"
THREE = tuple(UUID(int=0xA11CE + number) for number in range(3))
"""Who signs the verification together."""
NODE_MAP = {"accept": "intake"}

Body = dict[str, Any]


def first_version() -> Body:
    """Report, accept (with a reminder), two branches of work, a countersign of three, archive."""
    return _version("accept", remind="PT4H", share="0.6", branches=("left", "right"))


def second_version() -> Body:
    """The same with another acceptance, a third branch, and another share."""
    return _version("intake", remind="PT8H", share="0.5", branches=("left", "right", "third"))


def _version(accept: str, *, remind: str, share: str, branches: tuple[str, ...]) -> Body:
    body: Body = json.loads(shipped_bodies()[0])
    shipped = body["flow"]["nodes"]
    work = dict.fromkeys(branches, shipped["execute"])
    body["key"] = KEY
    body["flow"] = {
        "reopen_to": accept,
        "nodes": {
            **{key: shipped[key] for key in ("start", "report", "archive", "end")},
            accept: {**shipped["accept"], "remind": {"kind": "timer", "due": remind}},
            "fork": {"kind": "parallel"},
            **work,
            "both": {"kind": "join", "joins": "fork"},
            "verify": {
                **shipped["verify"],
                "assignee": {"any": [{"user": str(each)} for each in THREE]},
                "many": {"rule": "ratio", "share": share},
                "outcomes": _judged(shipped["verify"]["outcomes"]),
            },
        },
        "edges": [
            _edge("a", "start", "report"),
            _edge("b", "report", accept),
            _edge("c", accept, "fork"),
            *(_edge(f"to_{key}", "fork", key) for key in branches),
            *(_edge(f"from_{key}", key, "both") for key in branches),
            _edge("d", "both", "verify"),
            _edge("e", "verify", "archive", outcome="passed"),
            _edge("f", "verify", accept, outcome="rejected", back=True),
            _edge("g", "archive", "end"),
        ],
    }
    return body


def _judged(outcomes: Body) -> Body:
    return {**outcomes, "rejected": {**outcomes["rejected"], "refuses": True}}


def _edge(key: str, source: str, target: str, **more: object) -> Body:
    return {"key": key, "source": source, "target": target, **more}
