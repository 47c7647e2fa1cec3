"""Every route, every role, one's own tenant and a foreign one: expected by the policy, 0 leaks.

What is allowed is read from the shipped roles; what was planted is looked for in every answer
(body and headers), log line, counter and live event. Routes are taken from the API's own
document; what a new one needs to be asked well is said in `samples/<room>.py`, see there.
"""

import re
from collections.abc import Iterator

import httpx
import pytest
import structlog

from gongdan.entrypoints.http.openapi import ACTION
from gongdan.kernel.http import PUBLIC
from gongdan.rooms.identity.contract import Action, Scope, View
from gongdan.rooms.identity.store.shipped_roles import SHIPPED_ROLES
from tests.acceptance.api import samples
from tests.acceptance.api.canaries import plant
from tests.acceptance.api.planting import Planted
from tests.acceptance.api.policy import (
    granted,
    inside_words,
    own_words,
    reaches_all,
    seen_rows,
    sees,
)
from tests.entrypoints.http import described
from tests.entrypoints.http.answers import problem_of
from tests.house import ROLES, TestHouse
from tests.postgres_server import HouseDatabase

OPERATIONS = [
    (method, path, operation)
    for path, method, operation in described.OPERATIONS
    if operation["operationId"] not in {"signIn", "signOut", "streamChanges", "getOwnLink"}
    and operation[ACTION] != PUBLIC["action"]
]
_SAME_FOR_WHAT_IS_NOWHERE = samples.named("SAME_FOR_WHAT_IS_NOWHERE")
_FINDS_NOTHING = samples.named("FINDS_NOTHING")
_ONES_OWN = samples.named("ONES_OWN")
_NOT_THERE = samples.named("NOT_THERE")
_LISTS_AND_READS = [each for each in OPERATIONS if each[0] == "GET"]


