"""Bad input of every kind: refused with code, place and what to do; nothing is half done."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest

from gongdan.kernel.ids import new_id
from tests.entrypoints.http.answers import problem_of, refused
from tests.entrypoints.http.described import OPERATIONS
from tests.house import ROLES, Tenant, TestHouse

JSON = {"Content-Type": "application/json"}
ORDERS = "/api/v1/orders"
SECRET = "hunter2-secret-value"


@pytest.fixture(scope="module")
async def clients(house: TestHouse, people: Tenant) -> AsyncIterator[dict[str, httpx.AsyncClient]]:
    """A signed-in client of each role."""
    signed_in = {role: await house.signed_in(people, role) for role in ROLES}
    yield signed_in
    for client in signed_in.values():
        await client.aclose()


@pytest.fixture(scope="module")
def desk(clients: dict[str, httpx.AsyncClient]) -> httpx.AsyncClient:
    """The dispatcher's client."""
    return clients["dispatcher"]


async def count(desk: httpx.AsyncClient) -> int:
    page = (await desk.get(ORDERS, params={"limit": 200})).json()
    return len(page["items"])


BODIES = [
    ("an unknown field", b'{"title":"x","%s":1}' % SECRET.encode(), 422, "field_unknown", f"/{SECRET}"),
    ("an unknown field inside", b'{"title":"x","contact":{"nam":"a"}}', 422, "field_unknown", "/contact/nam"),
    ("a missing field", b"{}", 422, "field_missing", "/title"),
    ("a number for a text", b'{"title":1}', 422, "value_not_text", "/title"),
    ("a text for a number", b'{"title":"x","urgency":"soon"}', 422, "value_not_whole_number", "/urgency"),
    ("a list for a text inside", b'{"title":"x","contact":{"name":[]}}', 422, "value_not_text", "/contact/name"),
    ("a number in a list of texts", b'{"title":"x","tags":["a",1]}', 422, "value_not_text", "/tags/1"),
    ("a text for an object", b'{"title":"x","fields":"a"}', 422, "value_not_object", "/fields"),
    ("no id", b'{"title":"x","asset":"%s"}' % SECRET.encode(), 422, "value_not_id", "/asset"),
    ("no time", b'{"title":"x","due_at":"%s"}' % SECRET.encode(), 422, "value_not_time", "/due_at"),
    ("a time off the calendar", b'{"title":"x","due_at":"9999-12-31T23:59:59-23:59"}', 422, "", "/due_at"),
    ("a list", b"[]", 422, "value_not_object", ""),
    ("null", b"null", 422, "value_not_object", ""),
    ("nothing", b"", 422, "body_missing", ""),
    ("half a body", b'{"title":', 400, "body_not_json", ""),
    ("NaN", b'{"title":"x","urgency":NaN}', 400, "body_not_json", ""),
    ("Infinity", b'{"title":"x","urgency":-Infinity}', 400, "body_not_json", ""),
    ("1e400", b'{"title":"x","urgency":1e400}', 400, "body_not_json", ""),
    ("2^63", b'{"title":"x","urgency":9223372036854775808}', 422, "", "/urgency"),
    ("500 digits", b'{"title":"x","urgency":' + b"9" * 500 + b"}", 422, "", "/urgency"),
    ("2^63 in a form", b'{"title":"x","fields":{"a":9223372036854775808}}', 422, "", "/fields/a"),
    ("a float in a form", b'{"title":"x","fields":{"a":0.1}}', 422, "", "/fields/a"),
    ("400 brackets", b'{"title":"x","fields":{"a":' + b"[" * 400 + b"]" * 400 + b"}}", 400, "body_too_deep", ""),
    ("50,000 brackets", b"[" * 50_000 + b"]" * 50_000, 400, "body_too_deep", ""),
    ("50,000 open brackets", b"[" * 50_000, 400, "", ""),
    ("bytes that are no UTF-8", b'{"title":"\xff\xfe"}', 400, "body_not_json", ""),
    ("UTF-16", '{"title":"x"}'.encode("utf-16"), 400, "body_not_json", ""),
    ("half a character", b'{"title":"\\ud800"}', 422, "text_lone_surrogate", ""),
    ("NUL", b'{"title":"a\\u0000b"}', 422, "text_control_character", "/title"),
    ("a backspace", b'{"title":"a\\bb"}', 422, "text_control_character", "/title"),
    ("NUL in a name", b'{"title":"x","fields":{"a\\u0000":1}}', 422, "text_control_character", "/fields"),
    ("a reading direction", '{"title":"a\u202eb"}'.encode(), 422, "text_bidi_override", "/title"),
    ("a long title", b'{"title":"' + b"a" * 300 + b'"}', 422, "", "/title"),
    ("a novel", b'{"title":"x","description":"' + b"a" * 30_000 + b'"}', 422, "text_too_long", "/description"),
    ("2 MB", b'{"title":"' + b"a" * 2_000_000 + b'"}', 413, "body_too_large", ""),
    ("coordinates that are none", b'{"title":"x","location":{"latitude":"NaN"}}', 422, "", ""),
    ("endless coordinates", b'{"title":"x","location":{"latitude":"1e999999","longitude":"1"}}', 422, "", ""),
    ("999 tags", b'{"title":"x","tags":[' + b'"t",' * 998 + b'"t"]}', 422, "", "/tags"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status", "code", "pointer"), [case[1:] for case in BODIES], ids=[c[0] for c in BODIES]
)
async def test_a_bad_body_is_refused_with_code_and_place_and_leaves_nothing(
    desk: httpx.AsyncClient, body: bytes, status: int, code: str, pointer: str
) -> None:
    before = await count(desk)
    answer = await desk.post(ORDERS, content=body, headers=JSON)
    refused(answer, status, code, pointer)
    if pointer != f"/{SECRET}":
        assert SECRET not in answer.text
    assert await count(desk) == before


@pytest.mark.parametrize(
    "sent_as",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
     "application/msgpack", "application/jsonp", "text/json"],
)  # fmt: skip
async def test_what_is_not_sent_as_json_is_415(desk: httpx.AsyncClient, sent_as: str) -> None:
    headers = {"Content-Type": sent_as} if sent_as else {}
    before = await count(desk)
    answer = await desk.post(ORDERS, content=b'{"title":"x"}', headers=headers)
    refused(answer, 415, "content_type_not_json")
    assert await count(desk) == before


