"""Assets: kept clean, changed by version, found by the start of code or name, told to the trail."""

import asyncio
from uuid import UUID

import pytest

from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.paging import read_cursor
from gongdan.kernel.predicate import Always
from gongdan.rooms.assets.api import AssetController
from gongdan.rooms.assets.contract import Asset, ChangeAsset, CreateAsset
from gongdan.rooms.assets.handlers import AssetRegister
from gongdan.rooms.assets.store import Wanted, page
from gongdan.rooms.identity.contract import Scope
from tests.postgres_server import HouseDatabase
from tests.rooms.registers import Explaining, KeptTrail, client_of, principal

CUSTOMER = UUID(int=77)


class OneCustomer:
    async def has_customer(self, _tenant: UUID, customer: UUID) -> bool:
        return customer == CUSTOMER


@pytest.fixture
def trail() -> KeptTrail:
    return KeptTrail()


@pytest.fixture
def assets(database: HouseDatabase, trail: KeptTrail) -> AssetRegister:
    return AssetRegister(database.app, trail, OneCustomer())


@pytest.fixture
async def pump(assets: AssetRegister, tenant: UUID) -> Asset:
    command = CreateAsset(code="P-101", name="3号水泵", kind="pump", place="3号楼 B1", parent=None)
    made = await assets.create(principal(tenant), command)
    assert isinstance(made, Asset)
    return made


def code_of(answer: object) -> str:
    assert isinstance(answer, Refused)
    return answer.code


async def test_an_asset_is_kept_clean_and_read_back(assets: AssetRegister, tenant: UUID) -> None:
    command = CreateAsset(
        code=" Ｐ－７\u200b ", name=" 水泵\t东 ", latitude=39.9, longitude=116.4, customer=CUSTOMER
    )
    made = await assets.create(principal(tenant), command)
    assert isinstance(made, Asset)
    assert (made.code, made.name, made.version, made.active) == ("P-7", "水泵 东", 1, True)
    assert await assets.get(principal(tenant), made.id) == made


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (CreateAsset(code="\u200b", name="x"), "asset_text_unusable", "/code"),
        (CreateAsset(code="x" * 65, name="x"), "asset_text_unusable", "/code"),
        (CreateAsset(code="x", name=" "), "asset_text_unusable", "/name"),
        (CreateAsset(code="x", name="a\x00"), "asset_text_unusable", "/name"),
        (CreateAsset(code="x", name="x", place="\u202ex"), "asset_text_unusable", "/place"),
        (CreateAsset(code="x", name="x", latitude=1.0), "asset_coordinates_unusable", "/latitude"),
        (
            CreateAsset(code="x", name="x", latitude=91.0, longitude=0.0),
            "asset_coordinates_unusable",
            "/latitude",
        ),
        (
            CreateAsset(code="x", name="x", latitude=float("nan"), longitude=0.0),
            "asset_coordinates_unusable",
            "/latitude",
        ),
        (CreateAsset(code="x", name="x", parent=UUID(int=1)), "asset_parent_not_found", "/parent"),
        (
            CreateAsset(code="x", name="x", customer=UUID(int=1)),
            "asset_customer_not_found",
            "/customer",
        ),
    ],
)
async def test_what_can_not_be_kept_is_refused_and_names_the_field(
    assets: AssetRegister,
    trail: KeptTrail,
    tenant: UUID,
    command: CreateAsset,
    code: str,
    field: str,
) -> None:
    refused = await assets.create(principal(tenant), command)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.kind, refused.field) == (code, RefusalKind.MALFORMED, field)
    assert trail.deeds == []


@pytest.mark.usefixtures("pump")
async def test_a_code_belongs_to_one_asset_whatever_its_case(
    assets: AssetRegister, tenant: UUID
) -> None:
    assert code_of(await assets.create(principal(tenant), CreateAsset(code="p-101", name="x"))) == (
        "asset_code_taken"
    )
    other = await assets.create(principal(tenant), CreateAsset(code="P-102", name="x"))
    assert isinstance(other, Asset)
    taken = await assets.change(principal(tenant), other.id, ChangeAsset(code="P-101"), seen=1)
    assert code_of(taken) == "asset_code_taken"
    stranger = await assets.create(principal(new_id()), CreateAsset(code="P-101", name="x"))
    assert isinstance(stranger, Asset)


