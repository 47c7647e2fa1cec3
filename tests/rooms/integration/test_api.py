"""Webhooks over HTTP: who may, what is refused, what the trail remembers."""

import httpx
import pytest

from gongdan.kernel.ids import new_id
from tests.house import ROLES, TestHouse
from tests.rooms.integration.yard import Yard

URL = "https://receiver.example/hook"
MAY_READ = {"admin", "auditor"}
MAY_CHANGE = {"admin"}


async def made(yard: Yard) -> str:
    return (await yard.listen(URL))[0]


def requests_on(path: str) -> list[tuple[str, str, dict[str, object] | None, set[str]]]:
    return [
        ("GET", "/api/v1/webhooks", None, MAY_READ),
        ("POST", "/api/v1/webhooks", {"url": URL}, MAY_CHANGE),
        ("GET", path, None, MAY_READ),
        ("GET", f"{path}/deliveries", None, MAY_READ),
        ("PATCH", path, {"types": []}, MAY_CHANGE),
        ("POST", f"{path}/rotate", {}, MAY_CHANGE),
        ("POST", f"{path}/skip", None, MAY_CHANGE),
        ("POST", f"{path}/retry", None, MAY_CHANGE),
        ("POST", f"{path}/ping", None, MAY_CHANGE),
        ("POST", f"{path}/deliveries/1/resend", None, MAY_CHANGE),
        ("DELETE", path, None, MAY_CHANGE),
    ]


@pytest.mark.parametrize("role", ROLES)
async def test_each_route_is_open_to_whom_it_is_granted_and_to_nobody_else(
    yard: Yard, role: str
) -> None:
    client = await yard.house.signed_in(yard.tenant, role)
    path = await made(yard)
    for method, route, body, allowed in requests_on(path):
        answer = await client.request(method, route, json=body, headers={"If-Match": '"1"'})
        if role in allowed:
            assert answer.status_code in {200, 201, 204, 409}, (route, answer.text)
        else:
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), route
    await client.aclose()


async def test_without_a_session_nothing_answers(yard: Yard) -> None:
    path = await made(yard)
    for method, route, body, _ in requests_on(path):
        answer = await yard.house.client.request(method, route, json=body)
        assert answer.status_code == 401, route


async def test_webhooks_of_another_tenant_do_not_exist(yard: Yard, house: TestHouse) -> None:
    path = await made(yard)
    stranger = await house.signed_in(await house.tenant(), "admin")
    for method, route, body, _ in requests_on(path)[2:]:
        answer = await stranger.request(method, route, json=body, headers={"If-Match": '"1"'})
        assert answer.status_code == 404, (route, answer.text)
        assert URL not in answer.text
    assert (await stranger.get("/api/v1/webhooks")).json() == {"items": []}
    assert (await yard.shown(path))["url"] == URL
    await stranger.aclose()


async def test_the_secret_is_shown_once(yard: Yard) -> None:
    answer = await yard.admin.post("/api/v1/webhooks", json={"url": URL})
    body = answer.json()
    assert body["secret"].startswith("whsec_")
    path = f"/api/v1/webhooks/{body['webhook']['id']}"
    assert "whsec_" not in (await yard.admin.get(path)).text
    assert "whsec_" not in (await yard.admin.get("/api/v1/webhooks")).text


async def test_a_change_needs_the_version_that_was_seen(yard: Yard) -> None:
    path = await made(yard)
    without = await yard.admin.patch(path, json={"active": False})
    assert without.json()["code"] == "if_match_missing"
    tag = (await yard.admin.get(path)).headers["ETag"]
    first = await yard.admin.patch(path, json={"active": False}, headers={"If-Match": tag})
    assert (first.status_code, first.json()["version"]) == (200, 2)
    late = await yard.admin.patch(path, json={"active": True}, headers={"If-Match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "webhook_changed_meanwhile")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"url": "not a url"}, "webhook_url_unusable"),
        ({"url": URL, "types": ["order.accepted"]}, "webhook_type_unknown"),
        ({"url": URL, "secret": "mine"}, ""),
        ({"url": 7}, ""),
        ({"types": []}, ""),
        ([], ""),
    ],
    ids=str,
)
async def test_bad_input_is_refused_and_nothing_is_kept(
    yard: Yard, body: object, code: str
) -> None:
    answer = await yard.admin.post("/api/v1/webhooks", json=body)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    if code:
        assert answer.json()["code"] == code
    assert (await yard.admin.get("/api/v1/webhooks")).json() == {"items": []}


async def test_an_unknown_webhook_is_not_found(yard: Yard) -> None:
    answer = await yard.admin.get(f"/api/v1/webhooks/{new_id()}")
    assert (answer.status_code, answer.json()["code"]) == (404, "webhook_not_found")


async def test_no_tenant_keeps_more_than_fifty(yard: Yard) -> None:
    for _ in range(50):
        await made(yard)
    answer = await yard.admin.post("/api/v1/webhooks", json={"url": URL})
    assert (answer.status_code, answer.json()["code"]) == (409, "webhook_too_many")


async def test_the_trail_remembers_every_act_and_neither_address_nor_secret(yard: Yard) -> None:
    path = await made(yard)
    await yard.admin.patch(path, json={"active": False}, headers={"If-Match": '"1"'})
    await yard.admin.post(f"{path}/rotate", json={"overlap_hours": 1})
    await yard.admin.delete(path)
    auditor = await yard.house.signed_in(yard.tenant, "auditor")
    query = {"object_kind": "webhook", "object_id": path.rpartition("/")[2]}
    answer: httpx.Response = await auditor.get("/api/v1/audit", params=query)
    acts = [each["act"] for each in answer.json()["items"]]
    assert sorted(acts) == [
        "webhook.change",
        "webhook.create",
        "webhook.delete",
        "webhook.rotate",
    ], answer.text
    assert "receiver.example" not in answer.text
    assert "whsec_" not in answer.text
    await auditor.aclose()
