"""Customers: personal values sealed, shown by view, found by a whole number, erased with the key."""

from uuid import UUID

import pytest

from gongdan.adapters.file_keys import FileKeys
from gongdan.kernel.ids import new_id
from gongdan.kernel.messages import RefusalKind, Refused
from gongdan.kernel.predicate import Always
from gongdan.rooms.customers.api import CustomerController
from gongdan.rooms.customers.contract import (
    ChangeCustomer,
    CreateCustomer,
    Customer,
    FindCustomer,
)
from gongdan.rooms.customers.handlers import CustomerHoldings, CustomerRegister
from gongdan.rooms.customers.store import Wanted, find, page
from gongdan.rooms.identity.contract import Scope, View
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

CANARY = CreateCustomer(
    code="K-1",
    name="东方机械",
    contact_name="欧阳金丝雀",
    phone="139 8765 4321",
    email="canary7f3a@example.com",
    address="北京市朝阳区金丝雀路7号",
    latitude=39.908722,
    longitude=116.397499,
)
PLAIN = [b"\xe9\x87\x91\xe4\xb8\x9d\xe9\x9b\x80", b"139 8765 4321", b"13987654321", b"canary7f3a"]


@pytest.fixture
def trail() -> KeptTrail:
    return KeptTrail()


@pytest.fixture
def vault(database: HouseDatabase) -> SubjectVault:
    return SubjectVault(PostgresSubjectKeys(database.app), FileKeys.in_memory())


@pytest.fixture
def customers(database: HouseDatabase, trail: KeptTrail, vault: SubjectVault) -> CustomerRegister:
    return CustomerRegister(database.app, trail, vault)


@pytest.fixture
async def canary(customers: CustomerRegister, tenant: UUID) -> Customer:
    made = await customers.create(principal(tenant), CANARY)
    assert isinstance(made, Customer)
    return made


def code_of(answer: object) -> str:
    assert isinstance(answer, Refused)
    return answer.code


async def test_a_full_view_shows_everything_as_it_was_given(
    customers: CustomerRegister, canary: Customer, tenant: UUID
) -> None:
    assert (canary.contact_name, canary.phone) == (CANARY.contact_name, CANARY.phone)
    assert (canary.email, canary.address) == (CANARY.email, CANARY.address)
    assert (canary.latitude, canary.personal) == (39.908722, "full")
    assert await customers.get(principal(tenant), canary.id) == canary


async def test_a_masked_view_shows_enough_to_recognise(
    customers: CustomerRegister, canary: Customer, tenant: UUID
) -> None:
    shown = await customers.get(principal(tenant, View.MASKED), canary.id)
    assert isinstance(shown, Customer)
    assert (shown.contact_name, shown.phone, shown.email, shown.address) == (
        "欧阳*",
        "139****4321",
        "c***@example.com",
        "北京市朝阳区****",
    )
    assert (shown.latitude, shown.longitude, shown.personal) == (39.91, 116.4, "masked")


async def test_a_hidden_view_shows_no_personal_value(
    customers: CustomerRegister, canary: Customer, tenant: UUID
) -> None:
    (shown,), _ = await customers.page(principal(tenant, View.HIDDEN), Wanted())
    assert (shown.code, shown.name, shown.personal) == ("K-1", "东方机械", "hidden")
    hidden = (shown.contact_name, shown.phone, shown.email, shown.address, shown.latitude)
    assert hidden == (None,) * 5
    assert shown.id == canary.id


@pytest.mark.usefixtures("canary")
async def test_no_table_holds_a_personal_value_in_the_clear(database: HouseDatabase) -> None:
    stored = await everything_stored(database)
    assert "东方机械".encode() in stored  # the dump sees what is there to be seen
    assert b'"subject"' in stored  # and looks into sealed columns
    assert [plain for plain in PLAIN if plain in stored] == []


