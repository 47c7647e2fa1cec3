"""What a stranger is asked, and what he hears of it later: nothing of the house's own."""

from typing import Any

import pytest

from tests.entrypoints.http.answers import problem_of
from tests.house import TestHouse
from tests.rooms.portal.asked import INSIDE, KEY, publish_leaks
from tests.rooms.portal.conftest import REPORT, Portal, open_portal

pytestmark = pytest.mark.database
ANSWERS: dict[str, object] = {
    "where_from": "pipe",
    "pipe_size": 40,
    "spots": [{"room": "茶水间", "count": 2}, {"room": "走廊", "count": 1}],
    "badge": "B-1024",
}


@pytest.fixture
async def portal(house: TestHouse) -> Portal:
    """A portal where strangers report by a kind of order that asks them something."""
    opened = await open_portal(house)
    await publish_leaks(await opened.staff("designer"))
    admin = await opened.staff("admin")
    settings = {"reports_open": True, "order_type": KEY}
    assert (await admin.put("/api/v1/portal-settings", json=settings)).status_code == 200
    return opened


async def sent(portal: Portal, **fields: object) -> Any:
    visitor = await portal.visit()
    return await visitor.post(f"{portal.door}/orders", json={**REPORT, "fields": fields})


async def test_the_door_asks_what_a_stranger_may_see_and_no_more(portal: Portal) -> None:
    door = await portal.house.client.get(portal.door)
    form = door.json()["form"]
    asked = ["where_from", "pipe_size", "spots", "total", "badge"]
    assert [each for each in form["ui"]["order"] if each in form["schema"]["properties"]] == asked
    assert form["schema"]["required"] == ["where_from", "spots"]
    assert set(form["ui"]["rules"]) == {"pipe_size", "total"}
    for word in (*INSIDE, "cost_center", "hour_rate", "fee", "owner"):
        assert word not in door.text


async def test_a_closed_door_asks_nothing(portal: Portal) -> None:
    admin = await portal.staff("admin")
    settings = {"reports_open": False, "order_type": KEY}
    assert (await admin.put("/api/v1/portal-settings", json=settings)).status_code == 200
    assert (await portal.house.client.get(portal.door)).json()["form"] is None


async def test_answers_are_judged_as_on_the_desk(portal: Portal) -> None:
    refused = problem_of(await sent(portal, where_from="pipe", spots=[{"count": 0}]))
    assert refused["code"] == "order_form_incomplete"
    told = str(refused)
    for place in ("/pipe_size: required", "/spots/0/room: required", "/spots/0/count: minimum"):
        assert place in told
    # what he is not asked he can't be told of
    assert "cost_center" not in told


async def test_what_a_stranger_sends_uninvited_is_not_kept(portal: Portal) -> None:
    made = await sent(portal, **ANSWERS, cost_center="CANARYmine", hour_rate="1", total=99)
    assert made.status_code == 201, made.text
    dispatcher = await portal.staff("dispatcher")
    kept = (await dispatcher.get(f"/api/v1/orders/{made.json()['order']}")).json()["fields"]
    assert {**kept, "badge": "B-1024"} == {
        **ANSWERS,
        "total": 3,
        "hour_rate": "80",
        "fee": "240",
    }


async def test_its_customer_reads_his_answers_and_nothing_of_the_house(portal: Portal) -> None:
    made = (await sent(portal, **ANSWERS)).json()
    customer = portal.holding(made["token"])
    at = f"/api/v1/orders/{made['order']}"
    seen = await customer.get(at)
    order = seen.json()
    assert order["fields"]["total"] == 3
    # the fee is his to see, though it was reckoned by what is not
    shown = ["where_from", "pipe_size", "spots", "total", "badge", "fee"]
    assert order["words"]["ui"]["order"] == shown
    assert order["words"]["ui"]["fields"]["spots"]["columns"]["room"]["label"]["en"] == "Room"
    history = await customer.get(f"{at}/timeline")
    amended = await customer.patch(
        at,
        json={"fields": {"cost_center": "CANARYmine"}, "description": "门锁着"},
        headers={"If-Match": seen.headers["etag"]},
    )
    assert amended.status_code == 200, amended.text
    for answer in (seen, history, amended):
        for word in (*INSIDE, "CANARYmine", "cost_center", "hour_rate"):
            assert word not in answer.text
    dispatcher = await portal.staff("dispatcher")
    assert "CANARYmine" not in (await dispatcher.get(at)).text
