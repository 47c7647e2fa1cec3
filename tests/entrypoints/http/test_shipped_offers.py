"""What a newer program brings is offered to who publishes; what a tenant has is left alone."""

import httpx
import pytest

from gongdan.rooms.lowcode.handlers import definitions
from gongdan.rooms.lowcode.store.shipped import plainest_body, shipped_bodies
from tests.house import ROLES, Tenant, TestHouse

PATH = "/api/v1/shipped-definitions"
pytestmark = pytest.mark.database


async def offered(client: httpx.AsyncClient) -> list[str]:
    """Return the keys of what can be taken."""
    return [each["key"] for each in (await client.get(PATH)).json()["items"]]


async def versions(client: httpx.AsyncClient) -> dict[str, object]:
    """Return the newest version of each definition."""
    items = (await client.get("/api/v1/definitions")).json()["items"]
    return {each["key"]: each["version"] for each in items}


async def test_a_tenant_that_has_all_is_offered_nothing(house: TestHouse, people: Tenant) -> None:
    designer = await house.signed_in(people, "designer")
    assert set(await versions(designer)) >= {"five_step", "field_service"}
    assert await offered(designer) == []
    again = await designer.post(f"{PATH}/five_step")
    assert (again.status_code, again.json()["code"]) == (404, "definition_not_offered")
    await designer.aclose()


async def test_what_is_missing_is_taken_once_and_nothing_else_is_touched(
    house: TestHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:  # a tenant that was founded by a program of less
        older.setattr(definitions, "shipped_bodies", lambda: (plainest_body(),))
        tenant = await house.tenant()
    designer = await house.signed_in(tenant, "designer")
    before = await versions(designer)
    assert await offered(designer) == ["field_service"]
    taken = await designer.post(f"{PATH}/field_service")
    assert taken.status_code == 201, taken.text
    assert await versions(designer) == {**before, "field_service": taken.json()["version"]}
    assert await offered(designer) == []
    twice = await designer.post(f"{PATH}/field_service")
    assert twice.json()["code"] == "definition_not_offered"
    await designer.aclose()


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"designer"}))
async def test_only_who_publishes_is_offered_anything(
    house: TestHouse, people: Tenant, role: str
) -> None:
    client = await house.signed_in(people, role)
    statuses = {(await client.get(PATH)).status_code, (await client.post(f"{PATH}/x")).status_code}
    assert statuses <= {200, 403, 404}
    assert (statuses == {403}) is ("definition.publish" not in await allowed(client))
    await client.aclose()


async def allowed(client: httpx.AsyncClient) -> list[str]:
    """Return the actions of whoever asks."""
    actions: list[str] = (await client.get("/api/v1/me")).json()["actions"]
    return actions


def test_every_body_that_is_shipped_can_be_read() -> None:
    assert len(shipped_bodies()) >= 2
