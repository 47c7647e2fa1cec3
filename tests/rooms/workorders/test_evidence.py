"""Evidence over HTTP: demanded by the definition, missing by name, added, then enough."""

import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

import gongdan
from tests.entrypoints.http.answers import problem_of
from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase
from tests.rooms.files.conftest import Sender, file_of
from tests.rooms.files.pictures import photo, png, webm
from tests.rooms.workorders.yard import DONE

DEMANDS = [
    {"kind": "photo", "label": "before", "title": {"zh": "处理前照片", "en": "Photo before"}},
    {"kind": "photo", "label": "after", "title": {"zh": "处理后照片", "en": "Photo after"}},
    {"kind": "signature"},
    {"kind": "location"},
]
Clients = Mapping[str, httpx.AsyncClient]


def field_service() -> bytes:
    """The five steps under another name, whose work demands evidence."""
    folder = Path(gongdan.__file__).parent / "definitions"
    bundle = json.loads((folder / "five_step.json").read_text("utf-8"))
    bundle |= {"key": "field_service", "title": {"zh": "现场服务", "en": "Field service"}}
    work = next(n for n in bundle["flow"]["nodes"].values() if n.get("stage") == "execute")
    work["evidence"] = DEMANDS
    return json.dumps(bundle, ensure_ascii=False).encode()


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
    by = {role: await house.signed_in(people, role) for role in roles}
    draft = "/api/v1/definitions/field_service/draft"
    headers = {"Content-Type": "application/json"}
    saved = await by["designer"].put(draft, content=field_service(), headers=headers)
    assert saved.status_code == 204, saved.text
    where = "/api/v1/definitions/field_service/publish"
    done = await by["designer"].post(where, json={}, headers={"If-Match": '"1"'})
    assert done.status_code == 201, done.text
    return by


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


async def test_a_step_is_complete_only_with_the_evidence_that_it_demands(
    clients: Clients, order: dict[str, Any]
) -> None:
    technician = clients["technician"]
    missing = problem_of(await sent(technician, order, "complete", {"data": DONE}))
    assert missing["code"] == "evidence_missing"
    assert "处理前照片, 处理后照片, 签名, 到场签到" in missing["detail"]
    sender = Sender(technician)
    for data, kind, label in (
        (photo(200, 150), "photo", "before"),
        (photo(200, 151), "photo", "after"),
        (png(300, 100), "signature", ""),
    ):
        file = file_of(await sender.upload("x.png" if kind == "signature" else "x.jpg", data))
        order = await acted(
            technician, order, "evidence", {"file": str(file), "kind": kind, "label": label}
        )
    place = {"latitude": "39.908800", "longitude": "116.397500", "accuracy": 10}
    order = await acted(technician, order, "check-in", place)
    proof = order["proof"]
    assert [(d["label"], d["have"]) for d in proof["demands"]] == [
        ("before", 1),
        ("after", 1),
        ("", 1),
        ("", 1),
    ]
    assert (proof["items"][3]["distance"], proof["items"][3]["away"]) == (9, False)
    order = await acted(technician, order, "complete", {"data": DONE})
    assert order["stage"] == "verify"
    timeline = await clients["auditor"].get(f"/api/v1/orders/{order['id']}/timeline")
    told = [each for each in timeline.json()["items"] if each["type"] == "EvidenceAdded"]
    assert [each["facts"]["digest"] for each in told] == [i["digest"] for i in proof["items"][:3]]
    assert "39.9088" not in timeline.text


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
