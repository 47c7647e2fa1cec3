"""The list as a table: masked as its reader sees it, marked with who took it, and remembered."""

import csv
import io
from collections.abc import Mapping

import httpx
import pytest
from openpyxl import load_workbook

from tests.acceptance.api.canaries import Planted, plant
from tests.entrypoints.http.answers import problem_of
from tests.house import TestHouse


@pytest.fixture(scope="module")
async def ours(house: TestHouse) -> Planted:
    planted = await plant(house)
    await house.followers.drain()
    return planted


async def table(
    client: httpx.AsyncClient, **query: str
) -> tuple[list[list[str]], Mapping[str, str]]:
    answer = await client.get(
        "/api/v1/orders/export", params=query, headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))), answer.headers


async def test_a_table_says_who_took_it_and_holds_what_the_list_shows(ours: Planted) -> None:
    rows, headers = await table(ours.clients["dispatcher"])
    assert headers["Content-Disposition"] == 'attachment; filename="orders.csv"'
    assert rows[0][0].startswith("# Exported by Dispatcher at 20")
    assert rows[1][:4] == ["Number", "Type", "Title", "Stage"]
    assert {row[2] for row in rows[2:]} == set(ours.rows.values())
    assert {row[3] for row in rows[2:]} == {"Accept"}
    # types, roles and fields by what people call them, none by its key
    assert "five_step" not in {row[1] for row in rows[2:]}
    assert not [head for head in rows[1] if head.startswith("field.")]
    assert {row[10] for row in rows[2:]} <= {"Dispatcher", "Supervisor", "Technician"}


@pytest.mark.parametrize("role", ["dispatcher", "supervisor", "admin", "auditor"])
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
async def test_no_export_holds_a_personal_or_internal_word(
    ours: Planted, role: str, format_: str
) -> None:
    answer = await ours.clients[role].get("/api/v1/orders/export", params={"format": format_})
    assert answer.status_code == 200
    said = answer.text
    if format_ == "xlsx":
        rows = load_workbook(io.BytesIO(answer.content), read_only=True).active.iter_rows(
            values_only=True
        )
        said = repr(list(rows))
        assert "WO-" in said or role == "supervisor"
    assert not [c for c in (*ours.personal.values(), *ours.internal.values()) if c in said]


async def test_an_export_is_remembered_without_what_was_looked_for(ours: Planted) -> None:
    secret = next(iter(ours.personal.values()))
    await table(ours.clients["dispatcher"], q=secret, status="open")
    trail = (await ours.clients["auditor"].get("/api/v1/audit", params={"limit": "50"})).text
    assert "order.export" in trail
    assert "order.exported" in trail
    assert secret not in trail


async def test_an_export_is_refused_as_the_list_is(ours: Planted) -> None:
    refused = await ours.clients["requester"].get("/api/v1/orders/export")
    assert problem_of(refused)["code"] == "not_allowed"
    for query in ({"format": "pdf"}, {"colour": "red"}, {"stage": "x"}, {"due_after": "today"}):
        answer = await ours.clients["dispatcher"].get("/api/v1/orders/export", params=query)
        assert problem_of(answer)["code"] == "query_malformed", query
