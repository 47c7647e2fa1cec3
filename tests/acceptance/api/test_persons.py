"""A person's rights over the API: found, shown, given, held, let go; and who may do which."""

import csv
import io
import zipfile
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import httpx
import msgspec
import pytest

from gongdan.kernel.clock import utc_now
from gongdan.rooms.privacy.handlers.retention import Retention
from tests.entrypoints.http.answers import problem_of
from tests.house import Tenant, TestHouse
from tests.rooms.files.conftest import Sender, file_of
from tests.rooms.files.pictures import photo

NAME, PHONE = "=欧阳小明", "13755550001"


class People:
    """Clients by role, in a tenant of their own."""

    def __init__(self, tenant: Tenant, clients: dict[str, httpx.AsyncClient]) -> None:
        self.tenant = tenant
        self.clients = clients

    def __getattr__(self, role: str) -> httpx.AsyncClient:
        return self.clients[role.replace("_", "-")]


@pytest.fixture
async def people(house: TestHouse) -> People:
    tenant = await house.tenant()
    roles = ("requester", "dispatcher", "admin", "privacy-officer")
    return People(tenant, {role: await house.signed_in(tenant, role) for role in roles})


async def report(client: httpx.AsyncClient, phone: str = PHONE) -> str:
    body = {"title": "x", "contact": {"name": NAME, "phone": phone}}
    made = await client.post("/api/v1/orders", json=body)
    return str(made.json()["id"])


async def find(people: People, phone: str = PHONE) -> str:
    answer = await people.privacy_officer.post("/api/v1/subjects/find", json={"phone": phone})
    (subject,) = answer.json()["items"]
    return str(subject)


def code_of(answer: httpx.Response) -> str:
    return str(problem_of(answer)["code"])