async def test_the_trail_names_fields_and_never_values(
    customers: CustomerRegister, trail: KeptTrail, canary: Customer, tenant: UUID
) -> None:
    change = ChangeCustomer(phone="13900001111", name="新东方")
    assert isinstance(
        await customers.change(principal(tenant), canary.id, change, seen=1), Customer
    )
    assert trail.deeds[1].facts == {"version": 2, "fields": ["name", "sealed", "phone_digest"]}
    assert [plain for plain in PLAIN if plain in str(trail.deeds).encode()] == []


@pytest.mark.parametrize(
    "wanted",
    [
        FindCustomer(phone="+86 (0)139-8765-4321"),
        FindCustomer(email=" CANARY7F3A@Example.com"),
        FindCustomer(phone="13900000000", email="canary7f3a@example.com"),
    ],
)
async def test_who_knows_the_whole_number_or_address_finds_the_customer(
    customers: CustomerRegister, canary: Customer, tenant: UUID, wanted: FindCustomer
) -> None:
    assert await customers.find(principal(tenant), wanted) == [canary]
    stranger = principal(new_id())
    assert await customers.find(stranger, wanted) == []


@pytest.mark.usefixtures("canary")
@pytest.mark.parametrize(
    "wanted", [FindCustomer(), FindCustomer(phone="1398765432"), FindCustomer(email="example.com")]
)
async def test_half_a_number_or_nothing_finds_nobody(
    customers: CustomerRegister, tenant: UUID, wanted: FindCustomer
) -> None:
    assert await customers.find(principal(tenant), wanted) == []


async def test_a_change_seals_only_what_it_names(
    customers: CustomerRegister, canary: Customer, tenant: UUID
) -> None:
    who = principal(tenant)
    change = ChangeCustomer(phone="010-65529988", email=None, latitude=None, longitude=None)
    changed = await customers.change(who, canary.id, change, seen=1)
    assert isinstance(changed, Customer)
    assert (changed.phone, changed.email, changed.latitude) == ("010-65529988", None, None)
    assert (changed.contact_name, changed.address) == (CANARY.contact_name, CANARY.address)
    assert await customers.find(who, FindCustomer(phone="13987654321")) == []
    assert await customers.find(who, FindCustomer(email="canary7f3a@example.com")) == []
    assert await customers.find(who, FindCustomer(phone="01065529988")) == [changed]


async def test_a_ciphertext_copied_to_another_customer_is_refused(
    customers: CustomerRegister, database: HouseDatabase, canary: Customer, tenant: UUID
) -> None:
    other = await customers.create(principal(tenant), CreateCustomer(code="K-2", name="x"))
    assert isinstance(other, Customer)
    async with database.app.writing(tenant) as writer:
        await writer.execute(
            "UPDATE customer SET sealed = (SELECT sealed FROM customer WHERE tenant_id = $1 AND id = $2)"
            " WHERE tenant_id = $1 AND id = $3",
            tenant,
            canary.id,
            other.id,
        )
    with pytest.raises(Exception, match="does not open where it stands"):
        await customers.get(principal(tenant), other.id)


async def test_an_erased_customer_keeps_its_row_and_nothing_personal(
    customers: CustomerRegister,
    vault: SubjectVault,
    database: HouseDatabase,
    canary: Customer,
    tenant: UUID,
) -> None:
    holdings = CustomerHoldings(database.app)
    (held,) = await holdings.find(tenant, canary.id)
    assert (held.where.kind, held.where.id) == ("customer", canary.id)
    assert set(held.fields) == {"name", "contact_name", "phone", "email", "address"}
    await vault.destroy(tenant, canary.id)
    assert await holdings.erase(tenant, canary.id) == 1
    shown = await customers.get(principal(tenant), canary.id)
    assert isinstance(shown, Customer)
    assert (shown.name, shown.phone, shown.contact_name) == ("—", None, None)
    assert (shown.latitude, shown.active) == (None, False)
    assert await holdings.erase(tenant, canary.id) == 0, "done once is done"
    assert await customers.find(principal(tenant), FindCustomer(phone="13987654321")) == []
    again = await customers.change(
        principal(tenant), canary.id, ChangeCustomer(phone="13900001111"), seen=2
    )
    assert code_of(again) == "customer_erased"


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (CreateCustomer(code=" ", name="x"), "customer_text_unusable", "/code"),
        (CreateCustomer(code="x", name=""), "customer_text_unusable", "/name"),
        (CreateCustomer(code="x", name="x", address="\x07"), "customer_text_unusable", "/address"),
        (CreateCustomer(code="x", name="x", phone="no"), "customer_phone_unusable", "/phone"),
        (CreateCustomer(code="x", name="x", email="@x"), "customer_email_unusable", "/email"),
        (
            CreateCustomer(code="x", name="x", latitude=1.0),
            "customer_coordinates_unusable",
            "/latitude",
        ),
    ],
)
async def test_what_can_not_be_kept_is_refused_and_names_the_field(
    customers: CustomerRegister, tenant: UUID, command: CreateCustomer, code: str, field: str
) -> None:
    refused = await customers.create(principal(tenant), command)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.kind, refused.field) == (code, RefusalKind.MALFORMED, field)


