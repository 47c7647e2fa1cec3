"""The running orders of a version go over to another one, all of them, and stand as before again."""

import json
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from gongdan.rooms.lowcode.store import shipped_bodies
from tests.entrypoints.http.answers import problem_of
from tests.house import Tenant, TestHouse

KEY = "five_step"
PATH = f"/api/v1/definitions/{KEY}/migrations"


def second_version() -> dict[str, Any]:
    """The five steps: the acceptance is called otherwise, and reminds."""
    body = json.loads(shipped_bodies()[0])
    nodes = body["flow"]["nodes"]
    nodes["intake"] = {**nodes.pop("accept"), "remind": {"kind": "timer", "due": "PT4H"}}
    for edge in body["flow"]["edges"]:
        for end in ("source", "target"):
            edge[end] = "intake" if edge[end] == "accept" else edge[end]
    if body["flow"].get("reopen_to") == "accept":
        body["flow"]["reopen_to"] = "intake"
    result: dict[str, Any] = body
    return result


class Scene:
    """A tenant whose orders run by version 1, version 2 being published."""

    def __init__(self, house: TestHouse, people: Mapping[str, httpx.AsyncClient]) -> None:
        self.house = house
        self.people = people

    async def ask(self, path: str = "", **body: object) -> httpx.Response:
        wanted = {"from_version": 1, "to_version": 2, **body}
        return await self.people["designer"].post(PATH + path, json=wanted)

    async def run(self, run: str, way: str = "") -> dict[str, Any]:
        path = f"{PATH}/{run}"
        designer = self.people["designer"]
        answer = await (designer.post(f"{path}/{way}") if way else designer.get(path))
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def report(self, title: str) -> str:
        answer = await self.people["requester"].post("/api/v1/orders", json={"title": title})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def act(self, order: str, act: str, version: int, **body: object) -> dict[str, Any]:
        answer = await self.people["dispatcher"].post(
            f"/api/v1/orders/{order}/{act}", json=body, headers={"If-Match": f'"{version}"'}
        )
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def order(self, order: str) -> dict[str, Any]:
        answer = await self.people["dispatcher"].get(f"/api/v1/orders/{order}")
        shown: dict[str, Any] = answer.json()
        return shown


@pytest.fixture
async def scene(house: TestHouse) -> Scene:
    tenant: Tenant = await house.tenant()
    roles = ("requester", "dispatcher", "designer", "admin")
    people = {role: await house.signed_in(tenant, role) for role in roles}
    scene = Scene(house, people)
    for number in range(6):
        order = await scene.report(f"泵 {number}")
        if number < 2:
            await scene.act(order, "accept", 1)
    designer = people["designer"]
    saved = await designer.put(f"/api/v1/definitions/{KEY}/draft", json=second_version())
    assert saved.status_code == 204, saved.text
    edition = saved.headers["ETag"]
    published = await designer.post(
        f"/api/v1/definitions/{KEY}/publish", json={}, headers={"If-Match": edition}
    )
    assert published.status_code == 201, published.text
    return scene


async def test_a_look_counts_every_order_and_names_what_is_missing(scene: Scene) -> None:
    looked = (await scene.ask("/check")).json()
    assert (looked["total"], looked["safe"], looked["needs_map"]) == (6, 0, 6)
    assert looked["missing"][0]["node"] == "accept"
    assert looked["missing"][0]["examples"][0]["number"]
    assert {each["node"]: each["orders"] for each in looked["nodes"]} == {"accept": 4, "execute": 2}
    mapped = (await scene.ask("/check", node_map={"accept": "intake"})).json()
    assert (mapped["safe"], mapped["timers_anew"]) == (6, 4)
    ahead = (await scene.ask("/check", node_map={"accept": "verify"})).json()
    assert {each["code"] for each in ahead["hindrances"]} >= {"migration_stage_ahead"}


async def test_all_go_over_and_those_that_have_not_moved_come_back(scene: Scene) -> None:
    begun = await scene.ask(node_map={"accept": "intake"}, reason="新版受理")
    assert begun.status_code == 202, begun.text
    run = begun.json()["id"]
    busy = problem_of(await scene.ask(node_map={"accept": "intake"}))
    assert busy["code"] == "migration_busy"
    await scene.house.followers.drain()
    shown = await scene.run(run)
    assert (shown["state"], shown["orders"]) == ("done", {"moved": 6})
    rows = await scene.people["designer"].get(f"{PATH}/{run}/orders", params={"ending": "moved"})
    orders = [row["order"] for row in rows.json()["items"]]
    details = [await scene.order(order) for order in orders]
    assert {each["definition"]["version"] for each in details} == {2}
    moving = next(each for each in details if each["stage"] == "accept")
    await scene.act(moving["id"], "accept", moving["version"])
    await scene.run(run, "back")
    await scene.house.followers.drain()
    shown = await scene.run(run)
    assert shown["orders"] == {"back": 5, "stayed": 1}
    assert (await scene.order(moving["id"]))["definition"]["version"] == 2
    closed = await scene.people["designer"].post(f"{PATH}/{run}/back")
    assert problem_of(closed)["code"] == "migration_out_of_turn"


async def test_one_that_rests_is_left_alone_and_goes_on_when_told(scene: Scene) -> None:
    run = (await scene.ask(node_map={"accept": "intake"})).json()["id"]
    await scene.run(run, "pause")
    await scene.house.followers.drain()
    assert (await scene.run(run))["orders"] == {"waiting": 6}
    await scene.run(run, "resume")
    await scene.house.followers.drain()
    assert (await scene.run(run))["orders"] == {"moved": 6}


async def test_one_that_died_before_it_noted_goes_on_and_doubles_nothing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = (await scene.ask(node_map={"accept": "intake"})).json()["id"]

    async def dies(*_arguments: object, **_named: object) -> None:
        raise ConnectionError("the worker died before it noted the batch")

    with monkeypatch.context() as patched:
        patched.setattr("gongdan.rooms.workorders.store.migrations.note", dies)
        with pytest.raises(ConnectionError):
            await scene.house.followers.drain()
    assert (await scene.run(run))["orders"] == {"waiting": 6}
    await scene.house.followers.drain()
    assert (await scene.run(run))["orders"] == {"moved": 6}
    rows = await scene.people["designer"].get(f"{PATH}/{run}/orders", params={"ending": "moved"})
    for row in rows.json()["items"]:
        told = (
            await scene.people["dispatcher"].get(f"/api/v1/orders/{row['order']}/timeline")
        ).json()["items"]
        assert [each["type"] for each in told].count("OrderMigrated") == 1


async def test_what_cannot_be_asked_of_a_migration_is_told_clearly(scene: Scene) -> None:
    codes = [
        problem_of(answer)["code"]
        for answer in (
            await scene.ask(from_version=2),
            await scene.ask(from_version=2, to_version=1),
            await scene.ask(to_version=9),
            await scene.ask(node_map={"accept": "nowhere"}),
            await scene.ask(node_map={"accept": "intake"}, reason="x" * 2_001),
            await scene.ask(to_version=2**40),
            await scene.people["admin"].post(PATH, json={"from_version": 1, "to_version": 2}),
        )
    ]
    assert codes == [
        "migration_same_version",
        "migration_nothing_to_move",
        "migration_version_unknown",
        "migration_map_unknown",
        "order_text_unusable",
        "value_out_of_bounds",
        "not_allowed",
    ]
