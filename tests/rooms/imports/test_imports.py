"""A table becomes orders: checked, brought in by the worker, and never twice."""

import asyncio
from collections.abc import AsyncIterator
from typing import Literal

import httpx
import pytest
from msgspec import Struct

from gongdan.rooms.imports.jobs import BATCH
from tests.house import Tenant, TestHouse, running_house
from tests.postgres_server import HouseDatabase

HEADER = "工单号,标题,紧急度,设备编号,客户编码,联系人,联系电话,报修时间,申报人"
ROWS = (
    "W-1,水泵异响,较急,P-1,C-1,王小明,13812345678,2026-03-01 08:30,李四",
    "W-2,灯不亮,,,,,,,",
    "W-3,=HYPERLINK(1),很急,,,,,,",
    "W-4,漏水,,P-404,,,,,",
)


class Yard(Struct, frozen=True):
    """A house with a tenant that has an asset and a customer, and its administrator."""

    house: TestHouse
    tenant: Tenant
    admin: httpx.AsyncClient

    async def sent(self, *rows: str, name: str = "orders.csv") -> str:
        """Upload a table; return the file."""
        return await self.uploaded("\n".join((HEADER, *rows)).encode(), name)

    async def uploaded(self, data: bytes, name: str) -> str:
        """Upload bytes; return the file."""
        body = {"name": name, "size": len(data)}
        file = str((await self.admin.post("/api/v1/uploads", json=body)).json()["id"])
        headers = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        await self.admin.patch(f"/api/v1/uploads/{file}", content=data, headers=headers)
        done = await self.admin.post(f"/api/v1/uploads/{file}/finish")
        assert done.status_code == 200, done.text
        return file

    async def begun(self, file: str, target: str = "orders") -> dict[str, object]:
        """Begin an import of a file."""
        body = {"file": file, "target": target}
        answer = await self.admin.post("/api/v1/imports", json=body)
        assert answer.status_code == 201, answer.text
        found: dict[str, object] = answer.json()
        return found

    async def done(self, begun: dict[str, object], act: str) -> dict[str, object]:
        """Check or run an import to its end."""
        at = f"/api/v1/imports/{begun['id']}"
        body = {"json": begun["plan"]} if act == "check" else {}
        queued = await self.admin.post(f"{at}/{act}", **body)  # type: ignore[arg-type]
        assert queued.status_code == 202, queued.text
        await self.house.house.imports.importing("tests", lambda *_: None).drain()
        found: dict[str, object] = (await self.admin.get(at)).json()
        return found

    async def orders(self) -> list[dict[str, object]]:
        """Return the tenant's imported orders."""
        dispatcher = await self.house.signed_in(self.tenant, "dispatcher")
        found: list[dict[str, object]] = (
            await dispatcher.get("/api/v1/orders", params={"imported": "true", "limit": 200})
        ).json()["items"]
        return found


@pytest.fixture
async def yard(database: HouseDatabase) -> AsyncIterator[Yard]:
    """Open a house with what the table speaks of."""
    async with running_house(database) as house:
        tenant = await house.tenant()
        admin = await house.signed_in(tenant, "admin")
        for kind, code in (("assets", "P-1"), ("customers", "C-1")):
            made = await admin.post(f"/api/v1/{kind}", json={"code": code, "name": code})
            assert made.status_code == 201
        yield Yard(house, tenant, admin)


def counts(run: dict[str, object]) -> tuple[object, ...]:
    """Return where an import stands, and its figures."""
    return tuple(run[name] for name in ("state", "seen", "made", "known", "refused"))


