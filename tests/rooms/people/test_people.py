"""People: skills and units in order, the phone sealed, one's own entry always in full."""

from uuid import UUID

import pytest

from gongdan.adapters.file_keys import FileKeys
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.paging import read_cursor
from gongdan.kernel.predicate import Always
from gongdan.rooms.identity.contract import Scope, View
from gongdan.rooms.people.api.people import PeopleController
from gongdan.rooms.people.contract import ChangePerson, CreatePerson, Person
from gongdan.rooms.people.handlers.personal import PeopleHoldings
from gongdan.rooms.people.handlers.register import PeopleRegister
from gongdan.rooms.people.store.people import Wanted, page
from gongdan.rooms.privacy.handlers.vault import SubjectVault
from gongdan.rooms.privacy.store.keys import PostgresSubjectKeys
from tests.postgres_server import HouseDatabase
from tests.rooms.registers import (
    Explaining,
    KeptTrail,
    client_of,
    everything_stored,
    principal,
)

ACCOUNT, OTHER_ACCOUNT = UUID(int=11), UUID(int=12)
EAST, WEST = UUID(int=21), UUID(int=22)


class SmallOrganisation:
    async def has_user(self, _tenant: UUID, user: UUID) -> bool:
        return user in {ACCOUNT, OTHER_ACCOUNT}

    async def unit_path(self, _tenant: UUID, unit: UUID) -> str | None:
        return {EAST: "/plant/east/", WEST: "/plant/west/"}.get(unit)


@pytest.fixture
def trail() -> KeptTrail:
    return KeptTrail()


@pytest.fixture
def vault(database: HouseDatabase) -> SubjectVault:
    return SubjectVault(PostgresSubjectKeys(database.app), FileKeys.in_memory())


@pytest.fixture
def people(database: HouseDatabase, trail: KeptTrail, vault: SubjectVault) -> PeopleRegister:
    return PeopleRegister(database.app, trail, vault, SmallOrganisation())


@pytest.fixture
async def wang(people: PeopleRegister, tenant: UUID) -> Person:
    command = CreatePerson(
        name=" 王 师傅",
        user=ACCOUNT,
        unit=EAST,
        skills=["水泵", "Weld", "weld"],
        phone="13987654321",
    )
    made = await people.create(principal(tenant), command)
    assert isinstance(made, Person)
    return made


def code_of(answer: object) -> str:
    assert isinstance(answer, Refused)
    return answer.code


async def test_a_person_is_kept_clean_with_each_skill_once(
    people: PeopleRegister, wang: Person, tenant: UUID
) -> None:
    assert (wang.name, wang.skills, wang.phone) == ("王 师傅", ["Weld", "水泵"], "13987654321")
    assert await people.get(principal(tenant), wang.id) == wang


async def test_a_phone_number_is_masked_for_others_and_full_for_oneself(
    people: PeopleRegister, wang: Person, tenant: UUID
) -> None:
    masked = await people.get(principal(tenant, View.MASKED), wang.id)
    hidden = await people.get(principal(tenant, View.HIDDEN), wang.id)
    own = await people.get(principal(tenant, View.HIDDEN, user=ACCOUNT), wang.id)
    assert isinstance(masked, Person)
    assert isinstance(hidden, Person)
    assert isinstance(own, Person)
    assert (masked.phone, masked.personal) == ("139****4321", "masked")
    assert (hidden.phone, hidden.personal) == (None, "hidden")
    assert (own.phone, own.personal) == ("13987654321", "full")


@pytest.mark.usefixtures("wang")
async def test_no_table_holds_the_number_in_the_clear(database: HouseDatabase) -> None:
    stored = await everything_stored(database)
    assert "王 师傅".encode() in stored
    assert b"13987654321" not in stored


