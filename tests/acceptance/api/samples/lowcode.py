"""Definitions."""

import json

from gongdan.rooms.lowcode.store import shipped_bodies
from tests.acceptance.api.planting import Planting

FIELD = {"title": {"zh": "金额", "en": "Amount"}, "schema": {"type": "string"}}
FIVE_STEP = json.loads(shipped_bodies()[0])

BODIES = {
    "rollBackDefinition": lambda _: {"version": 1},
    "createDefinition": lambda _: {"title": {"en": "Taken"}, "key": "five_step"},
    "mergeDefinitionDraft": lambda theirs: {"body": {**FIVE_STEP, "key": theirs.ids["key"]}},
    "setDefinitionApprovalRule": lambda theirs: {"roles": ["admin"], "key": theirs.ids["key"]},
    "refuseDefinition": lambda _: {"reason": "Not yet"},
    "commentOnDefinition": lambda _: {"place": "", "text": "Heard?"},
    "tellPresence": lambda _: {"place": "flow"},
    "replyDefinitionComment": lambda _: {"text": "Heard."},
    "setLibraryField": lambda _: FIELD,
    "checkLibraryField": lambda _: {"name": "amount", "field": FIELD},
}
FINDS_NOTHING = {"checkDefinitionFile", "checkLibraryField"}
SAME_FOR_WHAT_IS_NOWHERE = {"setDefinitionDraft", "retireDefinition", "setLibraryField"}
NOT_THERE = {
    "getDefinitionVersion",
    "getDefinitionVersionFile",
    "getDefinitionDraftAside",
    "getDefinitionTemplate",
}


async def plant(planting: Planting) -> None:
    """Plant a draft with a comment, and a field of the library."""
    designer = planting.clients["designer"]
    key = planting.ids["key"] = "draft_" + planting.name("draft").lower()
    body = (await designer.get("/api/v1/definitions/five_step/versions/1")).json()
    saved = await designer.put(f"/api/v1/definitions/{key}/draft", json={**body, "key": key})
    assert saved.status_code == 204, saved.text
    said = {"place": "fields/result", "text": planting.name("pinned")}
    pinned = await designer.post(f"/api/v1/definitions/{key}/comments", json=said)
    planting.ids["thread"] = pinned.json()["id"]
    planting.ids["field"] = "amount_" + planting.name("field").lower()
    kept = await designer.put(f"/api/v1/field-library/{planting.ids['field']}", json=FIELD)
    assert kept.status_code == 200, kept.text
