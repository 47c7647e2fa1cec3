"""Comments, bookings, ties and bulk acts as a client of the API meets them."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from tests.entrypoints.http.answers import problem_of
from tests.house import Tenant, TestHouse


@pytest.fixture(scope="module")
async def people(house: TestHouse) -> Mapping[str, httpx.AsyncClient]:
    tenant: Tenant = await house.tenant()
    return {
        role: await house.signed_in(tenant, role)
        for role in ("requester", "technician", "dispatcher", "admin")
    }


async def made(client: httpx.AsyncClient, title: str) -> dict[str, Any]:
    answer = await client.post("/api/v1/orders", json={"title": title})
    assert answer.status_code == 201
    order: dict[str, Any] = answer.json()
    return order


async def did(client: httpx.AsyncClient, order: str, act: str, **body: object) -> dict[str, Any]:
    answer = await client.post(f"/api/v1/orders/{order}/{act}", json=body)
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def test_additions_take_no_version_and_a_merge_does(
    people: Mapping[str, httpx.AsyncClient],
) -> None:
    dispatcher = people["dispatcher"]
    one, two = [await made(people["requester"], title) for title in ("泵一", "泵二")]
    shown = await did(dispatcher, one["id"], "comment", text="已收到", internal=True)
    assert (shown["version"], shown["beside"]["comments"]) == (2, 1)
    again = await dispatcher.post(f"/api/v1/orders/{two['id']}/merge", json={"into": one["id"]})
    assert problem_of(again)["code"] == "if_match_missing"
    merged = await dispatcher.post(
        f"/api/v1/orders/{two['id']}/merge", json={"into": one["id"]}, headers={"If-Match": '"1"'}
    )
    assert merged.json()["beside"]["merged_into"]["number"] == one["number"]
    listed = await dispatcher.get("/api/v1/orders", params={"status": "merged"})
    assert [each["id"] for each in listed.json()["items"]] == [two["id"]]
    refused = await dispatcher.post(
        f"/api/v1/orders/{two['id']}/accept", json={}, headers={"If-Match": '"2"'}
    )
    assert problem_of(refused)["code"] == "order_is_merged"
    past = await dispatcher.get(f"/api/v1/orders/{two['id']}", params={"at": 1})
    assert (past.json()["status"], past.json()["at"]) == ("open", 1)
    assert "ETag" not in past.headers


async def test_many_orders_each_with_words_in_the_reader_s_language(
    people: Mapping[str, httpx.AsyncClient],
) -> None:
    fine, gone = await made(people["requester"], "a"), await made(people["requester"], "b")
    await people["dispatcher"].post(
        f"/api/v1/orders/{gone['id']}/cancel", json={"reason": "x"}, headers={"If-Match": '"1"'}
    )
    body = {
        "act": "suspend",
        "command": {"reason": "停电"},
        "items": [{"id": fine["id"], "version": 1}, {"id": gone["id"], "version": 2}],
    }
    headers = {"Idempotency-Key": "bulk-1", "Accept-Language": "en"}
    first = await people["dispatcher"].post("/api/v1/orders/bulk", json=body, headers=headers)
    told = first.json()
    assert (told["done"], told["refused"], told["conflict"]) == (1, 1, 0)
    assert [row["ending"] for row in told["items"]] == ["done", "refused"]
    assert told["items"][1]["detail"].startswith("The order has ended")
    assert (
        await people["dispatcher"].post("/api/v1/orders/bulk", json=body, headers=headers)
    ).json() == told
    for wrong, code in (
        ({**body, "act": "fly"}, "bulk_act_unknown"),
        ({**body, "command": {"raison": "x"}}, "bulk_command_malformed"),
    ):
        answer = await people["dispatcher"].post("/api/v1/orders/bulk", json=wrong)
        assert problem_of(answer)["code"] == code
    empty = await people["dispatcher"].post("/api/v1/orders/bulk", json={**body, "items": []})
    assert empty.status_code in (400, 422)


async def test_canned_replies_are_kept_changed_and_brought_back(
    people: Mapping[str, httpx.AsyncClient],
) -> None:
    admin, requester = people["admin"], people["requester"]
    new = await admin.post(
        "/api/v1/replies",
        json={"name": "已派人", "text": "{number} 已派人前往。", "internal": True},
    )
    assert new.status_code == 201
    reply = new.json()
    url = f"/api/v1/replies/{reply['id']}"
    assert (await requester.get("/api/v1/replies")).json()["items"] == []
    changed = await admin.put(
        url, json={"name": "已派人", "text": "已派人。"}, headers={"If-Match": new.headers["ETag"]}
    )
    assert changed.json()["version"] == 2
    assert [each["text"] for each in (await requester.get("/api/v1/replies")).json()["items"]] == [
        "已派人。"
    ]
    assert (await admin.delete(url)).status_code == 204
    assert (await requester.get("/api/v1/replies")).json()["items"] == []
    assert (await admin.post(f"{url}/restore")).status_code == 204
    assert len((await requester.get("/api/v1/replies")).json()["items"]) == 1
    stale = await admin.put(url, json={"name": "x", "text": "x"}, headers={"If-Match": '"1"'})
    assert problem_of(stale)["code"] == "reply_unknown"
    empty = await admin.post("/api/v1/replies", json={"name": " ", "text": "x"})
    assert problem_of(empty)["code"] == "order_text_unusable"
