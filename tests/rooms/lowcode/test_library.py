"""The field library: versions, twins, who uses what, and where definitions depart from it."""

import copy
import json
from uuid import UUID

import pytest
from msgspec.structs import replace

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import Actor, ActorKind, RefusalKind, Refused
from gongdan.rooms.lowcode.contract import Field
from gongdan.rooms.lowcode.domain.library import departed_members, reference
from gongdan.rooms.lowcode.domain.twins import twins
from gongdan.rooms.lowcode.handlers.by import By
from gongdan.rooms.lowcode.handlers.definitions import DefinitionDesk
from gongdan.rooms.lowcode.handlers.library import FieldLibrary, Kept, Use
from tests.postgres_server import HouseDatabase
from tests.rooms.lowcode.sample import FIVE_STEP, ROLES
from tests.rooms.lowcode.test_desk import Trail

AMOUNT = Field(
    title={"zh": "采购金额", "en": "Purchase amount"},
    schema={"type": "string", "format": "decimal"},
    unit="CNY",
    privacy=None,
)


def field(zh: str, en: str, **parts: object) -> Field:
    return replace(AMOUNT, title={"zh": zh, "en": en}, **parts)


@pytest.mark.parametrize(
    ("name", "one", "why"),
    [
        ("purchaseamount", field("甲", "Some"), "name"),
        ("purchase_amount_2", field("甲", "Some"), "name"),
        ("sum", field("采购金额", "Total"), "title"),
        ("sum", field("总价", "purchase  Amount"), "title"),
        ("sum", field("采购总金额", "Sum"), "schema"),
        ("sum", field("采购总金额", "Sum", unit="USD"), None),
        ("sum", field("设备编号", "Serial number"), None),
    ],
)
def test_fields_that_mean_the_same_are_found(name: str, one: Field, why: str | None) -> None:
    found = twins(name, one, {"purchase_amount": AMOUNT})
    assert [twin.why for twin in found] == ([] if why is None else [why])


def test_a_field_is_no_twin_of_itself() -> None:
    assert twins("purchase_amount", AMOUNT, {"purchase_amount": AMOUNT}) == ()


def test_a_reference_is_a_name_and_a_version() -> None:
    assert reference("amount@3") == ("amount", 3)
    assert [reference(text) for text in ("amount", "amount@0", "a@1@2", "Ä@1", "")] == [None] * 5


def test_a_field_departs_in_what_means_something() -> None:
    assert departed_members(replace(AMOUNT, library="a@1", filter=True), AMOUNT) == []
    assert departed_members(replace(AMOUNT, unit="USD"), AMOUNT) == ["unit"]


class Roles:
    async def of(self, tenant: UUID) -> frozenset[str]:
        assert tenant
        return ROLES


@pytest.fixture
def trail() -> Trail:
    return Trail()


@pytest.fixture
def library(database: HouseDatabase, trail: Trail) -> FieldLibrary:
    return FieldLibrary(database.app, trail)


@pytest.fixture
def ann(tenant: UUID) -> By:
    return By(tenant, Actor(ActorKind.PERSON, new_id()))


async def test_a_field_is_kept_in_versions_taken_off_and_back(
    library: FieldLibrary, ann: By, trail: Trail
) -> None:
    first = await library.keep(ann, "amount", AMOUNT, seen=0)
    assert isinstance(first, Kept)
    assert (first.field.version, first.twins) == (1, ())
    second = await library.keep(ann, "amount", replace(AMOUNT, unit="USD"), seen=1)
    assert isinstance(second, Kept)
    stale = await library.keep(ann, "amount", AMOUNT, seen=1)
    assert isinstance(stale, Refused)
    assert (stale.kind, stale.facts["version"]) == (RefusalKind.STALE, 2)
    twin = await library.keep(ann, "total", field("采购金额", "Total"), seen=0)
    assert isinstance(twin, Kept)
    assert [each.name for each in twin.twins] == ["amount"]
    found = await library.like(ann.tenant, "采购金额")
    assert {each.name for each in found} == {"amount", "total"}
    assert [each.name for each in await library.like(ann.tenant, "amoun")] == ["amount"]
    gone = await library.remove(ann, "amount", seen=2)
    assert not isinstance(gone, Refused)
    assert [each.name for each in await library.all(ann.tenant)] == ["total"]
    assert isinstance(await library.remove(ann, "amount", seen=3), Refused)
    back = await library.keep(ann, "amount", gone.field, seen=gone.version)
    assert isinstance(back, Kept)
    versions = await library.versions(ann.tenant, "amount")
    assert not isinstance(versions, Refused)
    assert [(each.version, each.removed) for each in versions] == [
        (4, False),
        (3, True),
        (2, False),
        (1, False),
    ]
    assert {deed.act for deed in trail.deeds} == {"field.keep", "field.remove"}


@pytest.mark.parametrize(
    ("name", "wrong", "code"),
    [
        ("No name", AMOUNT, "field_name_malformed"),
        ("status", AMOUNT, "field_name_reserved"),
        ("amount", replace(AMOUNT, title={"zh": "金额"}), "words_missing"),
        ("amount", replace(AMOUNT, schema={"type": "number"}), "field_number_not_exact"),
        ("amount", field("金\x00额", "Amount"), "bundle_text_broken"),
        ("amount", replace(AMOUNT, schema={"type": "integer", "minimum": 1.5}), "bundle_float"),
        ("amount", replace(AMOUNT, help={"中": "x"}), "bundle_name_not_ascii"),
        ("phone", field("手机号", "Phone", schema={"type": "string"}), "field_personal_unclassified"),
    ],
)  # fmt: skip
async def test_an_unsound_field_is_refused_with_place_and_code(
    library: FieldLibrary, ann: By, name: str, wrong: Field, code: str
) -> None:
    refused = await library.keep(ann, name, wrong, seen=0)
    assert isinstance(refused, Refused)
    assert code in str(refused.facts["findings"])


async def test_who_uses_a_field_and_where_it_departs_is_told(
    database: HouseDatabase, library: FieldLibrary, ann: By, trail: Trail
) -> None:
    desk = DefinitionDesk(database.app, (), Roles(), trail)
    for seen in (0, 1):
        await library.keep(ann, "amount", AMOUNT, seen=seen)
    body = copy.deepcopy(FIVE_STEP)
    plain = {"title": AMOUNT.title, "schema": AMOUNT.schema, "unit": "CNY"}
    body["fields"] |= {
        "same": {**plain, "library": "amount@2"},
        "old": {**plain, "library": "amount@1"},
        "other": {**plain, "unit": "USD", "library": "amount@2"},
        "lost": {**plain, "library": "nothing@7"},
    }
    await desk.save_draft(ann, "five_step", json.dumps(body).encode(), seen=0)
    checked = await desk.check(ann.tenant, "five_step")
    assert not isinstance(checked, Refused)
    assert checked.findings == ()
    assert {(doubt.place, doubt.code) for doubt in checked.doubts} == {
        ("fields/old/library", "field_library_newer"),
        ("fields/other/library", "field_library_departed"),
        ("fields/lost/library", "field_library_unknown"),
    }
    await desk.publish(ann, "five_step", edition=1)
    uses = await library.uses(ann.tenant, "amount")
    assert sorted(uses, key=lambda use: use.field) == [
        Use("five_step", 1, "old", 1),
        Use("five_step", 1, "other", 2),
        Use("five_step", 1, "same", 2),
    ]
