"""Saved views: private until they are shared, in everybody's own order, and never lost by a slip."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from tests.entrypoints.http.answers import problem_of
from tests.house import TestHouse

URL = "/api/v1/views"
ROLES = ("requester", "technician", "dispatcher", "supervisor")


@pytest.fixture
async def people(house: TestHouse) -> Mapping[str, httpx.AsyncClient]:
    tenant = await house.tenant()
    return {role: await house.signed_in(tenant, role) for role in ROLES}


async def saved(
    client: httpx.AsyncClient, name: str, query: str, shared: str = ""
) -> dict[str, Any]:
    answer = await client.post(URL, json={"name": name, "query": query, "shared": shared})
    assert answer.status_code == 201, answer.text
    view: dict[str, Any] = answer.json()
    return view


async def names(client: httpx.AsyncClient) -> list[str]:
    return [view["name"] for view in (await client.get(URL)).json()["items"]]


async def test_a_view_is_one_s_own_until_it_is_shared(
    people: Mapping[str, httpx.AsyncClient],
) -> None:
    dispatcher = people["dispatcher"]
    await saved(dispatcher, "急单", "urgency=1&status=open")
    await saved(dispatcher, "全体", "status=open", "all")
    await saved(dispatcher, "技术员", "stage=execute", "role:technician")
    assert await names(dispatcher) == ["全体", "急单", "技术员"]
    assert await names(people["technician"]) == ["全体", "技术员"]
    assert await names(people["requester"]) == ["全体"]
    refused = await people["requester"].post(URL, json={"name": "x", "query": "", "shared": "all"})
    assert problem_of(refused)["code"] == "order_act_not_allowed"


async def test_a_view_s_query_is_the_list_s_own(people: Mapping[str, httpx.AsyncClient]) -> None:
    view = await saved(people["dispatcher"], "泵", "q=%E6%B3%B5&assignee=me")
    answer = await people["dispatcher"].get(f"/api/v1/orders?{view['query']}")
    assert answer.status_code == 200
    for query in ("colour=red", "stage=nowhere", "urgency", "&".join(["tag=x"] * 40)):
        body = {"name": "x", "query": query}
        wrong = await people["dispatcher"].post(URL, json=body)
        assert problem_of(wrong)["code"] == "query_malformed", query
    odd = await people["dispatcher"].post(URL, json={"name": "x", "query": "", "shared": "some"})
    assert problem_of(odd)["code"] == "view_shared_oddly"
    empty = await people["dispatcher"].post(URL, json={"name": " ", "query": ""})
    assert problem_of(empty)["code"] == "order_text_unusable"


async def test_only_its_owner_changes_a_view_and_a_removal_is_undone(
    people: Mapping[str, httpx.AsyncClient],
) -> None:
    owner, other = people["dispatcher"], people["supervisor"]
    view = await saved(owner, "旧名", "status=open", "all")
    url, body = f"{URL}/{view['id']}", {"name": "新名", "query": "status=suspended"}
    assert (await other.put(url, json=body, headers={"If-Match": '"1"'})).status_code == 404
    assert (await other.delete(url)).status_code == 404
    changed = await owner.put(url, json=body, headers={"If-Match": '"1"'})
    assert (changed.json()["name"], changed.json()["version"]) == ("新名", 2)
    stale = await owner.put(url, json=body, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert (await owner.delete(url)).status_code == 204
    assert await names(owner) == []
    assert (await owner.post(f"{url}/restore")).status_code == 204
    assert await names(owner) == ["新名"]


async def test_everybody_arranges_the_views_that_he_sees(
    people: Mapping[str, httpx.AsyncClient],
) -> None:
    owner, other = people["dispatcher"], people["technician"]
    ids = [(await saved(owner, name, "status=open", "all"))["id"] for name in ("甲", "乙", "丙")]
    body = {"ids": [ids[2], ids[0], ids[2]], "default": ids[0]}
    arranged = await other.put(f"{URL}/order", json=body)
    told = [(view["name"], view["default"]) for view in arranged.json()["items"]]
    assert told == [("丙", False), ("甲", True), ("乙", False)]
    assert not any(view["default"] for view in (await owner.get(URL)).json()["items"])
