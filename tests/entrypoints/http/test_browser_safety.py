"""What a browser is told and what is not taken from it; keys and sessions that end."""

import re

import httpx

from tests.entrypoints.http.answers import refused
from tests.house import PASSWORD, Tenant, TestHouse

ORDERS = "/api/v1/orders"


async def with_cookie(house: TestHouse, people: Tenant) -> httpx.AsyncClient:
    browser = httpx.AsyncClient(transport=house.client._transport, base_url=house.client.base_url)
    body = {"tenant": people.slug, "login": "dispatcher", "password": PASSWORD}
    assert (await browser.post("/api/v1/sessions", json=body)).status_code == 201
    return browser


async def test_a_cookie_counts_only_for_requests_from_our_own_pages(
    house: TestHouse, people: Tenant
) -> None:
    browser = await with_cookie(house, people)
    before = len((await browser.get(ORDERS)).json()["items"])
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://house.evil.example", "Sec-Fetch-Site": "same-origin"},
    ):
        answer = await browser.post(ORDERS, json={"title": "forged"}, headers=headers)
        refused(answer, 403, "foreign_origin")
    assert len((await browser.get(ORDERS)).json()["items"]) == before
    own = {"Origin": "http://house", "Sec-Fetch-Site": "same-origin"}
    assert (await browser.post(ORDERS, json={"title": "own"}, headers=own)).status_code == 201


async def test_every_answer_bears_the_headers_that_keep_a_browser_safe(house: TestHouse) -> None:
    for path in ("/desk/", "/api/v1/me", "/health/live", "/nothing"):
        headers = (await house.client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "server" not in headers


async def test_the_page_allows_no_script_without_its_nonce_and_each_page_has_another(
    house: TestHouse,
) -> None:
    policies = [
        (await house.client.get("/desk/")).headers["content-security-policy"] for _ in range(2)
    ]
    nonces = {re.search(r"'nonce-([^']+)'", policy)[1] for policy in policies}  # type: ignore[index]
    assert len(nonces) == 2
    for policy in policies:
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy


async def test_a_session_that_was_ended_elsewhere_is_refused_at_once(
    house: TestHouse, people: Tenant
) -> None:
    here = await house.signed_in(people, "technician")
    there = await house.signed_in(people, "technician")
    mine = (await here.get("/api/v1/sessions")).json()["items"]
    other = next(each["id"] for each in mine if not each["current"])
    assert (await there.get("/api/v1/me")).status_code == 200
    assert (await here.delete(f"/api/v1/sessions/{other}")).status_code == 204
    answers = [await there.get("/api/v1/me"), await here.get("/api/v1/me")]
    assert sorted(answer.status_code for answer in answers) in ([200, 401], [200, 200])


async def test_a_key_does_what_its_scopes_say_and_nothing_after_it_was_revoked(
    house: TestHouse, people: Tenant
) -> None:
    admin = await house.signed_in(people, "admin")
    wanted = {"name": "robot", "scopes": ["order.read"], "expires_at": "2027-06-01T00:00:00Z"}
    issued = (await admin.post("/api/v1/api-keys", json=wanted)).json()
    bearer = {"Authorization": f"Bearer {issued['token']}"}
    assert (await house.client.get(ORDERS, headers=bearer)).status_code == 200
    for path in ("/users", "/customers", "/audit", "/webhooks"):
        refused(await house.client.get(f"/api/v1{path}", headers=bearer), 403, "not_allowed")
    answer = await house.client.post(ORDERS, json={"title": "x"}, headers=bearer)
    refused(answer, 403, "not_allowed")
    assert (await admin.delete(f"/api/v1/api-keys/{issued['key']['id']}")).status_code == 204
    house.house.authentication.forget("")
    refused(await house.client.get(ORDERS, headers=bearer), 401, "not_signed_in")