async def test_the_number_goes_with_the_accounts_key(
    people: PeopleRegister, vault: SubjectVault, database: HouseDatabase, wang: Person, tenant: UUID
) -> None:
    holdings = PeopleHoldings(database.app)
    assert [held.where.id for held in await holdings.find(tenant, ACCOUNT)] == [wang.id]
    await vault.destroy(tenant, ACCOUNT)
    assert await holdings.erase(tenant, ACCOUNT) == 1
    shown = await people.get(principal(tenant), wang.id)
    assert isinstance(shown, Person)
    assert (shown.name, shown.phone, shown.active) == ("—", None, False)
    assert await holdings.find(tenant, ACCOUNT) == []
    change = ChangePerson(phone="13900000000")
    assert code_of(await people.change(principal(tenant), wang.id, change, seen=2)) == (
        "person_erased"
    )


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (CreatePerson(name=" "), "person_text_unusable", "/name"),
        (CreatePerson(name="x", skills=["a", "\u200b"]), "person_text_unusable", "/skills/1"),
        (
            CreatePerson(name="x", skills=[str(n) for n in range(51)]),
            "person_skills_too_many",
            "/skills",
        ),
        (CreatePerson(name="x", phone="12"), "person_phone_unusable", "/phone"),
        (CreatePerson(name="x", user=UUID(int=1)), "person_user_not_found", "/user"),
        (CreatePerson(name="x", unit=UUID(int=1)), "person_unit_not_found", "/unit"),
    ],
)
async def test_what_can_not_be_kept_is_refused_and_names_the_field(
    people: PeopleRegister, tenant: UUID, command: CreatePerson, code: str, field: str
) -> None:
    refused = await people.create(principal(tenant), command)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.kind, refused.field) == (code, RefusalKind.MALFORMED, field)


@pytest.mark.usefixtures("wang")
async def test_an_account_belongs_to_one_person(people: PeopleRegister, tenant: UUID) -> None:
    who = principal(tenant)
    second = await people.create(who, CreatePerson(name="李", user=ACCOUNT))
    assert code_of(second) == "person_user_taken"
    for name in ("无账号甲", "无账号乙"):
        assert isinstance(await people.create(who, CreatePerson(name=name)), Person)


async def test_a_change_keeps_what_it_does_not_name(
    people: PeopleRegister, trail: KeptTrail, wang: Person, tenant: UUID
) -> None:
    change = ChangePerson(unit=WEST, skills=["电工"])
    changed = await people.change(principal(tenant), wang.id, change, seen=1)
    assert isinstance(changed, Person)
    assert (changed.name, changed.phone, changed.user) == (wang.name, wang.phone, ACCOUNT)
    assert (changed.unit, changed.skills, changed.version) == (WEST, ["电工"], 2)
    assert trail.deeds[1].facts == {"version": 2, "fields": ["unit", "unit_path", "skills"]}
    late = await people.change(principal(tenant), wang.id, ChangePerson(name="x"), seen=1)
    assert code_of(late) == "person_changed_meanwhile"


async def test_people_are_found_by_skill_unit_and_start_of_name(
    people: PeopleRegister, wang: Person, tenant: UUID
) -> None:
    who = principal(tenant)
    li = await people.create(who, CreatePerson(name="李工", unit=WEST, skills=["weld"]))
    assert isinstance(li, Person)
    for wanted, found in (
        (Wanted(skill="WELD"), {wang.id, li.id}),
        (Wanted(skill="水泵"), {wang.id}),
        (Wanted(unit=WEST), {li.id}),
        (Wanted(prefix="王"), {wang.id}),
        (Wanted(prefix="王", skill="无"), set()),
    ):
        assert {each.id for each in (await people.page(who, wanted))[0]} == found
    await people.change(who, li.id, ChangePerson(skills=[]), seen=1)
    assert [each.id for each in (await people.page(who, Wanted(skill="weld")))[0]] == [wang.id]


async def test_who_gives_out_work_finds_people_by_their_accounts(
    people: PeopleRegister, wang: Person, tenant: UUID
) -> None:
    found = await people.technicians(tenant, [ACCOUNT, OTHER_ACCOUNT])
    assert list(found) == [ACCOUNT]
    assert (found[ACCOUNT].id, found[ACCOUNT].unit_path) == (wang.id, "/plant/east/")