class Heard:
    """Everything that was answered, by role; and everything that was logged."""

    def __init__(self) -> None:
        self.answers: list[tuple[str, str, httpx.Response]] = []
        self.lines: list[str] = []

    def hear(self, role: str, operation: str, answer: httpx.Response) -> httpx.Response:
        self.answers.append((role, operation, answer))
        return answer

    def log(
        self, _logger: object, _name: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        self.lines.append(repr(event))
        raise structlog.DropEvent


@pytest.fixture(scope="module")
def heard() -> Iterator[Heard]:
    """Listens to everything that this module makes the house say."""
    everything = Heard()
    before = structlog.get_config()
    structlog.configure(processors=[everything.log])
    yield everything
    structlog.configure(**before)


@pytest.fixture(scope="module")
async def ours(house: TestHouse) -> Planted:
    """The tenant whose people ask."""
    planted = await plant(house)
    await house.followers.drain()
    return planted


@pytest.fixture(scope="module")
async def theirs(house: TestHouse) -> Planted:
    """The tenant of which they must never hear a word."""
    planted = await plant(house)
    await house.followers.drain()
    return planted


def address(path: str, things: Planted) -> str:
    key = things.ids["role_key" if "/roles/" in path else "key"]
    found = {**things.ids, "key": key, "version": "1", "number": "1"}
    return re.sub(r"\{(\w+)\}", lambda name: found.get(name[1], things.ids["asset_id"]), path)


def body_of(operation: dict[str, object], theirs: Planted) -> dict[str, object] | None:
    """Return a body that would be right, were the things in it not somebody else's."""
    if "requestBody" not in operation:
        return None
    body = samples.bodies().get(str(operation["operationId"]))
    return dict(body(theirs)) if body else {}


async def ask(
    client: httpx.AsyncClient, method: str, path: str, body: dict[str, object] | None
) -> httpx.Response:
    return await client.request(method, path, json=body, headers={"If-Match": '"1"'})


async def test_nobody_gets_nothing_but_the_door(house: TestHouse, ours: Planted) -> None:
    for method, path, operation in OPERATIONS:
        if operation[ACTION] != PUBLIC["action"]:
            answer = await ask(house.client, method, address(path, ours), body_of(operation, ours))
            assert problem_of(answer)["code"] == "not_signed_in", (method, path)


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_is_refused_what_its_policy_does_not_grant_and_finds_nothing_foreign(
    heard: Heard, ours: Planted, theirs: Planted, role: str
) -> None:
    client = ours.clients[role]
    for method, path, operation in OPERATIONS:
        name, action = operation["operationId"], operation[ACTION]
        answer = await ask(client, method, address(path, theirs), body_of(operation, theirs))
        heard.hear(role, name, answer)
        if not granted(role, action):
            assert problem_of(answer)["code"] == "not_allowed", (role, name)
            own = await ask(client, method, address(path, ours), body_of(operation, ours))
            assert problem_of(heard.hear(role, name, own))["code"] == "not_allowed", (role, name)
        elif "{" in path and name not in _SAME_FOR_WHAT_IS_NOWHERE:
            assert answer.status_code == 404, (role, name, answer.text)
        elif method == "GET" or name in _FINDS_NOTHING:
            assert answer.status_code == 200, (role, name, answer.text)
        elif name not in _SAME_FOR_WHAT_IS_NOWHERE | _ONES_OWN:
            assert 400 <= answer.status_code < 500, (role, name, answer.text)


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_reads_of_its_own_tenant_what_its_policy_shows(
    heard: Heard, ours: Planted, role: str
) -> None:
    said = ""
    for method, path, operation in _LISTS_AND_READS:
        name, action = operation["operationId"], operation[ACTION]
        for reporter in ("requester", "dispatcher") if "{order}" in path else ("requester",):
            place = address(path.replace("{order}", ours.ids[f"order_{reporter}"]), ours)
            answer = heard.hear(role, name, await ask(ours.clients[role], method, place, None))
            if granted(role, action) and reaches_all(SHIPPED_ROLES[role], action):
                there = 409 if name == "getOrderStatement" else 200  # nothing to sign as yet
                expected = 404 if name in _NOT_THERE else there
                assert answer.status_code == expected, (role, name)
            said += answer.text
    assert sees(role, "personal") is not View.FULL
    own = own_words(ours) if role == "requester" else frozenset()
    assert {word for word in ours.personal.values() if word in said} == own, role
    inside = frozenset(word for word in ours.internal.values() if word in said)
    assert inside <= inside_words(ours, role), role
    assert {word for word in ours.rows.values() if word in said} == seen_rows(ours, role), role


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_reveals_what_is_in_its_reach_and_the_trail_knows_it(
    heard: Heard, ours: Planted, role: str
) -> None:
    reach = [g for g in SHIPPED_ROLES[role].body.grants if g.action == Action.PERSONAL_REVEAL]
    for kind, thing, fields in samples.reveals():
        asked = {"object": {"kind": kind, "id": ours.ids[thing]}, "fields": [*fields]}
        answer = await ask(
            ours.clients[role], "POST", "/api/v1/reveals", {**asked, "reason": "call"}
        )
        # heard by the test, told to nobody: what follows looks for these values elsewhere
        reads = granted(role, f"{kind}.read")
        if [g for g in reach if g.scope is Scope.ALL] and reads:
            values = answer.json()["values"]
            assert all(ours.personal[canary] in values[name] for name, canary in fields.items())
            continue
        assert answer.status_code in {403, 404}, (role, kind, answer.text)
        heard.hear(role, "revealValues", answer)
    trail = (await ours.clients["auditor"].get("/api/v1/audit?act=personal.reveal")).json()
    told = {(each["object"]["id"], each["outcome"]) for each in trail["items"] if each["object"]}
    if any(grant.scope is Scope.ALL for grant in reach):
        assert (ours.ids["customer_id"], "done") in told or not granted(role, "customer.read")
    assert not [canary for canary in ours.personal.values() if canary in str(trail)]


def test_the_canaries_sing_where_they_may(heard: Heard, ours: Planted) -> None:
    everything = "".join(answer.text for _, _, answer in heard.answers)
    assert all(canary in everything for canary in (*ours.rows.values(), *ours.internal.values()))
    own = own_words(ours)
    assert own
    assert all(canary in everything for canary in own)


async def test_no_word_of_the_foreign_tenant_was_heard_anywhere(
    heard: Heard, theirs: Planted
) -> None:
    assert len(heard.answers) >= 700
    for role, operation, answer in heard.answers:
        said = answer.text + repr(answer.headers)
        assert not [canary for canary in theirs.all if canary in said], (role, operation)
        if operation == "listAuditEntries":
            continue  # it names what our own people asked for in vain, by the id that they sent
        asked = str(answer.request.url) + answer.request.content.decode()
        others = [i for i in theirs.ids.values() if len(i) > 30 and i in said and i not in asked]
        assert others == [], (role, operation)


async def test_logs_and_counters_hold_nobody_s_words(
    house: TestHouse, heard: Heard, ours: Planted, theirs: Planted
) -> None:
    counters = (await house.client.get("/metrics")).text
    assert "gongdan_requests_total" in counters
    lines = "\n".join(heard.lines)
    assert len(heard.lines) >= 300
    for said in (counters, lines):
        for planted in (ours, theirs):
            assert not [canary for canary in planted.all if canary in said]
            assert not [i for i in planted.ids.values() if len(i) > 30 and i in said]
    assert "Bearer" not in lines


async def test_a_live_stream_tells_a_requester_of_his_own_orders_only(
    house: TestHouse, ours: Planted, theirs: Planted
) -> None:
    await house.followers.drain()
    requester = (await ours.clients["requester"].get("/api/v1/events")).json()["items"]
    dispatcher = (await ours.clients["dispatcher"].get("/api/v1/events")).json()["items"]
    assert {each["id"] for each in requester} == {ours.ids["order_requester"]}
    assert {ours.ids["order_requester"], ours.ids["order_dispatcher"]} <= {
        each["id"] for each in dispatcher
    }
    assert theirs.ids["order"] not in {each["id"] for each in dispatcher}


async def test_without_a_tenant_the_database_shows_no_row(
    database: HouseDatabase, ours: Planted
) -> None:
    async with database.admin.untenanted() as connection:
        tables = await connection.fetch(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'gongdan' AND column_name = 'tenant_id'"
        )
    shown: dict[str, int] = {}
    async with database.app.untenanted() as connection:
        for table in {row["table_name"] for row in tables} - {"credential"}:
            if await connection.fetchval("SELECT has_table_privilege($1, 'SELECT')", table):
                count = await connection.fetchval(f'SELECT count(*) FROM "{table}"')
                shown |= {table: count} if count else {}
    assert len(tables) >= 20
    assert ours.ids
    assert shown == {}