async def test_of_two_members_with_one_name_the_last_counts(desk: httpx.AsyncClient) -> None:
    answer = await desk.post(ORDERS, content=b'{"title":"a","title":"b"}', headers=JSON)
    assert (answer.status_code, answer.json()["title"]) == (201, "b")


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/orders/zzz", 404, "no_such_page"),
        (f"/orders/{new_id()}", 404, "no_such_order"),
        ("/orders/%00", 400, "address_unreadable"),
        ("/nothing/here", 404, "no_such_page"),
        ("/orders?limit=0", 422, "query_malformed"),
        ("/orders?limit=99999999999999999999", 422, "query_malformed"),
        ("/orders?nope=1", 422, "query_malformed"),
        ("/orders?assignee=abc", 422, "query_malformed"),
        ("/orders?cursor=abc", 422, "cursor_malformed"),
        ("/orders?q=%ff", 400, "address_unreadable"),
        ("/orders?q=%ed%a0%80", 400, "address_unreadable"),
        ("/orders?field.a=%00", 400, "address_unreadable"),
        ("/orders?" + "&".join(f"field.f{n}=x" for n in range(30)), 422, "query_malformed"),
        ("/orders?q=" + "a" * 9000, 400, "address_unreadable"),
        ("/users?limit=abc", 422, "value_not_whole_number"),
        ("/users?unit=abc", 422, ""),
        ("/users?active=maybe", 422, ""),
        ("/users?cursor=WyIAIiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0", 422, "cursor_malformed"),
        ("/users?cursor=WyJcdTAwMDAiLCIwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAiXQ", 422, "cursor_malformed"),
        ("/customers?q=%00", 400, "address_unreadable"),
        ("/events?after=-2", 422, "value_out_of_bounds"),
        ("/events?after=9223372036854775808", 422, "value_out_of_bounds"),
        ("/definitions/five_step/versions/99999999999999999999", 404, ""),
        ("/definitions/" + "a" * 3_000, 404, ""),
        ("/roles/%e2%80%ae", 400, "address_unreadable"),
    ],
)  # fmt: skip
async def test_a_bad_address_is_refused(
    clients: dict[str, httpx.AsyncClient], address: str, status: int, code: str
) -> None:
    answer = await clients["dispatcher"].get(f"/api/v1{address}")
    refused(answer, status, code)
    assert answer.status_code == status


@pytest.mark.parametrize(
    "query",
    ["since=abc", "since=2020-01-01", "since=0001-01-01T00:00:00%2B14:00", "actor=1", "cursor=%20"],
)
async def test_a_bad_question_to_the_trail_is_refused(
    clients: dict[str, httpx.AsyncClient], query: str
) -> None:
    refused(await clients["auditor"].get(f"/api/v1/audit?{query}"), 422)


async def test_a_method_that_an_address_does_not_take_is_405_and_names_those_that_it_takes(
    desk: httpx.AsyncClient,
) -> None:
    answer = await desk.put(ORDERS, json={})
    refused(answer, 405, "method_not_allowed")
    assert {"GET", "POST"} <= set(answer.headers["allow"].replace(" ", "").split(","))


