"""Definitions."""

import json

from gongdan.rooms.lowcode.store import shipped_bodies
from tests.acceptance.api.planting import Planting

FIVE_STEP = json.loads(shipped_bodies()[0])

BODIES = {
    "rollBackDefinition": lambda _: {"version": 1},
    "createDefinition": lambda _: {"title": {"en": "Taken"}, "key": "five_step"},
    "mergeDefinitionDraft": lambda theirs: {"body": {**FIVE_STEP, "key": theirs.ids["key"]}},
}
SAME_FOR_WHAT_IS_NOWHERE = {"setDefinitionDraft", "retireDefinition"}
NOT_THERE = {"getDefinitionVersion", "getDefinitionDraftAside", "getDefinitionTemplate"}


async def plant(planting: Planting) -> None:
    """Plant a draft."""
    designer = planting.clients["designer"]
    key = planting.ids["key"] = "draft_" + planting.name("draft").lower()
    body = (await designer.get("/api/v1/definitions/five_step/versions/1")).json()
    saved = await designer.put(f"/api/v1/definitions/{key}/draft", json={**body, "key": key})
    assert saved.status_code == 204, saved.text
