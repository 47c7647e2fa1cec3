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