async def test_a_change_keeps_what_it_does_not_name(
    assets: AssetRegister, trail: KeptTrail, pump: Asset, tenant: UUID
) -> None:
    changed = await assets.change(
        principal(tenant), pump.id, ChangeAsset(name="4号水泵", customer=CUSTOMER), seen=1
    )
    assert isinstance(changed, Asset)
    assert (changed.code, changed.name, changed.place) == ("P-101", "4号水泵", "3号楼 B1")
    assert (changed.customer, changed.version) == (CUSTOMER, 2)
    assert trail.acts == ["asset.create", "asset.change"]
    assert trail.deeds[1].facts == {"version": 2, "fields": ["name", "customer"]}


async def test_nobody_overwrites_what_he_has_not_seen(
    assets: AssetRegister, pump: Asset, tenant: UUID
) -> None:
    await assets.change(principal(tenant), pump.id, ChangeAsset(name="a"), seen=1)
    late = await assets.change(principal(tenant), pump.id, ChangeAsset(name="b"), seen=1)
    assert isinstance(late, Refused)
    assert (late.code, late.kind) == ("asset_changed_meanwhile", RefusalKind.STALE)
    kept = await assets.get(principal(tenant), pump.id)
    assert isinstance(kept, Asset)
    assert (kept.name, kept.version) == ("a", 2)


class Rendezvous:
    """A customer book that answers when all have asked: so all have read before one saves."""

    def __init__(self, parties: int) -> None:
        self._barrier = asyncio.Barrier(parties)

    async def has_customer(self, _tenant: UUID, _customer: UUID) -> bool:
        await self._barrier.wait()
        return True


async def test_of_changes_at_the_same_moment_one_is_kept(
    database: HouseDatabase, trail: KeptTrail, pump: Asset, tenant: UUID
) -> None:
    assets = AssetRegister(database.app, trail, Rendezvous(6))
    changes = [ChangeAsset(name=f"name {number}", customer=CUSTOMER) for number in range(6)]
    answers = await asyncio.gather(
        *(assets.change(principal(tenant), pump.id, change, seen=1) for change in changes)
    )
    kept = [answer for answer in answers if isinstance(answer, Asset)]
    assert len(kept) == 1
    refused = {answer.code for answer in answers if isinstance(answer, Refused)}
    assert refused == {"asset_changed_meanwhile"}
    assert await assets.get(principal(tenant), pump.id) == kept[0]
    assert trail.acts == ["asset.create", "asset.change"]


async def test_a_change_of_nothing_is_none(
    assets: AssetRegister, trail: KeptTrail, pump: Asset, tenant: UUID
) -> None:
    assert await assets.change(principal(tenant), pump.id, ChangeAsset(), seen=1) == pump
    assert trail.acts == ["asset.create"]


async def test_an_asset_is_retired_and_taken_back_never_deleted(
    assets: AssetRegister, trail: KeptTrail, pump: Asset, tenant: UUID
) -> None:
    who = principal(tenant)
    await assets.change(who, pump.id, ChangeAsset(active=False), seen=1)
    assert (await assets.page(who, Wanted(active=True)))[0] == []
    back = await assets.change(who, pump.id, ChangeAsset(active=True), seen=2)
    assert isinstance(back, Asset)
    assert trail.acts[1:] == ["asset.deactivate", "asset.reactivate"]


async def test_a_change_that_can_not_be_told_is_not_made(
    assets: AssetRegister, trail: KeptTrail, pump: Asset, tenant: UUID
) -> None:
    trail.broken = True
    with pytest.raises(Exception, match="trail"):
        await assets.change(principal(tenant), pump.id, ChangeAsset(name="x"), seen=1)
    assert await assets.get(principal(tenant), pump.id) == pump


async def test_an_asset_never_lies_inside_itself(
    assets: AssetRegister, pump: Asset, tenant: UUID
) -> None:
    who = principal(tenant)
    motor = await assets.create(who, CreateAsset(code="M-1", name="电机", parent=pump.id))
    assert isinstance(motor, Asset)
    bearing = await assets.create(who, CreateAsset(code="B-1", name="轴承", parent=motor.id))
    assert isinstance(bearing, Asset)
    for inside in (pump.id, motor.id, bearing.id):
        refused = await assets.change(who, pump.id, ChangeAsset(parent=inside), seen=1)
        assert code_of(refused) == "asset_inside_itself"
    parts, _ = await assets.page(who, Wanted(parent=pump.id))
    assert parts == [motor]