async def test_a_person_gets_what_is_held_and_who_looked_and_nothing_that_a_sheet_would_run(
    people: People,
) -> None:
    order = await report(people.requester)
    asked = {"object": {"kind": "order", "id": order}, "fields": ["contact.phone"]}
    shown = await people.dispatcher.post("/api/v1/reveals", json={**asked, "reason": "call"})
    assert shown.json()["values"] == {"contact.phone": PHONE}
    subject = await find(people, "+86 137 5555 0001")
    page = (await people.privacy_officer.get(f"/api/v1/subjects/{subject}")).json()
    assert page["holdings"][0]["fields"] == ["contact.name", "contact.phone"]
    assert [look["reason"] for look in page["seen"]] == ["call"]
    assert PHONE not in str(page)

    given = await people.privacy_officer.post(
        f"/api/v1/subjects/{subject}/export", json={"reason": "request"}
    )
    assert given.headers["cache-control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(given.content)) as packed:
        held = packed.read("held.csv").decode("utf-8-sig")
        data = msgspec.json.decode(packed.read("data.json"))
        assert "Given by" in packed.read("who_looked.csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(held)))
    assert rows[0][0].startswith("Given by")
    assert ["order", order, "WO-2026-000001", "contact.name", f"'{NAME}"] in rows
    assert data["held"][0]["values"]["contact.phone"] == PHONE
    again = await people.privacy_officer.get(f"/api/v1/subjects/{subject}")
    assert again.json()["seen"][0]["act"] == "subject.export"
    refused = await people.admin.post(
        f"/api/v1/subjects/{subject}/export", json={"reason": "request"}
    )
    assert code_of(refused) == "not_allowed"


async def test_a_person_gets_the_files_that_are_his_and_they_go_with_him(
    people: People,
) -> None:
    order, sent = await report(people.requester), photo(200, 150)
    file = str(file_of(await Sender(people.requester).upload("../门口.jpg", sent)))
    body = {"file": file, "personal": True}
    added = await people.requester.post(f"/api/v1/orders/{order}/evidence", json=body)
    assert added.status_code == 200, added.text
    await report(people.requester, "13755550002")
    subject, other = await find(people), await find(people, "13755550002")
    with await given_to(people, subject) as packed:
        (name,) = [each for each in packed.namelist() if each.startswith("files/")]
        assert name == f"files/{file}-门口.jpg"
        assert packed.read(name) == sent
        rows = list(csv.reader(io.StringIO(packed.read("held.csv").decode("utf-8-sig"))))
    assert ["file", file, "", "sha-256", sha256(sent).hexdigest()] in rows
    assert ["file", file, "", "enclosed", "yes"] in rows
    with await given_to(people, other) as packed:
        assert not [each for each in packed.namelist() if each.startswith("files/")]

    erased = await people.privacy_officer.post(
        f"/api/v1/subjects/{subject}/erase", json={"reason": "request", "confirm": subject}
    )
    assert erased.status_code == 201, erased.text
    assert erased.json()["cleared"]["files"] == 1
    assert (await people.requester.get(f"/api/v1/files/{file}")).status_code == 404
    assert code_of(await exported(people, subject)) == "subject_erased"


async def exported(people: People, subject: str) -> httpx.Response:
    body = {"reason": "request"}
    return await people.privacy_officer.post(f"/api/v1/subjects/{subject}/export", json=body)


async def given_to(people: People, subject: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO((await exported(people, subject)).content))


async def test_what_the_law_keeps_is_not_erased_and_what_is_erased_stays_so(
    people: People,
) -> None:
    order = await report(people.requester)
    subject = await find(people)
    place, officer = f"/api/v1/subjects/{subject}", people.privacy_officer
    wish = {"reason": "request", "confirm": subject}
    wrong = await officer.post(f"{place}/erase", json={**wish, "confirm": str(uuid4())})
    assert code_of(wrong) == "subject_not_confirmed"
    assert (await officer.post(f"{place}/hold", json={"reason": "诉讼未结"})).status_code == 204
    assert code_of(await officer.post(f"{place}/erase", json=wish)) == "subject_on_hold"
    assert (await officer.post(f"{place}/release", json={"reason": "已结案"})).status_code == 204

    link = await people.dispatcher.post(f"/api/v1/orders/{order}/links", json={})
    assert link.status_code == 201, link.text
    erased = (await officer.post(f"{place}/erase", json=wish)).json()
    assert erased["done_at"]
    assert (erased["cleared"]["workorders"], erased["cleared"]["portal"]) == (1, 1)
    (ended,) = (await people.dispatcher.get(f"/api/v1/orders/{order}/links")).json()["items"]
    assert ended["revoked_at"], "who is erased follows nothing by a link any more"
    assert code_of(await officer.post(f"{place}/erase", json=wish)) == "subject_erased"
    lost = await officer.post("/api/v1/subjects/find", json={"phone": PHONE})
    assert code_of(lost) == "subject_unknown"
    asked = {"object": {"kind": "order", "id": order}, "fields": ["contact.phone"]}
    late = await people.dispatcher.post("/api/v1/reveals", json={**asked, "reason": "call"})
    assert code_of(late) == "subject_erased"
    trail = (await officer.get(place)).json()["seen"]
    assert [look["act"] for look in trail] == ["subject.erased", "subject.erase"]


async def test_a_user_who_is_erased_can_not_come_in_any_more(people: People) -> None:
    user = str(people.tenant.users["requester"])
    wish = {"reason": "request", "confirm": user}
    done = await people.privacy_officer.post(f"/api/v1/subjects/{user}/erase", json=wish)
    assert done.json()["cleared"]["identity"] >= 2, "the account and its session"
    assert (await people.requester.get("/api/v1/orders")).status_code == 401
    shown = (await people.admin.get(f"/api/v1/users/{user}")).json()
    assert (shown["name"], shown["disabled"]) == ("—", True)
    own = people.tenant.users["privacy-officer"]
    wish = {"reason": "request", "confirm": str(own)}
    refused = await people.privacy_officer.post(f"/api/v1/subjects/{own}/erase", json=wish)
    assert code_of(refused) == "subject_is_oneself"


async def test_a_consent_stands_until_it_is_withdrawn(house: TestHouse, people: People) -> None:
    await report(people.requester)
    subject = await find(people)
    body = {"subject": subject, "purpose": "survey", "text_version": 1, "language": "zh"}
    given = await people.dispatcher.post("/api/v1/consents", json=body)
    assert given.status_code == 201, given.text
    stands = house.house.privacy.consents.stands
    assert await stands(people.tenant.id, subject, "survey")  # type: ignore[arg-type]
    assert code_of(await people.dispatcher.post("/api/v1/consents", json=body)) == "consent_stands"
    wrong = await people.dispatcher.post("/api/v1/consents", json={**body, "text_version": 9})
    assert code_of(wrong) == "consent_text_unknown"
    back = f"/api/v1/consents/{given.json()['id']}/withdraw"
    assert (await people.dispatcher.post(back, json={"channel": "phone"})).status_code == 200
    assert not await stands(people.tenant.id, subject, "survey")  # type: ignore[arg-type]
    assert code_of(await people.dispatcher.post(back, json={})) == "consent_withdrawn"


async def test_two_people_let_go_exactly_whom_nobody_needs(
    house: TestHouse, people: People
) -> None:
    """Four hundred days on nothing is due; three years on, the ended order's person alone is."""
    ended = await report(people.requester)
    cancel = await people.requester.post(
        f"/api/v1/orders/{ended}/cancel", json={"reason": "x"}, headers={"If-Match": '"1"'}
    )
    assert cancel.status_code == 200, cancel.text
    gone, needed = await find(people), None
    await report(people.requester, "13755550002")
    needed = await find(people, "13755550002")
    officer, admin = people.privacy_officer, people.admin
    assert code_of(await officer.post("/api/v1/retention/runs")) == "retention_nothing_due"
    rules = (await officer.get("/api/v1/retention")).json()["rules"]
    called = {(each["called"].get("zh"), each["titled"].get("zh")) for each in rules}
    assert {(None, None), ("五步闭环工单", "进场说明")} <= called

    means = house.house.privacy.retention._means
    for days, due in ((400, []), (1_096, [gone])):
        later = msgspec.structs.replace(means, clock=lambda d=days: utc_now() + timedelta(days=d))
        retention = Retention(
            later, house.house.privacy.erasing, house.house.privacy.retention._rules
        )
        assert [str(each) for each in await retention.due(people.tenant.id)] == due, days
    await _approved_by_another(house, people, retention, gone)
    assert (await officer.get(f"/api/v1/subjects/{gone}")).json()["erasure"][
        "reason"
    ] == "retention"
    assert (await officer.get(f"/api/v1/subjects/{needed}")).json()["erasure"] is None
    runs = (await admin.get("/api/v1/retention")).json()
    assert [run["erased"] for run in runs["runs"]] == [1]
    assert {"contact.phone", "access_note"} <= {rule["field"] for rule in runs["rules"]}


async def _approved_by_another(
    house: TestHouse, people: People, retention: Retention, gone: str
) -> None:
    """The dry run's list is the proposal's list, and its proposer can't approve it."""
    authentication = house.house.authentication
    askers = [
        await authentication.principal(client.headers["Authorization"].removeprefix("Bearer "))
        for client in (people.privacy_officer, people.admin)
    ]
    run = await retention.propose(askers[0])  # type: ignore[arg-type]
    assert [str(each) for each in run.planned] == [gone]  # type: ignore[union-attr]
    own = await retention.approve(askers[0], run.id)  # type: ignore[arg-type, union-attr]
    assert own.code == "retention_own_proposal"  # type: ignore[union-attr]
    done = await retention.approve(askers[1], run.id)  # type: ignore[arg-type, union-attr]
    assert done.erased == 1  # type: ignore[union-attr]
