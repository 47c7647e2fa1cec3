"""History put through a draft: which orders would have gone otherwise, and why."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from msgspec import Struct

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, Refused
from gongdan.rooms.identity.contract import Grant, Principal, Scope
from gongdan.rooms.rehearsal.store.replays import Wanted
from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.rehearsal.drafts import with_approval
from tests.rooms.rehearsal.test_sandbox import another

URGENT = {"key": "dear", "source": "asks", "target": "approve", "condition": "urgency = 1"}
SPAN = {"after": "2020-01-01T00:00:00Z", "before": "2100-01-01T00:00:00Z"}
DONE = {"work_done": "new seal", "result": "fixed"}


class Past(Struct, frozen=True):
    """A house with orders that ran the published five steps, and a designer who sees orders."""

    house: TestHouse
    designer: httpx.AsyncClient
    blind: httpx.AsyncClient

    async def replayed(self, body: bytes, by: httpx.AsyncClient | None = None) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        where = "/api/v1/definitions/five_step/draft"
        await self.designer.put(where, content=body, headers=headers)
        return await self.put_through({"key": "five_step"}, by or self.designer)

    async def put_through(self, wished: dict[str, str], who: httpx.AsyncClient) -> dict[str, Any]:
        begun = await who.post("/api/v1/replays", json={**wished, **SPAN})
        assert begun.status_code == 202, begun.text
        await self.house.house.rehearsals.replaying("tests", _raised).drain()
        found: dict[str, Any] = (await who.get(f"/api/v1/replays/{begun.json()['id']}")).json()
        assert found["state"] == "done"
        return found


def _raised(_where: str, fault: BaseException) -> None:
    raise fault


@pytest.fixture
async def past(database: HouseDatabase) -> AsyncIterator[Past]:
    async with running_house(database) as house:
        tenant = await house.tenant()
        yard = Past(house, await another(house, tenant), await house.signed_in(tenant, "designer"))
        for urgency in (1, 3, 3):
            await _gone_through(house, tenant, urgency)
        yield yard


async def _gone_through(house: TestHouse, tenant: Tenant, urgency: int) -> None:
    """Take an order through the five steps, with one round of rework."""
    by = {
        role: await house.signed_in(tenant, role)
        for role in ("requester", "dispatcher", "technician", "supervisor")
    }
    made = await by["requester"].post("/api/v1/orders", json={"title": "x", "urgency": urgency})
    order = made.json()["id"]
    work = {"data": DONE}
    for role, act, body in (
        ("dispatcher", "accept", {"assignee": str(tenant.users["technician"])}),
        ("technician", "complete", work),
        ("supervisor", "verify", {"outcome": "rejected", "reason": "leaks"}),
        ("technician", "complete", work),
        ("supervisor", "verify", {"outcome": "passed", "rating": 5}),
        ("dispatcher", "archive", {}),
    ):
        seen = (await by[role].get(f"/api/v1/orders/{order}")).headers["etag"]
        done = await by[role].post(
            f"/api/v1/orders/{order}/{act}", json=body, headers={"If-Match": seen}
        )
        assert done.status_code == 200, done.text


def kinds(found: dict[str, Any]) -> list[tuple[str, str, str, int]]:
    return [(g["kind"], g["code"], g["place"], g["count"]) for g in found["groups"]]


async def test_orders_that_would_go_another_way_are_counted_with_examples(past: Past) -> None:
    cheap = {"key": "cheap", "source": "asks", "target": "execute", "default": True}
    found = await past.replayed(with_approval(URGENT, cheap))
    assert (found["total"], found["seen"], found["same"]) == (3, 3, 2)
    assert kinds(found) == [("other_way", "other_way", "flow/nodes/accept", 1)]
    assert found["groups"][0]["examples"][0]["number"].endswith("000001")
    assert "审批" in found["groups"][0]["what"]
    assert "执行" in found["groups"][0]["what"]


async def test_a_planted_dead_end_is_found_before_publishing(past: Past) -> None:
    never = {"key": "cheap", "source": "asks", "target": "execute", "condition": "urgency > 4"}
    found = await past.replayed(with_approval(URGENT, never))
    assert ("stuck", "no_branch_matches", "flow/nodes/asks", 2) in kinds(found)
    stuck = next(group for group in found["groups"] if group["kind"] == "stuck")
    assert "urgency > 4" in stuck["what"]


async def test_a_field_that_is_required_now_is_named(past: Past) -> None:
    cheap = {"key": "cheap", "source": "asks", "target": "execute", "default": True}
    body = with_approval(cheap).replace(
        b'"required": ["work_done", "result"]',
        b'"required": ["work_done", "result", "minutes_spent"]',
    )
    found = await past.replayed(body)
    assert kinds(found) == [("lacks", "field_missing", "forms/execute", 3)]
    assert "工时" in found["groups"][0]["what"]


async def test_a_designer_replays_orders_that_he_may_not_read_by_their_numbers_alone(
    past: Past,
) -> None:
    cheap = {"key": "cheap", "source": "asks", "target": "execute", "default": True}
    found = await past.replayed(with_approval(URGENT, cheap), by=past.blind)
    assert (found["total"], found["seen"], found["same"]) == (3, 3, 2)
    (example,) = found["groups"][0]["examples"]
    assert example.keys() == {"id", "number"}
    assert (await past.blind.get(f"/api/v1/orders/{example['id']}")).status_code == 403


async def test_who_may_neither_read_nor_replay_orders_is_told_what_is_missing(past: Past) -> None:
    replays = past.house.house.rehearsals.replays
    grants = (Grant(action="definition.publish", scope=Scope.ALL),)
    nobody = Principal(tenant=new_id(), actor=Actor(ActorKind.PERSON), user=new_id(), grants=grants)
    span = Wanted(after=datetime(2020, 1, 1, tzinfo=UTC), before=datetime(2100, 1, 1, tzinfo=UTC))
    no = await replays.begin(nobody, "five_step", 0, span)
    assert isinstance(no, Refused)
    assert no.code == "replay_not_allowed"


async def test_a_replay_whose_body_cant_be_read_any_more_says_so_and_hides_no_other(
    past: Past, database: HouseDatabase
) -> None:
    broken = await past.replayed(with_approval())
    sound = await past.replayed(with_approval())
    async with database.admin.untenanted() as connection:
        await connection.execute("UPDATE replay SET body = '{}' WHERE id = $1", UUID(broken["id"]))
    no = await past.designer.get(f"/api/v1/replays/{broken['id']}")
    assert (no.status_code, no.json()["code"]) == (409, "replay_unreadable")
    listed = (await past.designer.get("/api/v1/replays", params={"key": "five_step"})).json()
    assert [each["id"] for each in listed["items"]] == [sound["id"]]


async def test_a_new_type_is_tried_on_the_orders_of_another(past: Past) -> None:
    copy = {"copy_of": {"key": "five_step", "version": 1}, "title": {"en": "Repairs"}}
    begun = await past.designer.post("/api/v1/definitions", json=copy)
    assert begun.status_code == 201, begun.text
    key = begun.json()["key"]
    alone = await past.put_through({"key": key}, past.designer)
    assert (alone["orders_of"], alone["total"]) == (key, 0)
    found = await past.put_through({"key": key, "orders_of": "five_step"}, past.designer)
    assert (found["orders_of"], found["total"], found["same"]) == ("five_step", 3, 3)