async def test_a_table_is_checked_without_a_trace_then_run_then_run_again(yard: Yard) -> None:
    begun = await yard.begun(await yard.sent(*ROWS))
    assert begun["plan"]["columns"]["contact_phone"] == "联系电话"  # type: ignore[index]
    assert (begun["name"], begun["state"], begun["rows"]) == ("orders.csv", "draft", 4)
    at = f"/api/v1/imports/{begun['id']}"
    assert (await yard.admin.post(f"{at}/run")).json()["code"] == "import_unchecked"
    sample = (await yard.admin.get(f"{at}/sample")).json()["rows"]
    assert [row[1] for row in sample] == ["水泵异响", "灯不亮", "=HYPERLINK(1)"]

    checked = await yard.done(begun, "check")
    assert counts(checked) == ("checked", 4, 2, 0, 2)
    assert await yard.orders() == []
    faults = (await yard.admin.get(f"{at}/faults")).json()
    assert faults == {
        "items": [
            {"line": 4, "column": "紧急度", "code": "urgency_unreadable"},
            {"line": 5, "column": "设备编号", "code": "asset_unknown"},
        ],
        "next": None,
    }

    assert counts(await yard.done(begun, "run")) == ("done", 4, 2, 0, 2)
    pump = next(each for each in await yard.orders() if each["title"] == "水泵异响")
    assert (pump["urgency"], pump["stage"]) == (2, "accept")
    shown = (await yard.admin.get(f"/api/v1/orders/{pump['id']}")).json()
    assert shown["asset"]["code"] == "P-1"
    assert shown["contact"]["phone"] == "138****5678"
    refused = await yard.admin.get(f"{at}/refused")
    lines = refused.content.decode("utf-8-sig").splitlines()
    assert lines[0] == f"{HEADER},row,problems"
    assert lines[1].startswith("W-3,'=HYPERLINK(1),很急")
    assert lines[1].endswith("紧急度: urgency_unreadable")

    # the same file once more makes no doubles, and neither does another file with the same keys
    assert counts(await yard.done(begun, "run")) == ("done", 4, 0, 2, 2)
    again = await yard.begun(await yard.sent(ROWS[0], "W-9,新的,,,,,,,"))
    await yard.done(again, "check")
    assert counts(await yard.done(again, "run")) == ("done", 2, 1, 1, 0)
    assert len(await yard.orders()) == 3


class AfterOneBatch(asyncio.Event):
    """A stop that comes when the first batch is done: it is asked before each round and batch."""

    asked = 0

    def is_set(self) -> bool:
        self.asked += 1
        return self.asked > 2

    async def wait(self) -> Literal[True]:
        return True


async def test_an_import_that_was_cut_off_goes_on_where_it_was(yard: Yard) -> None:
    rows = [f"K-{number},第 {number} 单,,,,,,," for number in range(BATCH + 50)]
    begun = await yard.begun(await yard.sent(*rows))
    await yard.done(begun, "check")
    at = f"/api/v1/imports/{begun['id']}"
    assert (await yard.admin.post(f"{at}/run")).status_code == 202
    assert (await yard.admin.post(f"{at}/run")).json()["code"] == "import_busy"
    imports = yard.house.house.imports

    await imports.importing("first", lambda *_: None).run(AfterOneBatch())
    cut = (await yard.admin.get(at)).json()
    assert (cut["state"], cut["seen"], cut["made"]) == ("running", BATCH, BATCH)
    await imports.importing("second", lambda *_: None).drain()
    ended = (await yard.admin.get(at)).json()
    assert counts(ended) == ("done", BATCH + 50, BATCH + 50, 0, 0)


async def test_only_tables_of_ones_own_are_begun_and_seen(yard: Yard) -> None:
    text = await yard.uploaded(b"just words", "notes.txt")
    no = await yard.admin.post("/api/v1/imports", json={"file": text})
    assert (no.status_code, no.json()["code"]) == (422, "import_file_unusable")
    broken = await yard.uploaded(b"\n", "e.csv")
    empty = await yard.admin.post("/api/v1/imports", json={"file": broken})
    assert empty.json()["code"] == "import_table_unreadable"
    begun = await yard.begun(await yard.sent(ROWS[1]))
    supervisor = await yard.house.signed_in(yard.tenant, "supervisor")
    at = f"/api/v1/imports/{begun['id']}"
    assert (await supervisor.get(at)).status_code == 404
    assert (await supervisor.get("/api/v1/imports")).json() == {"items": []}
    dispatcher = await yard.house.signed_in(yard.tenant, "dispatcher")
    assert (await dispatcher.get(at)).status_code == 403
    plan = {**begun["plan"], "columns": {"title": "Nowhere"}}  # type: ignore[dict-item]
    no = await yard.admin.post(f"{at}/check", json=plan)
    assert (no.status_code, no.json()["code"]) == (422, "import_column_unknown")
