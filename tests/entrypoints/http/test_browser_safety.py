"""What a browser is told and what is not taken from it; keys and sessions that end."""

import asyncio
import json
import re
from pathlib import Path

import httpx
import pytest

from gongdan.entrypoints.http.serve import policies_of
from gongdan.entrypoints.worker.hearing import hear_others
from gongdan.settings import HttpSettings
from tests.entrypoints.http.answers import refused
from tests.house import PASSWORD, Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase

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
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "geolocation=(self)" in headers["permissions-policy"]
        assert headers["cache-control"] == "no-store"
        assert "default-src" in headers["content-security-policy"]
        assert "strict-transport-security" not in headers, "we speak no TLS here"
        assert "server" not in headers
        names = [name.lower() for name, _ in headers.multi_items()]
        assert len(names) == len(set(names)), "each header once"


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
        assert "require-trusted-types-for 'script'" in policy
        assert "report-uri /policy-reports" in policy


def test_browsers_are_told_to_stay_with_tls_only_where_a_certificate_was_given() -> None:
    given = HttpSettings(tls_certificate=Path("c.pem"), tls_key=Path("k.pem"))
    for http, remembered in (
        (HttpSettings(), False),
        (HttpSettings(lan=True), False),
        (HttpSettings(behind_tls_proxy=True), False),
        (given, True),
    ):
        added = dict(policies_of(http).added(()))
        assert (b"strict-transport-security" in added) is remembered


async def test_where_callers_speak_tls_the_cookie_is_marked_secure(
    database: HouseDatabase,
) -> None:
    http = HttpSettings(behind_tls_proxy=True, rate_factor=0)
    async with running_house(database, http=http) as house:
        tenant = await house.tenant()
        body = {"tenant": tenant.slug, "login": "requester", "password": PASSWORD}
        opened = await house.client.post("/api/v1/sessions", json=body)
        cookie = opened.headers["set-cookie"].lower()
        assert "; secure" in cookie
        assert "; httponly" in cookie
        assert "; samesite=lax" in cookie


@pytest.mark.parametrize(
    ("kind", "report"),
    [
        (
            "application/csp-report",
            {"csp-report": {"effective-directive": "script-src", "blocked-uri": "inline"}},
        ),
        (
            "application/reports+json",
            [
                {
                    "type": "csp-violation",
                    "body": {
                        "effectiveDirective": "script-src",
                        "blockedURL": "https://evil.example/x?secret=1",
                        "documentURL": "http://house/desk/orders?q=secret",
                    },
                }
            ],
        ),
    ],
)
async def test_a_browsers_report_of_a_broken_policy_is_counted_without_its_queries(
    house: TestHouse, kind: str, report: object, capsys: pytest.CaptureFixture[str]
) -> None:
    def counted(text: str) -> float:
        found = re.search(r'policy_violations_total\{directive="script-src"\} (\S+)', text)
        return float(found[1]) if found else 0

    before = counted((await house.client.get("/metrics")).text)
    answer = await house.client.post(
        "/policy-reports", content=json.dumps(report), headers={"Content-Type": kind}
    )
    assert answer.status_code == 204
    assert counted((await house.client.get("/metrics")).text) == before + 1
    assert "secret" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("body", ["null", "[]", "[1]", "{}", '{"csp-report": 1}', '"x"', "[[]]"])
async def test_what_is_no_report_is_passed_over(house: TestHouse, body: str) -> None:
    kind = {"Content-Type": "application/reports+json"}
    answer = await house.client.post("/policy-reports", content=body, headers=kind)
    assert answer.status_code == 204


async def test_without_an_authority_of_our_own_there_is_nothing_to_trust(house: TestHouse) -> None:
    for path in ("/trust", "/trust/gongdan-ca.crt"):
        refused(await house.client.get(path), 404, "no_such_page")


async def test_a_session_that_was_ended_in_another_process_is_refused_before_its_memory_fades(
    house: TestHouse, people: Tenant, database: HouseDatabase
) -> None:
    here = await house.signed_in(people, "technician")
    there = await house.signed_in(people, "technician")
    sessions = (await here.get("/api/v1/sessions")).json()["items"]
    mine = next(each["id"] for each in sessions if each["current"])
    hearing = asyncio.create_task(hear_others(house.house))
    async with running_house(database) as other:
        elsewhere = httpx.AsyncClient(
            transport=other.client._transport, base_url=house.client.base_url, headers=there.headers
        )
        await asyncio.sleep(0.2)  # until the line stands
        assert (await here.get("/api/v1/me")).status_code == 200
        assert (await elsewhere.delete(f"/api/v1/sessions/{mine}")).status_code == 204
        async with asyncio.timeout(2):  # it is remembered for five seconds
            while (await here.get("/api/v1/me")).status_code == 200:  # noqa: ASYNC110 - we poll
                await asyncio.sleep(0.02)
    hearing.cancel()
    await asyncio.gather(hearing, return_exceptions=True)
    refused(await here.get("/api/v1/me"), 401, "not_signed_in")
    assert (await there.get("/api/v1/me")).status_code == 200


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
