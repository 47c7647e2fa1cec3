"""Tables that fill the registers: known ones are told apart, and the same file changes nothing."""

from collections.abc import Mapping
from typing import Any

import pytest

from gongdan.kernel.database import Reader
from gongdan.rooms.imports.jobs import BATCH
from tests.rooms.imports.test_imports import AfterOneBatch, Yard, yard

__all__ = ("yard",)
pytestmark = pytest.mark.database

ASSETS = """设备编号,名称,类型,位置,上级,客户编码,纬度,经度
P-2,二号泵,水泵,三楼机房,R-1,C-1,39.9,116.4
R-1,三楼机房,房间,,,,,
P-1,一号水泵,水泵,,,,,
P-3,三号泵,,,X-404,,,
P-4,四号泵,,,P-5,,,
P-5,五号泵,,,P-4,,,
P-2,又一台,,,,,,
P-6,=CMD|calc,,,,,91.5,200
"""
CUSTOMERS = """客户编号,客户名称,联系人,联系电话,邮箱,地址
C-1,东方物业,王小明,138 1234 5678,,北京市东城区 1 号
C-2,西城学校,,abc,,
C-3,南门超市,李四,13900001111,not-a-mail,
C-4,北苑小区,赵六,13912340000,zhao@example.com,北苑路 5 号
C-5,北苑二期,赵六,0086 139-1234-0000,,
"""


async def begun(yard: Yard, data: bytes, target: str) -> dict[str, Any]:
    """Begin an import of a register."""
    return await yard.begun(await yard.uploaded(data, f"{target}.csv"), target)


def counts(run: Mapping[str, object]) -> tuple[object, ...]:
    """Return what came of the rows: made, changed, known, refused."""
    return tuple(run[name] for name in ("made", "changed", "known", "refused"))


async def faults(yard: Yard, run: Mapping[str, object]) -> list[tuple[object, ...]]:
    """Return what is wrong in which row."""
    found = (await yard.admin.get(f"/api/v1/imports/{run['id']}/faults")).json()["items"]
    return [(each["line"], each["column"], each["code"]) for each in found]


async def matches(yard: Yard, run: Mapping[str, object]) -> list[tuple[object, ...]]:
    """Return which rows are there already, and what becomes of them."""
    found = (await yard.admin.get(f"/api/v1/imports/{run['id']}/matches")).json()["items"]
    return [(each["line"], each["code"], each["known_by"], each["outcome"]) for each in found]


async def entries(yard: Yard, register: str) -> dict[str, dict[str, Any]]:
    """Return the entries of a register by code."""
    found = (await yard.admin.get(f"/api/v1/{register}", params={"limit": 100})).json()["items"]
    return {each["code"]: each for each in found}


async def test_assets_come_in_with_what_they_lie_in_and_those_there_are_left_or_changed(
    yard: Yard,
) -> None:
    run = await begun(yard, ASSETS.encode("gb18030"), "assets")
    checked = await yard.done(run, "check")
    assert counts(checked) == (2, 0, 1, 5)
    assert await faults(yard, run) == [
        (5, "上级", "parent_unknown"),
        (6, "上级", "parent_in_circle"),
        (7, "上级", "parent_in_circle"),
        (8, "设备编号", "code_repeated"),
        (9, "经度", "degrees_unreadable"),
    ]
    assert await matches(yard, run) == [(4, "P-1", "code", "kept")]
    assert set(await entries(yard, "assets")) == {"P-1"}

    assert counts(await yard.done(run, "run")) == (2, 0, 1, 5)
    there = await entries(yard, "assets")
    assert there["P-2"]["parent"] == there["R-1"]["id"]
    assert (there["P-2"]["latitude"], there["P-1"]["name"]) == (39.9, "P-1")
    assert there["P-2"]["customer"] is not None

    # now what is there is changed, and the same file once more changes nothing
    again = {**run, "plan": {**run["plan"], "existing": "update"}}
    assert counts(await yard.done(again, "check")) == (0, 1, 2, 5)
    assert counts(await yard.done(again, "run")) == (0, 1, 2, 5)
    assert (await entries(yard, "assets"))["P-1"]["name"] == "一号水泵"
    versions = {code: each["version"] for code, each in (await entries(yard, "assets")).items()}
    twice = await begun(yard, ASSETS.encode("utf-16"), "assets")
    twice = {**twice, "plan": {**twice["plan"], "existing": "update"}}
    await yard.done(twice, "check")
    assert counts(await yard.done(twice, "run")) == (0, 0, 3, 5)
    assert {outcome for *_, outcome in await matches(yard, twice)} == {"same"}
    assert versions == {
        code: each["version"] for code, each in (await entries(yard, "assets")).items()
    }


