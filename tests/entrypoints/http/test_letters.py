"""Dead letters over HTTP: seen by whom it is granted, sent again by an act that is remembered."""

from uuid import UUID

import pytest

from gongdan.kernel.dead_letters import Failed, Follower, bury
from gongdan.kernel.ids import new_id
from tests.house import ROLES, Tenant, TestHouse

READERS, SENDERS = {"admin", "auditor"}, {"admin"}


async def buried(house: TestHouse, tenant: UUID, stream: UUID | None = None) -> UUID:
    """Lay a letter down: a job that nobody knows how to do."""
    letter = new_id()
    failed = Failed(
        follower=Follower.JOB,
        name="tests.nobody_does_this",
        error="ValueError at somewhere.py:1 there",
        attempts=5,
        stream=stream,
        seq=1 if stream else None,
        job=letter,
        job_key=str(letter),
        run_at=house.house.clock(),
        payload="{}",
    )
    async with house.house.storage.worker.writing(tenant) as writer:
        await bury(writer, tenant, failed)
    return letter


@pytest.mark.parametrize("role", ROLES)
async def test_letters_are_seen_and_sent_by_whom_it_is_granted(
    house: TestHouse, people: Tenant, role: str
) -> None:
    letter = await buried(house, people.id)
    client = await house.signed_in(people, role)
    seen = await client.get("/api/v1/dead-letters")
    assert seen.status_code == (200 if role in READERS else 403)
    sent = await client.post(f"/api/v1/dead-letters/{letter}/resend")
    assert sent.status_code == (200 if role in SENDERS else 403)
    await client.aclose()


async def test_a_letter_names_its_order_and_is_gone_once_it_was_sent(
    house: TestHouse, people: Tenant
) -> None:
    requester = await house.signed_in(people, "requester")
    order = (await requester.post("/api/v1/orders", json={"title": "Leak"})).json()
    letter = await buried(house, people.id, UUID(order["id"]))
    admin = await house.signed_in(people, "admin")
    items = (await admin.get("/api/v1/dead-letters")).json()["items"]
    (shown,) = [each for each in items if each["id"] == str(letter)]
    assert shown["order"] == {"id": order["id"], "number": order["number"]}
    assert (shown["kind"], shown["name"]) == ("job", "tests.nobody_does_this")
    assert (shown["attempts"], shown["version"]) == (5, 1)

    assert (await admin.post(f"/api/v1/dead-letters/{letter}/resend")).status_code == 200
    again = await admin.post(f"/api/v1/dead-letters/{letter}/resend")
    assert (again.status_code, again.json()["code"]) == (404, "dead_letter_gone")
    items = (await admin.get("/api/v1/dead-letters")).json()["items"]
    assert str(letter) not in {each["id"] for each in items}

    auditor = await house.signed_in(people, "auditor")
    query = {"object_kind": "dead_letter", "object_id": str(letter)}
    trail = (await auditor.get("/api/v1/audit", params=query)).json()["items"]
    assert {each["act"] for each in trail} == {"deadletter.resend"}
    for client in (requester, admin, auditor):
        await client.aclose()


async def test_letters_of_another_tenant_do_not_exist(house: TestHouse, people: Tenant) -> None:
    letter = await buried(house, people.id)
    stranger = await house.signed_in(await house.tenant(), "admin")
    assert (await stranger.get("/api/v1/dead-letters")).json() == {"items": []}
    answer = await stranger.post(f"/api/v1/dead-letters/{letter}/resend")
    assert (answer.status_code, answer.json()["code"]) == (404, "dead_letter_gone")
    await stranger.aclose()
