"""Links that are foreign, over, revoked or guessed; codes that are guessed, replayed or too late."""

import asyncio
from datetime import timedelta

import pytest
import structlog

from gongdan.kernel.clock import utc_now
from tests.entrypoints.http.answers import problem_of
from tests.rooms.portal.conftest import REPORT, Portal, open_portal

pytestmark = pytest.mark.database


async def code_of(portal: Portal, number: str) -> tuple[str, str]:
    """Ask for a code and hear it from the service desk's log ("": none was sent)."""
    with structlog.testing.capture_logs() as heard:
        asked = await portal.house.client.post(f"{portal.door}/codes", json={"number": number})
        await portal.house.house.portal.means.errands.settled()
    assert asked.status_code == 202, asked.text
    codes = [each["code"] for each in heard if each["event"] == "portal_code"]
    return asked.json()["challenge"], codes[0] if codes else ""


async def test_a_link_opens_nothing_but_its_order(portal: Portal) -> None:
    mine, other = await portal.reported(), await portal.reported()
    customer = portal.holding(mine["token"])
    assert (await customer.get(f"/api/v1/orders/{mine['order']}")).status_code == 200
    foreign = await customer.get(f"/api/v1/orders/{other['order']}")
    assert problem_of(foreign)["code"] == "no_such_order"
    listed = (await customer.get("/api/v1/orders")).json()["items"]
    assert [each["id"] for each in listed] == [mine["order"]]
    assert problem_of(await customer.post("/api/v1/orders", json={"title": "x"}))["status"] == 403
    for path in ("/users", "/customers", "/people", "/audit", "/log/key", "/webhooks"):
        assert problem_of(await customer.get(f"/api/v1{path}"))["code"] == "not_allowed"
    issued = await customer.post(f"/api/v1/orders/{mine['order']}/links", json={})
    assert problem_of(issued)["code"] == "not_allowed"


async def test_a_link_of_one_tenant_is_nobody_in_another(portal: Portal) -> None:
    mine = await portal.reported()
    theirs = await open_portal(portal.house)
    order = await theirs.reported()
    customer = portal.holding(mine["token"])
    seen = await customer.get(f"/api/v1/orders/{order['order']}")
    assert problem_of(seen)["code"] == "no_such_order"
    visitor = await portal.visit()
    wrong = await visitor.post(f"{theirs.door}/orders", json=REPORT)
    assert problem_of(wrong)["code"] == "portal_closed"


async def test_a_revoked_link_dies_at_once(portal: Portal) -> None:
    mine = await portal.reported()
    customer, at = portal.holding(mine["token"]), f"/api/v1/orders/{mine['order']}"
    assert (await customer.get(at)).status_code == 200
    dispatcher = await portal.staff("dispatcher")
    (link,) = (await dispatcher.get(f"{at}/links")).json()["items"]
    assert link["used_at"] is not None
    house = portal.house.house
    heard: asyncio.Queue[str] = asyncio.Queue()
    listening = await house.storage.listen()
    await listening.add_listener("gongdan_sessions", lambda *told: heard.put_nowait(str(told[3])))
    assert (await dispatcher.delete(f"/api/v1/links/{link['id']}")).status_code == 204
    house.authentication.forget(await asyncio.wait_for(heard.get(), 60))
    await listening.close()
    assert problem_of(await customer.get(at))["code"] == "not_signed_in"


async def test_an_expired_link_opens_nothing(portal: Portal) -> None:
    mine = await portal.reported()
    house = portal.house.house
    async with house.storage.app.writing(portal.tenant.id) as writer:
        await writer.execute(
            "UPDATE customer_link SET expires_at = $2 WHERE tenant_id = $1",
            portal.tenant.id,
            utc_now() - timedelta(seconds=1),
        )
    house.authentication.forget("")
    customer = portal.holding(mine["token"])
    answer = await customer.get(f"/api/v1/orders/{mine['order']}")
    assert problem_of(answer)["code"] == "not_signed_in"


