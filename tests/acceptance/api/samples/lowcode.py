"""Definitions."""

from tests.acceptance.api.planting import Planting

BODIES = {"rollBackDefinition": lambda _: {"version": 1}}
SAME_FOR_WHAT_IS_NOWHERE = {"setDefinitionDraft", "retireDefinition"}
NOT_THERE = {"getDefinitionVersion"}


async def plant(planting: Planting) -> None:
    """Plant a draft."""
    designer = planting.clients["designer"]
    key = planting.ids["key"] = "draft_" + planting.name("draft").lower()
    body = (await designer.get("/api/v1/definitions/five_step/versions/1")).json()
    saved = await designer.put(f"/api/v1/definitions/{key}/draft", json={**body, "key": key})
    assert saved.status_code == 204, saved.text
