"""The trail over HTTP: names beside ids for whom they are, and taken out by an act that is seen."""

import csv
import io
from collections.abc import AsyncIterator

import httpx
import msgspec
import pytest

from gongdan.rooms.audit.domain.sheet import rows_of
from tests.house import ROLES, Tenant, TestHouse


@pytest.fixture
async def auditor(house: TestHouse, people: Tenant) -> AsyncIterator[httpx.AsyncClient]:
    client = await house.signed_in(people, "auditor")
    yield client
    await client.aclose()


async def refused_act(house: TestHouse, people: Tenant) -> dict[str, str]:
    """Let a requester be refused on an order of their own; return the order."""
    requester = await house.signed_in(people, "requester")
    order: dict[str, str] = (await requester.post("/api/v1/orders", json={"title": "Leak"})).json()
    tried = await requester.post(
        f"/api/v1/orders/{order['id']}/accept", json={}, headers={"If-Match": '"1"'}
    )
    assert tried.status_code == 403
    await requester.aclose()
    return order


async def test_who_acted_and_what_on_are_named_for_those_who_may_read_them(
    house: TestHouse, people: Tenant, auditor: httpx.AsyncClient
) -> None:
    order = await refused_act(house, people)
    query = {"object_kind": "order", "object_id": order["id"]}
    (entry,) = (await auditor.get("/api/v1/audit", params=query)).json()["items"]
    assert (entry["act"], entry["outcome"], entry["code"]) == (
        "order.accept",
        "refused",
        "not_allowed",
    )
    assert (entry["actor"]["name"], entry["label"]) == ("Requester", order["number"])


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Your roles do not allow this (…)."), ("zh", "您的角色不允许此操作（…）。")],
)
async def test_why_it_was_refused_is_said_without_the_facts_that_the_trail_does_not_keep(
    house: TestHouse, people: Tenant, auditor: httpx.AsyncClient, language: str, said: str
) -> None:
    order = await refused_act(house, people)
    query = {"object_kind": "order", "object_id": order["id"]}
    answer = await auditor.get("/api/v1/audit", params=query, headers={"Accept-Language": language})
    (entry,) = answer.json()["items"]
    assert entry["said"] == said


async def test_deeds_are_narrowed_to_a_kind_of_thing(
    house: TestHouse, people: Tenant, auditor: httpx.AsyncClient
) -> None:
    await refused_act(house, people)
    found = (await auditor.get("/api/v1/audit", params={"object_kind": "order"})).json()["items"]
    assert {each["object"]["kind"] for each in found} == {"order"}
    assert (await auditor.get("/api/v1/audit", params={"object_kind": "nothing"})).json() == {
        "items": [],
        "next": None,
    }


@pytest.mark.parametrize("role", ROLES)
async def test_the_trail_is_taken_out_by_auditors_alone(
    house: TestHouse, people: Tenant, role: str
) -> None:
    client = await house.signed_in(people, role)
    answer = await client.post("/api/v1/audit/export", json={"format": "csv"})
    assert answer.status_code == (200 if role == "auditor" else 403)
    await client.aclose()


async def test_a_table_says_who_took_it_and_holds_the_deeds_of_the_filter_alone(
    house: TestHouse, people: Tenant, auditor: httpx.AsyncClient
) -> None:
    order = await refused_act(house, people)
    wanted = {"object_kind": "order", "object_id": order["id"], "outcome": "refused"}
    answer = await auditor.post("/api/v1/audit/export", json={"format": "csv", **wanted})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/csv")
    assert "audit.csv" in answer.headers["content-disposition"]
    mark, head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert "Auditor" in mark[1]
    assert f"object_id={order['id']}" in mark[3]
    told = dict(zip(head, row, strict=True))
    assert (told["act"], told["object_label"]) == ("order.accept", order["number"])
    assert told["recorded_at"].endswith("Z")


async def test_an_export_is_a_deed_with_its_filter_and_not_part_of_itself(
    auditor: httpx.AsyncClient,
) -> None:
    answer = await auditor.post("/api/v1/audit/export", json={"format": "jsonl", "outcome": "done"})
    head, *lines = [msgspec.json.decode(line) for line in answer.text.splitlines()]
    assert head["filter"] == "outcome=done"
    trail = (await auditor.get("/api/v1/audit", params={"act": "audit.export"})).json()["items"]
    assert trail[0]["facts"] == {"format": "jsonl", "outcome": "done"}
    assert trail[0]["id"] not in {line["id"] for line in lines}
    assert {line["outcome"] for line in lines} == {"done"}


async def test_a_whole_trail_of_many_pages_is_taken_without_gap_or_repeat(house: TestHouse) -> None:
    busy = await house.tenant()
    client = await house.signed_in(busy, "auditor")
    for _ in range(205):
        await client.post("/api/v1/audit/export", json={"format": "jsonl", "act": "none"})
    answer = await client.post(
        "/api/v1/audit/export", json={"format": "jsonl", "act": "audit.export"}
    )
    ids = [msgspec.json.decode(line)["id"] for line in answer.text.splitlines()[1:]]
    assert len(ids) == len(set(ids)) == 205
    await client.aclose()


async def test_what_the_export_can_not_mean_is_refused_at_its_place(
    auditor: httpx.AsyncClient,
) -> None:
    for body, pointer in (
        ({"format": "xls"}, "/format"),
        ({"format": "csv", "since": "2026-03-01T08:00:00"}, "/since"),
        ({"format": "csv", "whom": "me"}, "/whom"),
    ):
        answer = await auditor.post("/api/v1/audit/export", json=body)
        assert answer.status_code == 422, answer.text
        assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


def test_a_cell_that_a_spreadsheet_would_run_is_plain_text() -> None:
    assert rows_of([("=HYPERLINK(1)", "-1", "a,b")]) == "'=HYPERLINK(1),'-1,\"a,b\"\r\n"


def test_cells_with_quotes_and_line_breaks_are_read_back_as_they_were() -> None:
    cells = ['a "b", c', "two\r\nlines", "plain", ""]
    assert next(csv.reader(io.StringIO(rows_of([cells]), newline=""))) == cells
