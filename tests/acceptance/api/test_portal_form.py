"""What a stranger is asked, and what he hears of it later: nothing of the house's own."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.entrypoints.http.answers import problem_of
from tests.house import TestHouse
from tests.rooms.files.conftest import Sender, file_of
from tests.rooms.files.pictures import photo
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
    asked = ["where_from", "pipe_size", "spots", "total", "shots", "badge"]
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


async def uploaded(client: httpx.AsyncClient, name: str, data: bytes) -> str:
    return str(file_of(await Sender(client).upload(name, data)))


async def reported(client: httpx.AsyncClient, portal: Portal, **changed: Any) -> Any:
    headers = {"Idempotency-Key": str(changed.pop("key", uuid4()))}
    body = {**REPORT, "fields": {**ANSWERS, **changed.pop("fields", {})}, **changed}
    return await client.post(f"{portal.door}/orders", json=body, headers=headers)


async def test_files_of_an_answer_are_the_orders_from_then_on(portal: Portal) -> None:
    visitor = await portal.visit()
    shot = await uploaded(visitor, "漏水.jpg", photo())
    # refused for another reason: the file is free again
    answered = {"shots": [shot]}
    refused = await reported(visitor, portal, fields=answered, latitude="99", longitude="0")
    assert problem_of(refused)["code"] == "order_coordinates_out_of_range"
    made = await reported(visitor, portal, fields=answered, key="once")
    assert made.status_code == 201, made.text
    again = await reported(visitor, portal, fields=answered, key="once")
    assert (again.status_code, again.json()["order"]) == (201, made.json()["order"])
    customer, dispatcher = portal.holding(made.json()["token"]), await portal.staff("dispatcher")
    for reader in (customer, dispatcher):
        order = (await reader.get(f"/api/v1/orders/{made.json()['order']}")).json()
        assert order["fields"]["shots"] == [shot]
        assert (await reader.get(f"/api/v1/files/{shot}/about")).json()["name"] == "漏水.jpg"
    stranger = await portal.visit()
    assert problem_of(await stranger.get(f"/api/v1/files/{shot}"))["code"] == "file_not_found"


async def test_an_answer_takes_no_file_that_is_not_its_senders_or_not_of_its_kind(
    portal: Portal,
) -> None:
    visitor, other = await portal.visit(), await portal.visit()
    foreign = await uploaded(other, "leak.jpg", photo())
    for file in (foreign, str(uuid4())):
        refused = problem_of(await reported(visitor, portal, fields={"shots": [file]}))
        told = (refused["code"], refused["errors"][0]["pointer"])
        assert told == ("order_file_unknown", "/shots")
    requester = await portal.staff("requester")
    words = await uploaded(requester, "leak.txt", "漏水".encode())
    fields = {**ANSWERS, "cost_center": "C1", "shots": [words]}
    body = {"type": KEY, "title": "漏水", "fields": fields}
    unfit = problem_of(await requester.post("/api/v1/orders", json=body))
    assert (unfit["code"], unfit["errors"][0]["pointer"]) == ("order_file_unfit", "/shots")
    many = [str(uuid4()) for _ in range(3)]
    told = problem_of(await reported(visitor, portal, fields={"shots": many}))
    assert "/shots: maxItems" in str(told)


async def test_a_file_in_a_field_that_is_kept_from_a_reader_does_not_exist_for_him(
    portal: Portal,
) -> None:
    requester, dispatcher = await portal.staff("requester"), await portal.staff("dispatcher")
    shot, paper = (
        await uploaded(dispatcher, "a.jpg", photo()),
        await uploaded(dispatcher, "b.jpg", photo()),
    )
    fields = {**ANSWERS, "cost_center": "C1"}
    body = {"type": KEY, "title": "漏水", "fields": fields}
    made = await requester.post("/api/v1/orders", json=body)
    at = f"/api/v1/orders/{made.json()['id']}"
    kept = await dispatcher.patch(
        at,
        json={"fields": {"shots": [shot], "papers": [paper]}},
        headers={"If-Match": made.headers["etag"]},
    )
    assert kept.status_code == 200, kept.text
    for file, own in ((shot, 200), (paper, 404)):
        for part in ("", "/about", "/thumbnail"):
            assert (await dispatcher.get(f"/api/v1/files/{file}{part}")).status_code == 200
            assert (await requester.get(f"/api/v1/files/{file}{part}")).status_code == own, part