async def test_customers_are_known_by_code_or_number_and_what_is_personal_stays_sealed(
    yard: Yard,
) -> None:
    run = await begun(yard, CUSTOMERS.encode(), "customers")
    sample = (await yard.admin.get(f"/api/v1/imports/{run['id']}/sample")).json()["rows"]
    assert sample[0][1:4] == ["东方物业", "王*", "138****5678"]
    run = {**run, "plan": {**run["plan"], "existing": "update"}}
    wrong = [
        (3, "联系电话", "customer_phone_unusable"),
        (4, "邮箱", "customer_email_unusable"),
        (6, "联系电话", "phone_repeated"),
    ]
    for act in ("check", "run", "run"):
        done = await yard.done(run, act)
        assert await faults(yard, run) == wrong
    assert counts(done) == (0, 0, 2, 3)
    shown = (await entries(yard, "customers"))["C-4"]
    assert (shown["phone"], shown["personal"]) == ("139****0000", "masked")

    # another list calls her otherwise: the number says who she is, and her code stays
    other = "编号,名称,手机\nZ-9,北苑小区（新名）,139-1234-0000\n".encode()
    known = await begun(yard, other, "customers")
    assert counts(await yard.done(known, "check")) == (0, 0, 1, 0)
    assert await matches(yard, known) == [(2, "C-4", "phone", "kept")]
    known = {**known, "plan": {**known["plan"], "existing": "update"}}
    await yard.done(known, "check")
    assert counts(await yard.done(known, "run")) == (0, 1, 0, 0)
    assert (await entries(yard, "customers"))["C-4"]["name"] == "北苑小区（新名）"
    apart = {**known, "plan": {**known["plan"], "known_by": "code"}}
    assert counts(await yard.done(apart, "check")) == (1, 0, 0, 0)

    async with yard.house.house.storage.app.reading(yard.tenant.id) as reader:
        assert await plain_traces(reader) == []


async def plain_traces(reader: Reader) -> list[str]:
    """Return the tables of imports and registers in which a personal value stands readable."""
    tables = ("customer", "import_run", "import_fault", "import_match", "audit_entry")
    values = "(13812345678|138 1234 5678|王小明|zhao@example|北苑路)"
    return [
        table
        for table in tables
        if await reader.fetchval(
            f"SELECT count(*) FROM {table} AS t WHERE t.*::text ~ $1",
            values,
        )
    ]


async def test_a_check_that_was_cut_off_still_knows_what_would_be_there(yard: Yard) -> None:
    rows = "".join(f"K-{number},第 {number} 台,R-9\n" for number in range(BATCH + 50))
    data = f"编号,名称,上级\nR-9,库房,\n{rows}K-1,又是第 1 台,\n".encode()
    run = await begun(yard, data, "assets")
    at = f"/api/v1/imports/{run['id']}"
    await yard.admin.post(f"{at}/check", json=run["plan"])
    imports = yard.house.house.imports
    await imports.importing("first", lambda *_: None).run(AfterOneBatch())
    assert (await yard.admin.get(at)).json()["seen"] == BATCH
    await imports.importing("second", lambda *_: None).drain()
    assert counts((await yard.admin.get(at)).json()) == (BATCH + 51, 0, 0, 1)
    assert await faults(yard, run) == [(BATCH + 53, "编号", "code_repeated")]


async def test_only_who_may_change_a_register_fills_it(yard: Yard) -> None:
    supervisor = await yard.house.signed_in(yard.tenant, "supervisor")
    body = {"file": await yard.uploaded(CUSTOMERS.encode(), "c.csv"), "target": "customers"}
    no = await supervisor.post("/api/v1/imports", json=body)
    assert (no.status_code, no.json()["code"]) == (403, "import_out_of_reach")


