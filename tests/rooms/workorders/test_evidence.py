"""Evidence over HTTP: demanded by the definition, missing by name, added, then enough."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest

from tests.entrypoints.http.answers import problem_of
from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.files.conftest import Sender, file_of
from tests.rooms.files.pictures import photo, png, webm
from tests.rooms.workorders.yard import DONE

Clients = Mapping[str, httpx.AsyncClient]


@pytest.fixture(scope="module")
async def house(database: HouseDatabase) -> AsyncIterator[TestHouse]:
    async with running_house(database) as running:
        yield running


@pytest.fixture(scope="module")
async def people(house: TestHouse) -> Tenant:
    return await house.tenant()


@pytest.fixture(scope="module")
async def clients(house: TestHouse, people: Tenant) -> Clients:
    roles = ("requester", "technician", "dispatcher", "designer", "supervisor", "auditor")
    return {role: await house.signed_in(people, role) for role in roles}


@pytest.fixture
async def order(clients: Clients, people: Tenant) -> dict[str, Any]:
    """An order in the technician's hands, at a place that is known."""
    body = {
        "type": "field_service",
        "title": "3号水泵振动异常",
        "location": {"latitude": "39.908722", "longitude": "116.397496"},
        "contact": {"name": "王小明", "phone": "13911112222"},
        "fields": {"fault_kind": "mechanical", "operation_state": "degraded"},
    }
    made = await clients["requester"].post("/api/v1/orders", json=body)
    assert made.status_code == 201, made.text
    technician = str(people.users["technician"])
    return await acted(
        clients["dispatcher"], made.json(), "accept", {"assignee": technician, "data": {}}
    )


async def acted(
    client: httpx.AsyncClient, order: dict[str, Any], act: str, body: dict[str, Any]
) -> dict[str, Any]:
    answer = await sent(client, order, act, body)
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def sent(
    client: httpx.AsyncClient, order: dict[str, Any], act: str, body: dict[str, Any]
) -> httpx.Response:
    headers = {} if act in {"evidence", "check-in"} else {"If-Match": f'"{order["version"]}"'}
    return await client.post(f"/api/v1/orders/{order['id']}/{act}", json=body, headers=headers)


async def proven(technician: httpx.AsyncClient, order: dict[str, Any]) -> dict[str, Any]:
    """The order, with all that the work on it demands."""
    sender = Sender(technician)
    for label, height in (("before", 150), ("after", 151)):
        file = str(file_of(await sender.upload("x.jpg", photo(200, height))))
        order = await acted(technician, order, "evidence", {"file": file, "label": label})
    place = {"latitude": "39.908800", "longitude": "116.397500", "accuracy": 10}
    return await acted(technician, order, "check-in", place)


async def signed(technician: httpx.AsyncClient, order: dict[str, Any]) -> dict[str, Any]:
    """The order, with a customer's name under the text that the technician's phone showed."""
    there = f"/api/v1/orders/{order['id']}/statement?language=zh"
    said = (await technician.get(there)).json()
    drawn = str(file_of(await Sender(technician).upload("s.png", png(300, 100))))
    body = {"digest": said["digest"], "language": "zh", "signer": "王小明", "picture": drawn}
    return await acted(technician, order, "sign", body)


async def test_a_step_is_complete_only_with_the_evidence_that_it_demands(
    clients: Clients, order: dict[str, Any]
) -> None:
    technician = clients["technician"]
    missing = problem_of(await sent(technician, order, "complete", {"data": DONE}))
    assert missing["code"] == "evidence_missing"
    assert "到场签到, 处理前照片, 处理后照片" in missing["detail"]
    order = await proven(technician, order)
    proof = order["proof"]
    assert [(d["label"], d["have"]) for d in proof["demands"]] == [
        ("", 1),
        ("before", 1),
        ("after", 1),
    ]
    assert (proof["items"][2]["distance"], proof["items"][2]["away"]) == (9, False)
    order = await acted(technician, order, "complete", {"data": DONE})
    assert order["stage"] == "verify"
    timeline = await clients["auditor"].get(f"/api/v1/orders/{order['id']}/timeline")
    told = [each for each in timeline.json()["items"] if each["type"] == "EvidenceAdded"]
    assert [each["facts"]["digest"] for each in told] == [i["digest"] for i in proof["items"][:2]]
    assert "39.9088" not in timeline.text


