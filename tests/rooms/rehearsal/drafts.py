"""Drafts that are tried: the shipped five steps, changed as a designer would change them."""

import copy
import json
from typing import Any

from tests.rooms.lowcode.sample import FIVE_STEP


def with_approval(*ways: dict[str, Any], key: str = "five_step") -> bytes:
    """The five steps with an amount in the report, and a way out of the acceptance for each.

    Each way leads to the step `approve` (of supervisors) or to `execute`; without any, amounts
    above 1000 are approved and others are not.
    """
    body: Any = copy.deepcopy(FIVE_STEP)
    body["key"] = key
    body["fields"]["amount"] = {
        "title": {"zh": "金额", "en": "Amount"},
        "schema": {"type": "integer", "minimum": 0},
        "privacy": "internal",
    }
    form = body["forms"]["report"]["schema"]
    form["properties"]["amount"] = {"$ref": "#/fields/amount/schema"}
    body["forms"]["report"].pop("ui", None)
    flow = body["flow"]
    flow["nodes"]["asks"] = {"kind": "exclusive"}
    flow["nodes"]["approve"] = {
        "kind": "user",
        "stage": "accept",
        "title": {"zh": "审批", "en": "Approve"},
        "assignee": {"role": "supervisor"},
        "remind": {"kind": "timer", "due": "PT4H"},
        "evidence": [{"kind": "signature"}],
    }
    flow["edges"] = [each for each in flow["edges"] if each["key"] != "dispatch"]
    flow["edges"].append({"key": "ask", "source": "accept", "target": "asks"})
    flow["edges"] += ways or (
        {"key": "dear", "source": "asks", "target": "approve", "condition": "amount > 1000"},
        {"key": "cheap", "source": "asks", "target": "execute", "default": True},
    )
    flow["edges"].append({"key": "approved", "source": "approve", "target": "execute"})
    return json.dumps(body).encode()


DEAD_END = with_approval(
    {"key": "dear", "source": "asks", "target": "approve", "condition": "amount > 1000"},
    {"key": "cheap", "source": "asks", "target": "execute", "condition": "amount < 0"},
)
"""A draft that lets no order of an amount from 0 to 1000 go on."""


def asking_outside(*, caught: bool = True, deadline: str = "", message: bool = False) -> bytes:
    """The five steps, which wait for the stock system after the report, or for its message.

    `caught`: an error has a way, to `buy`; so has a `deadline` on the border of the call.
    """
    body: Any = copy.deepcopy(FIVE_STEP)
    nodes, edges = body["flow"]["nodes"], body["flow"]["edges"]
    body["flow"]["edges"] = edges = [each for each in edges if each["key"] != "submit"]
    buy = {"zh": "采购", "en": "Buy"}
    who = {"role": "supervisor"}
    nodes["buy"] = {"kind": "user", "stage": "accept", "title": buy, "assignee": who}
    edges.append({"key": "bought", "source": "buy", "target": "accept"})
    nodes["ask"] = AWAITED if message else ASKED
    edges.append({"key": "asked", "source": "report", "target": "ask"})
    if message:
        edges.append({"key": "there", "source": "ask", "target": "accept"})
        return json.dumps(body).encode()
    nodes["which"] = {"kind": "exclusive"}
    enough = {"key": "there", "source": "which", "target": "accept", "condition": ENOUGH}
    lacking = {"key": "lacking", "source": "which", "target": "buy", "default": True}
    edges += [{"key": "answered", "source": "ask", "target": "which"}, enough, lacking]
    late = {"kind": "timer", "due": deadline}
    for key, trigger in (("failed", {"kind": "error"}), ("late", late)):
        if caught if key == "failed" else deadline:
            nodes[key] = {"kind": "boundary", "attached_to": "ask", "trigger": trigger}
            edges.append({"key": f"by_{key}", "source": key, "target": "buy"})
    return json.dumps(body).encode()


ENOUGH = "stock.on_hand > 1.5"
ASKED = {
    "kind": "service",
    "title": {"zh": "查询库存", "en": "Ask the stock system"},
    "calls": "http:stock",
    "inputs": {"part": '"bearing"'},
    "request": {
        "method": "POST",
        "path": "/parts",
        "answers": {"on_hand": {"at": "/n", "type": "number", "least": "0"}},
    },
    "result": "stock",
}
AWAITED = {
    "kind": "receive",
    "stage": "accept",
    "title": {"zh": "等待到货", "en": "Await parts"},
    "trigger": {"kind": "message", "name": "parts_arrived"},
    "form": "execute",
}
