"""A kind of order that asks a stranger something: what he may see, beside what he must not."""

import copy
from typing import Any

import httpx

from tests.rooms.lowcode.sample import FIVE_STEP

KEY = "leaks"
INSIDE = ("CANARYcost", "CANARYpapers", "CANARYrate", "CANARYowner")
"""Words of the fields that are the house's own."""


def _field(zh: str, en: str, schema: dict[str, object], **more: object) -> dict[str, object]:
    return {"title": {"zh": zh, "en": en}, "schema": schema, "privacy": "public", **more}


def _inside(word: str, schema: dict[str, object], **more: object) -> dict[str, object]:
    return _field(word, word, schema, **more, privacy="internal")


_DECIMAL: dict[str, object] = {"type": "string", "format": "decimal"}
_FIELDS: dict[str, dict[str, object]] = {
    "where_from": _field(
        "漏水位置",
        "Leaking part",
        {"type": "string", "enum": ["pipe", "roof"]},
        options={"pipe": {"zh": "水管", "en": "Pipe"}, "roof": {"zh": "屋顶", "en": "Roof"}},
    ),
    "pipe_size": _field("管径", "Pipe size", {"type": "integer", "minimum": 10}, unit="mm"),
    "spots": _field(
        "漏点",
        "Spots",
        {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["room"]}},
        columns={
            "room": _field("房间", "Room", {"type": "string", "maxLength": 20}),
            "count": _field("处数", "How many", {"type": "integer", "minimum": 1, "default": 1}),
        },
    ),
    "total": _field("合计", "Total", {"type": "integer"}),
    "shots": _field(
        "现场照片",
        "Pictures of it",
        {"type": "array", "items": {"type": "string", "format": "uuid"}, "maxItems": 2},
        refers="file",
        accepts=["image"],
    ),
    "badge": _field(
        "工号",
        "Badge",
        {"type": "string", "maxLength": 40},
        privacy="personal",
        purpose={"zh": "核对来访人员", "en": "To check who comes"},
        basis="contract",
        retention=30,
    ),
    "cost_center": _inside("CANARYcost", {"type": "string"}),
    "papers": _inside(
        "CANARYpapers",
        {"type": "array", "items": {"type": "string", "format": "uuid"}},
        refers="file",
        accepts=["image"],
    ),
    "hour_rate": _inside("CANARYrate", {**_DECIMAL, "default": "80"}),
    "fee": _field("费用", "Fee", _DECIMAL),
    "owner": _field(
        "CANARYowner", "CANARYowner", {"type": "string", "format": "uuid"}, refers="user"
    ),
}
_RULES = {
    "pipe_size": {"visible": 'where_from = "pipe"', "required": "true"},
    "total": {"computed": "sum(spots.count)"},
    "fee": {"computed": "hour_rate * total"},
}


_TESTED = _field(
    "试水结果",
    "Water test",
    {"type": "string", "enum": ["dry", "damp"]},
    options={"dry": {"zh": "不再漏水", "en": "Dry"}, "damp": {"zh": "仍有渗水", "en": "Damp"}},
)


def leaks() -> dict[str, Any]:
    """The five steps under another key: its report asks and reckons, so does its verification."""
    body = copy.deepcopy(FIVE_STEP)
    body |= {"key": KEY, "title": {"zh": "漏水", "en": "Leaks"}}
    name = body["flow"]["nodes"]["report"]["form"]
    body["fields"] |= _FIELDS
    body["forms"][name] = {
        "schema": {
            "type": "object",
            "properties": {each: {"$ref": f"#/fields/{each}/schema"} for each in _FIELDS},
            "required": ["where_from", "spots", "cost_center"],
        },
        "ui": {"order": list(_FIELDS)},
        "rules": _RULES,
    }
    body["fields"]["tested"] = _TESTED
    body["forms"]["check"] = {
        "schema": {"type": "object", "properties": {"tested": {"$ref": "#/fields/tested/schema"}}},
        "rules": {"tested": {"visible": 'outcome = "passed"', "required": "true"}},
    }
    body["flow"]["nodes"]["verify"]["form"] = "check"
    return body


async def publish_leaks(designer: httpx.AsyncClient) -> None:
    """Publish it (once) as a designer."""
    saved = await designer.put(f"/api/v1/definitions/{KEY}/draft", json=leaks())
    assert saved.is_success, saved.text
    headers = {"If-Match": saved.headers["etag"]}
    done = await designer.post(f"/api/v1/definitions/{KEY}/publish", json={}, headers=headers)
    assert done.status_code == 201, done.text