async def test_pages_follow_each_other_without_gap_or_repetition(
    assets: AssetRegister, tenant: UUID
) -> None:
    who = principal(tenant)
    for number in range(7):
        await assets.create(who, CreateAsset(code=f"A-{number}", name="同名"))
    seen, cursor, pages = [], "", 0
    while True:
        after = read_cursor(cursor)
        assert not isinstance(after, Refused)
        items, following = await assets.page(who, Wanted(after=after, limit=3))
        seen += [item.code for item in items]
        pages += 1
        if following is None:
            break
        cursor = following
    assert (seen, pages) == ([f"A-{number}" for number in range(7)], 3)


@pytest.mark.parametrize(
    ("prefix", "codes"),
    [("p-10", ["P-101"]), ("３号", ["P-101"]), ("水泵", []), ("%", []), ("", ["P-101"])],
)
@pytest.mark.usefixtures("pump")
async def test_an_asset_is_found_by_the_start_of_code_or_name(
    assets: AssetRegister, tenant: UUID, prefix: str, codes: list[str]
) -> None:
    items, _ = await assets.page(principal(tenant), Wanted(prefix=prefix))
    assert [item.code for item in items] == codes


async def test_who_was_not_granted_finds_and_changes_nothing(
    assets: AssetRegister, pump: Asset, tenant: UUID
) -> None:
    for nobody in (principal(tenant, actions=[]), principal(tenant, scope=Scope.OWN)):
        assert (await assets.page(nobody, Wanted()))[0] == []
        assert code_of(await assets.get(nobody, pump.id)) == "asset_not_found"
        changed = await assets.change(nobody, pump.id, ChangeAsset(name="x"), seen=1)
        assert code_of(changed) == "asset_not_found"
        made = await assets.create(nobody, CreateAsset(code="X", name="x"))
        assert code_of(made) == "asset_out_of_reach"
    stranger = principal(new_id())
    assert (await assets.page(stranger, Wanted()))[0] == []
    assert code_of(await assets.get(stranger, pump.id)) == "asset_not_found"


async def test_the_list_and_the_search_use_an_index_as_the_app_role(
    database: HouseDatabase, tenant: UUID
) -> None:
    async with database.admin.untenanted() as connection:
        await connection.execute(
            "INSERT INTO asset (tenant_id, id, code, code_key, name, name_key, kind, place, active, version)"
            " SELECT $1, gen_random_uuid(), 'c' || n, 'c' || n, 'n' || n, 'n' || n, '', '', true, 1"
            " FROM generate_series(1, 5000) n",
            tenant,
        )
        await connection.execute("ANALYZE asset")
    plans: list[str] = []
    async with database.app.reading(tenant) as reader:
        for wanted in (
            Wanted(),
            Wanted(prefix="c49"),
            Wanted(parent=new_id()),
            Wanted(active=False),
            Wanted(customer=new_id(), active=True),
        ):
            await page(Explaining(reader, plans), tenant, wanted, Always())
    assert len(plans) == 5
    assert not [plan for plan in plans if "Seq Scan" in plan]


async def test_over_http_an_asset_bears_its_version(assets: AssetRegister, tenant: UUID) -> None:
    async with client_of(AssetController, assets, "assets", principal(tenant)) as client:
        made = await client.post("/assets", json={"code": "P-1", "name": "泵"})
        assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
        place = f"/assets/{made.json()['id']}"
        changed = await client.patch(place, json={"name": "Pump"}, headers={"If-Match": '"1"'})
        assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
        shown = await client.get(place)
        assert shown.json() == changed.json()
        listed = await client.get("/assets", params={"q": "pu", "limit": 1})
        assert listed.json() == {"items": [shown.json()], "next": None}
        unknown = await client.post("/assets", json={"code": "P-2", "name": "x", "nmae": "x"})
        assert unknown.status_code == 400