PEOPLE = """客户名称,联系人,联系电话,邮箱
北苑小区,赵六,,Zhao@Example.com
南苑小区,钱七,139 0000 2222,
东苑小区,孙八,无,-
西苑小区,李九,,zhao@example.com
南苑二期,钱七,+86 13900002222,other@example.com
中苑小区,周十,,
"""


async def all_codes(yard: Yard) -> list[str]:
    """Return the codes of all customers."""
    async with yard.house.house.storage.app.reading(yard.tenant.id) as reader:
        rows = await reader.fetch("SELECT code FROM customer WHERE tenant_id = $1", yard.tenant.id)
    return [row["code"] for row in rows]


async def test_rows_without_a_code_are_known_by_address_or_number_and_make_no_doubles(
    yard: Yard,
) -> None:
    run = await begun(yard, PEOPLE.encode(), "customers")
    assert run["plan"]["known_by"] == "either"
    wrong = [
        (4, "联系电话", "customer_phone_unusable"),
        (5, "邮箱", "email_repeated"),
        (6, "联系电话", "phone_repeated"),
        (7, "", "code_empty"),
    ]
    assert counts(await yard.done(run, "check")) == (2, 0, 0, 4)
    assert (await faults(yard, run), await matches(yard, run)) == (wrong, [])
    assert counts(await yard.done(run, "run")) == (2, 0, 0, 4)
    made = await entries(yard, "customers")
    named = {each["name"]: code for code, each in made.items() if code.startswith("K-")}
    assert set(named) == {"北苑小区", "南苑小区"}

    # the same file once more: known by what was said, and two rows with one address are still told
    again = await begun(yard, PEOPLE.encode("utf-16"), "customers")
    for step in ("check", "run"):
        assert counts(await yard.done(again, step)) == (0, 0, 2, 4)
        assert await faults(yard, again) == wrong
        assert await matches(yard, again) == [
            (2, named["北苑小区"], "email", "kept"),
            (3, named["南苑小区"], "phone", "kept"),
        ]
    assert await entries(yard, "customers") == made


async def test_number_and_address_of_two_customers_are_told_and_a_plan_may_know_by_one_alone(
    yard: Yard,
) -> None:
    await yard.done(first := await begun(yard, PEOPLE.encode(), "customers"), "check")
    await yard.done(first, "run")
    both = "客户名称,电话,邮箱\n谁,13900002222,zhao@example.com\n".encode()
    run = await begun(yard, both, "customers")
    await yard.done(run, "check")
    assert await faults(yard, run) == [(2, "邮箱", "identities_differ")]
    alone = {**run, "plan": {**run["plan"], "known_by": "email", "existing": "update"}}
    assert counts(await yard.done(alone, "check")) == (0, 1, 0, 0)
    ((line, _code, by, outcome),) = await matches(yard, run)
    assert (line, by, outcome) == (2, "email", "changed")
    by_code = await yard.admin.post(
        f"/api/v1/imports/{run['id']}/check", json={**run["plan"], "known_by": "code"}
    )
    assert by_code.json()["code"] == "import_part_unmapped"


async def test_a_run_that_was_cut_off_still_tells_two_rows_with_one_address(yard: Yard) -> None:
    rows = [f"小区 {n},x{n}@example.com" for n in range(BATCH + 20)]
    table = "\n".join(["客户名称,邮箱", *rows, "小区 0 又一次,X0@example.com"]).encode()
    run = await begun(yard, table, "customers")
    await yard.done(run, "check")
    checked = await faults(yard, run)
    assert checked == [(BATCH + 22, "邮箱", "email_repeated")]
    assert (await yard.admin.post(f"/api/v1/imports/{run['id']}/run")).status_code == 202
    imports = yard.house.house.imports
    await imports.importing("first", lambda *_: None).run(AfterOneBatch())
    await imports.importing("second", lambda *_: None).drain()
    assert await faults(yard, run) == checked
    assert len([code for code in await all_codes(yard) if code.startswith("K-")]) == BATCH + 20