async def test_a_leader_reaches_the_people_of_the_own_unit_only(
    people: PeopleRegister, wang: Person, tenant: UUID
) -> None:
    east = principal(tenant, scope=Scope.UNIT, unit_path="/plant/east/")
    west = principal(tenant, scope=Scope.UNIT, unit_path="/plant/west/")
    assert [each.id for each in (await people.page(east, Wanted()))[0]] == [wang.id]
    assert (await people.page(west, Wanted()))[0] == []
    assert code_of(await people.get(west, wang.id)) == "person_not_found"
    away = await people.change(east, wang.id, ChangePerson(unit=WEST), seen=1)
    assert code_of(away) == "person_out_of_reach"
    own = principal(tenant, scope=Scope.OWN, user=ACCOUNT)
    assert [each.id for each in (await people.page(own, Wanted()))[0]] == [wang.id]


async def test_a_foreign_tenant_sees_nobody(
    people: PeopleRegister, database: HouseDatabase, wang: Person, tenant: UUID
) -> None:
    stranger = principal(await database.make_tenant())
    assert (await people.page(stranger, Wanted()))[0] == []
    assert code_of(await people.get(stranger, wang.id)) == "person_not_found"
    for table in ("person", "person_skill"):
        async with database.app.reading(tenant) as reader:
            assert await reader.fetchval(f"SELECT count(*) FROM {table}") > 0
        async with database.app.reading(stranger.tenant) as reader:
            assert await reader.fetchval(f"SELECT count(*) FROM {table}") == 0


async def test_pages_follow_each_other_even_among_namesakes(
    people: PeopleRegister, tenant: UUID
) -> None:
    who = principal(tenant)
    for _ in range(5):
        await people.create(who, CreatePerson(name="张伟"))
    first, cursor = await people.page(who, Wanted(limit=3))
    after = read_cursor(cursor)
    assert not isinstance(after, Refused)
    second, end = await people.page(who, Wanted(limit=3, after=after))
    assert (len(first), len(second), end) == (3, 2, None)
    assert len({each.id for each in first + second}) == 5


async def test_the_list_and_the_search_use_an_index_as_the_app_role(
    database: HouseDatabase, tenant: UUID
) -> None:
    async with database.admin.untenanted() as connection:
        await connection.execute(
            "INSERT INTO person (tenant_id, id, name, name_key, unit_path, skills, sealed, active, version)"
            " SELECT $1, gen_random_uuid(), 'n' || n, 'n' || n, '/u/', '{}', '{}', true, 1"
            " FROM generate_series(1, 5000) n",
            tenant,
        )
        await connection.execute(
            "INSERT INTO person_skill SELECT tenant_id, 's' || (version + length(name)), id FROM person"
            " WHERE tenant_id = $1",
            tenant,
        )
        await connection.execute("ANALYZE person, person_skill")
    plans: list[str] = []
    async with database.app.reading(tenant) as reader:
        explaining = Explaining(reader, plans)
        for wanted in (
            Wanted(),
            Wanted(prefix="n49"),
            Wanted(skill="s3", active=True),
            Wanted(active=False),
            Wanted(unit=EAST),
        ):
            await page(explaining, tenant, wanted, Always())
    assert len(plans) == 5
    assert not [plan for plan in plans if "Seq Scan" in plan]


async def test_over_http_a_person_bears_its_version(people: PeopleRegister, tenant: UUID) -> None:
    async with client_of(PeopleController, people, "people", principal(tenant)) as client:
        made = await client.post("/people", json={"name": "王", "skills": ["泵"]})
        assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
        place = f"/people/{made.json()['id']}"
        changed = await client.patch(place, json={"active": False}, headers={"If-Match": '"1"'})
        assert (changed.status_code, changed.json()["active"]) == (200, False)
        listed = await client.get("/people", params={"skill": "泵", "active": "false"})
        assert listed.json() == {"items": [changed.json()], "next": None}