@pytest.mark.parametrize(
    ("seen", "status", "code"),
    [
        (None, 428, "if_match_missing"),
        ("*", 422, "if_match_malformed"),
        ('"abc"', 422, "if_match_malformed"),
        ('"1","2"', 422, "if_match_malformed"),
        ('"99999999999999999999"', 422, "if_match_malformed"),
        ('"7"', 412, "order_changed"),
    ],
)
async def test_an_act_without_the_version_that_was_seen_is_refused(
    desk: httpx.AsyncClient, seen: str | None, status: int, code: str
) -> None:
    order = (await desk.post(ORDERS, json={"title": "x"})).json()
    headers = {} if seen is None else {"If-Match": seen}
    answer = await desk.post(f"{ORDERS}/{order['id']}/accept", json={}, headers=headers)
    refused(answer, status, "" if status == 412 else code)
    after = (await desk.get(f"{ORDERS}/{order['id']}")).json()
    assert (after["version"], after["stage"]) == (order["version"], "accept")


@pytest.mark.parametrize("locale", ["zh", "en"])
async def test_problems_are_said_in_the_language_that_is_asked_for(
    desk: httpx.AsyncClient, locale: str
) -> None:
    for content in (b"{}", b"{", b'{"title":1}'):
        answer = await desk.post(
            ORDERS, content=content, headers={**JSON, "Accept-Language": locale}
        )
        problem = problem_of(answer)
        chinese = any("\u4e00" <= char <= "\u9fff" for char in problem["detail"] + problem["kept"])
        assert chinese == (locale == "zh"), problem


async def test_a_user_with_a_bad_name_is_refused_in_whole_sentences(
    clients: dict[str, httpx.AsyncClient],
) -> None:
    for name in ("", "a\u202eb", "n" * 5_000):
        body = {"login": "q", "name": name, "password": "correct horse 5"}
        refused(await clients["admin"].post("/api/v1/users", json=body), 422)


async def test_every_input_of_every_route_refuses_a_field_that_it_does_not_know(
    clients: dict[str, httpx.AsyncClient],
) -> None:
    seen = 0
    for path, method, operation in OPERATIONS:
        schema = (
            operation.get("requestBody", {})
            .get("content", {})
            .get("application/json", {})
            .get("schema", {})
        )
        # what only guests may do is refused to everybody with an account
        if "$ref" not in schema or operation["x-gongdan-action"].startswith("portal."):
            continue
        address = path
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                address = address.replace(f"{{{parameter['name']}}}", _named(parameter["schema"]))
        answers = [
            await client.request(
                method, address, json={"surely_unknown": 1}, headers={"If-Match": '"1"'}
            )
            for client in clients.values()
        ]
        codes = {problem_of(answer)["code"] for answer in answers}
        assert codes & {"field_unknown", "field_missing"}, (method, path, codes)
        assert codes <= {"field_unknown", "field_missing", "not_allowed", "order_not_allowed"}, (
            codes
        )
        seen += 1
    assert seen >= 30


def _named(schema: Mapping[str, Any]) -> str:
    """Return what may stand at this place of an address."""
    if schema.get("format") == "uuid":
        return str(new_id())
    if schema.get("type") == "integer":
        return "1"
    return str(schema.get("enum", ["five_step"])[0])


async def test_a_thousand_sends_of_one_key_have_one_effect(
    clients: dict[str, httpx.AsyncClient],
) -> None:
    requester = clients["requester"]
    before = await count(requester)
    headers = {"Idempotency-Key": f"key-{new_id()}"}

    async def send() -> str:
        answer = await requester.post(ORDERS, json={"title": "Once"}, headers=headers)
        assert answer.status_code == 201, answer.text
        number: str = answer.json()["number"]
        return number

    numbers: set[str] = set()
    for _ in range(20):
        numbers |= set(await asyncio.gather(*(send() for _ in range(50))))
    assert len(numbers) == 1
    assert await count(requester) == before + 1
    other = await requester.post(ORDERS, json={"title": "Other"}, headers=headers)
    refused(other, 409, "idempotency_key_reused")


async def test_fifty_actors_on_one_order_make_exactly_one_transition(
    desk: httpx.AsyncClient,
) -> None:
    order = (await desk.post(ORDERS, json={"title": "x"})).json()
    answers = await asyncio.gather(
        *(
            desk.post(f"{ORDERS}/{order['id']}/accept", json={}, headers={"If-Match": '"1"'})
            for _ in range(50)
        )
    )
    assert sorted({answer.status_code for answer in answers}) == [200, 412]
    assert [answer.status_code for answer in answers].count(200) == 1
    assert (await desk.get(f"{ORDERS}/{order['id']}")).json()["version"] == 2
