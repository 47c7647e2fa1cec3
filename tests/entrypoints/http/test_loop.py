"""The five-step loop through the API, by four roles."""

import httpx

from tests.house import Tenant, TestHouse

REPORT = {
    "title": "水泵振动异常",
    "description": "3号水泵房 P-101 振动大，有异响。",
    "urgency": 2,
    "impact": 2,
    "place": "3号水泵房",
    "contact": {"name": "王小明", "phone": "13812341234"},
    "fields": {"fault_kind": "mechanical"},
}


async def act(
    client: httpx.AsyncClient, order: dict[str, object], name: str, **body: object
) -> dict[str, object]:
    answer = await client.post(
        f"/api/v1/orders/{order['id']}/{name}",
        json=body,
        headers={"If-Match": f'"{order["version"]}"'},
    )
    assert answer.status_code == 200, answer.text
    shown: dict[str, object] = answer.json()
    return shown


async def test_four_roles_take_an_order_through_the_closed_loop(
    house: TestHouse, people: Tenant
) -> None:
    requester = await house.signed_in(people, "requester")
    dispatcher = await house.signed_in(people, "dispatcher")
    technician = await house.signed_in(people, "technician")

    answer = await requester.post("/api/v1/orders", json=REPORT)
    assert answer.status_code == 201, answer.text
    order = answer.json()
    assert (order["stage"], order["status"]) == ("accept", "open")
    assert order["contact"]["phone"] == "13812341234", "his own words are not hidden from him"

    order = await act(dispatcher, order, "accept", assignee=str(people.users["technician"]))
    assert order["stage"] == "execute"
    assert order["assignee"]["id"] == str(people.users["technician"])

    data = {"work_done": "更换轴承", "result": "fixed", "minutes_spent": 90}
    order = await act(technician, order, "complete", data=data)
    assert order["stage"] == "verify"

    order = await act(requester, order, "verify", outcome="passed")
    assert order["stage"] == "archive"

    order = await act(dispatcher, order, "archive")
    assert (order["status"], order["ended"]) == ("archived", True)

    timeline = (await requester.get(f"/api/v1/orders/{order['id']}/timeline")).json()
    assert [entry["type"] for entry in timeline["items"]] == [
        "OrderReported",
        "OrderAccepted",
        "WorkCompleted",
        "OrderVerified",
        "OrderArchived",
    ]