async def test_the_work_is_verified_only_over_a_signature_that_still_stands(
    clients: Clients, order: dict[str, Any]
) -> None:
    technician = clients["technician"]
    order = await proven(technician, order)
    order = await acted(technician, order, "complete", {"data": DONE})
    passed = {"outcome": "passed"}
    missing = problem_of(await sent(clients["requester"], order, "verify", passed))
    assert missing["code"] == "evidence_missing"
    order = await signed(technician, order)
    back = {"outcome": "rejected", "reason": "Still drips"}
    order = await acted(clients["requester"], order, "verify", back)
    order = await acted(technician, order, "complete", {"data": DONE})
    missing = problem_of(await sent(clients["requester"], order, "verify", passed))
    assert missing["code"] == "evidence_missing"
    order = await acted(clients["requester"], await signed(technician, order), "verify", passed)
    assert order["stage"] == "archive"


async def test_who_designs_an_order_type_sees_how_many_orders_run_each_version(
    clients: Clients, order: dict[str, Any]
) -> None:
    there = "/api/v1/orders/running?type=field_service"
    (before,) = (await clients["designer"].get(there)).json()["items"]
    await acted(clients["dispatcher"], order, "cancel", {"reason": "Not needed any more"})
    (after,) = (await clients["designer"].get(there)).json()["items"]
    assert (before["version"], after["version"]) == (1, 1)
    assert after["orders"] == before["orders"] - 1
    nothing = await clients["designer"].get("/api/v1/orders/running?type=nothing")
    assert nothing.json() == {"items": []}


async def test_a_check_in_far_away_is_taken_and_flagged(
    clients: Clients, order: dict[str, Any]
) -> None:
    place = {"latitude": "39.95", "longitude": "116.397500", "accuracy": 10}
    shown = await acted(clients["technician"], order, "check-in", place)
    (item,) = shown["proof"]["items"]
    assert item["away"]
    assert 4_500 < item["distance"] < 4_700
    wrong = {"latitude": "91", "longitude": "0"}
    answer = await sent(clients["technician"], order, "check-in", wrong)
    assert problem_of(answer)["code"] == "order_coordinates_out_of_range"


async def test_who_reads_the_order_reads_its_files_and_nobody_else(
    clients: Clients, order: dict[str, Any]
) -> None:
    technician = clients["technician"]
    file = file_of(await Sender(technician).upload("x.webm", webm()))
    for wrong in ("photo", "signature"):
        answer = await sent(technician, order, "evidence", {"file": str(file), "kind": wrong})
        assert problem_of(answer)["code"] == "evidence_unfit"
    await acted(technician, order, "evidence", {"file": str(file), "kind": "video"})
    again = await sent(technician, order, "evidence", {"file": str(file), "kind": "video"})
    assert problem_of(again)["code"] == "evidence_held"
    there = f"/api/v1/files/{file}"
    for role in ("requester", "dispatcher", "auditor", "technician"):
        assert (await clients[role].get(there)).status_code == 200, role
    assert problem_of(await clients["designer"].get(there))["code"] == "file_not_found"
    original = await clients["auditor"].get(f"{there}/original")
    assert original.content == webm()
    assert original.headers["content-disposition"].startswith("attachment")
    assert problem_of(await technician.get(f"{there}/original"))["code"] == "not_allowed"


async def test_somebody_elses_file_is_no_evidence_and_a_designer_adds_none(
    clients: Clients, order: dict[str, Any]
) -> None:
    foreign = file_of(await Sender(clients["dispatcher"]).upload("x.png", png(50, 51)))
    answer = await sent(clients["technician"], order, "evidence", {"file": str(foreign)})
    assert problem_of(answer)["code"] == "file_not_found"
    refused = await sent(clients["auditor"], order, "evidence", {"file": str(foreign)})
    assert problem_of(refused)["code"] in {"not_allowed", "order_act_not_allowed"}


async def test_the_signature_goes_with_the_person_whom_the_order_is_about(
    house: TestHouse, people: Tenant, clients: Clients, order: dict[str, Any]
) -> None:
    technician = clients["technician"]
    signature = file_of(await Sender(technician).upload("s.png", png(310, 100)))
    pump = file_of(await Sender(technician).upload("p.jpg", photo(222, 111)))
    await acted(technician, order, "evidence", {"file": str(signature), "kind": "signature"})
    await acted(technician, order, "evidence", {"file": str(pump), "kind": "photo"})
    subject = await house.house.vault.known_subject(people.id, phone="13911112222")
    assert subject is not None
    held = await house.house.files.holdings.find(people.id, subject)
    assert signature in [each.where.id for each in held]
    await house.house.vault.destroy(people.id, subject)
    await house.house.files.holdings.erase(people.id, subject)
    gone = await technician.get(f"/api/v1/files/{signature}")
    assert problem_of(gone)["code"] == "file_not_found"
    assert (await technician.get(f"/api/v1/files/{pump}")).status_code == 200
    shown = await technician.get(f"/api/v1/orders/{order['id']}")
    assert len(shown.json()["proof"]["items"]) == 2