async def test_who_was_not_granted_finds_and_changes_nothing(
    customers: CustomerRegister, canary: Customer, tenant: UUID
) -> None:
    number = FindCustomer(phone="13987654321")
    for nobody in (principal(tenant, actions=[]), principal(tenant, scope=Scope.OWN)):
        assert (await customers.page(nobody, Wanted()))[0] == []
        assert await customers.find(nobody, number) == []
        assert code_of(await customers.get(nobody, canary.id)) == "customer_not_found"
        changed = await customers.change(nobody, canary.id, ChangeCustomer(name="x"), seen=1)
        assert code_of(changed) == "customer_not_found"


@pytest.mark.usefixtures("canary")
async def test_a_foreign_tenant_sees_no_row(database: HouseDatabase, tenant: UUID) -> None:
    async with database.app.reading(tenant) as reader:
        assert await reader.fetchval("SELECT count(*) FROM customer") == 1
    async with database.app.reading(await database.make_tenant()) as reader:
        assert await reader.fetchval("SELECT count(*) FROM customer") == 0


async def test_the_list_and_the_search_use_an_index_as_the_app_role(
    database: HouseDatabase, tenant: UUID
) -> None:
    async with database.admin.untenanted() as connection:
        await connection.execute(
            "INSERT INTO customer (tenant_id, id, code, code_key, name, name_key, sealed,"
            " phone_digest, active, version)"
            " SELECT $1, gen_random_uuid(), 'c' || n, 'c' || n, 'n' || n, 'n' || n, '{}',"
            " sha256(n::text::bytea), true, 1 FROM generate_series(1, 5000) n",
            tenant,
        )
        await connection.execute("ANALYZE customer")
    plans: list[str] = []
    async with database.app.reading(tenant) as reader:
        explaining = Explaining(reader, plans)
        for wanted in (Wanted(), Wanted(prefix="c49"), Wanted(active=False)):
            await page(explaining, tenant, wanted, Always())
        await find(explaining, tenant, bytes(32), bytes(32), allowed=Always())
    assert len(plans) == 4
    assert not [plan for plan in plans if "Seq Scan" in plan]


async def test_over_http_a_customer_bears_its_version_and_its_view(
    customers: CustomerRegister, tenant: UUID
) -> None:
    masked = principal(tenant, View.MASKED)
    async with client_of(CustomerController, customers, "customers", masked) as client:
        body = {"code": "K-9", "name": "West", "phone": "13987654321"}
        made = await client.post("/customers", json=body)
        assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
        assert (made.json()["phone"], made.json()["personal"]) == ("139****4321", "masked")
        place = f"/customers/{made.json()['id']}"
        changed = await client.patch(place, json={"name": "East"}, headers={"If-Match": '"1"'})
        assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
        found = await client.post("/customers/find", json={"phone": "+8613987654321"})
        assert found.json() == {"items": [changed.json()], "next": None}
        listed = await client.get("/customers", params={"q": "ea", "limit": 1})
        assert listed.json() == found.json()