async def test_a_visit_reports_and_does_nothing_else(portal: Portal) -> None:
    visitor = await portal.visit()
    for path in ("/orders", "/me", "/assets"):
        answer = await visitor.get(f"/api/v1{path}")
        assert answer.status_code in {200, 403}
        assert portal.tenant.slug not in answer.text or path == "/me"
    assert problem_of(await visitor.post("/api/v1/orders", json={"title": "x"}))["status"] == 403


async def test_a_closed_door_lets_nobody_in_and_tells_nothing(portal: Portal) -> None:
    admin = await portal.staff("admin")
    await admin.put("/api/v1/portal-settings", json={"reports_open": False})
    shut = problem_of(await portal.house.client.post(f"{portal.door}/visits", json={}))
    nowhere = problem_of(
        await portal.house.client.post("/api/v1/portal/no-such-tenant/visits", json={})
    )
    assert shut["code"] == nowhere["code"] == "portal_closed"


async def test_a_code_brings_a_lost_link_back_once(portal: Portal) -> None:
    mine = await portal.reported()
    challenge, code = await code_of(portal, mine["number"])
    body = {"challenge": challenge, "code": code}
    found = await portal.house.client.post(f"{portal.door}/links", json=body)
    assert found.json()["order"] == mine["order"]
    customer = portal.holding(found.json()["token"])
    assert (await customer.get(f"/api/v1/orders/{mine['order']}")).status_code == 200
    replayed = await portal.house.client.post(f"{portal.door}/links", json=body)
    assert problem_of(replayed)["code"] == "portal_code_wrong"


async def test_nobody_learns_whether_a_number_exists(portal: Portal) -> None:
    mine = await portal.reported()
    known = await portal.house.client.post(f"{portal.door}/codes", json={"number": mine["number"]})
    unknown = await portal.house.client.post(f"{portal.door}/codes", json={"number": "WO-1999-9"})
    assert known.status_code == unknown.status_code == 202
    assert known.json().keys() == unknown.json().keys()
    assert len(known.content) == len(unknown.content)
    await portal.house.house.portal.means.errands.settled()
    answers = [
        problem_of(
            await portal.house.client.post(
                f"{portal.door}/links", json={"challenge": asked.json()["challenge"], "code": "x"}
            )
        )
        for asked in (known, unknown)
    ]
    assert answers[0]["code"] == answers[1]["code"] == "portal_code_wrong"
    assert answers[0]["detail"] == answers[1]["detail"]


async def test_five_wrong_guesses_shut_a_code_even_for_the_right_one(portal: Portal) -> None:
    mine = await portal.reported()
    challenge, code = await code_of(portal, mine["number"])
    wrong = "000000" if code != "000000" else "111111"
    for guess in (*[wrong] * 5, code):
        body = {"challenge": challenge, "code": guess}
        answer = await portal.house.client.post(f"{portal.door}/links", json=body)
        assert problem_of(answer)["code"] == "portal_code_wrong"


async def test_a_code_is_worthless_without_its_challenge(portal: Portal) -> None:
    mine = await portal.reported()
    _, code = await code_of(portal, mine["number"])
    body = {"challenge": "A" * 43, "code": code}
    answer = await portal.house.client.post(f"{portal.door}/links", json=body)
    assert problem_of(answer)["code"] == "portal_code_wrong"


async def test_whoever_asks_too_often_has_to_wait(portal: Portal) -> None:
    answers = [
        await portal.house.client.post(f"{portal.door}/codes", json={"number": f"WO-{n}"})
        for n in range(7)
    ]
    assert [each.status_code for each in answers][:5] == [202] * 5
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


async def test_tokens_are_kept_nowhere_in_the_clear(portal: Portal) -> None:
    mine = await portal.reported()
    async with portal.house.house.storage.app.reading(portal.tenant.id) as reader:
        rows = await reader.fetch(
            "SELECT row_to_json(l)::text AS row FROM customer_link l WHERE l.tenant_id = $1",
            portal.tenant.id,
        )
    assert rows
    secret = mine["token"].rsplit("_", 1)[0]
    assert not [row for row in rows if mine["token"] in row["row"] or secret in row["row"]]
