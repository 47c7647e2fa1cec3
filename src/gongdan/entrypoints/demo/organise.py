"""The demo's tenant, units, log-ins, people, customers and assets."""

from typing import TypeVar
from uuid import UUID

from msgspec import Struct

from gongdan.bootstrap.house import House
from gongdan.entrypoints.demo.script import Organisation, UserEntry
from gongdan.entrypoints.stand_in import find_tenant, founder, users_by_login
from gongdan.kernel.messages import Refused
from gongdan.rooms.assets import store as assets
from gongdan.rooms.assets.contract import CreateAsset
from gongdan.rooms.customers import store as customers
from gongdan.rooms.customers.contract import CreateCustomer
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.handlers.tenants import CreateTenant, create_tenant
from gongdan.rooms.identity.handlers.units import CreateUnit, create_unit
from gongdan.rooms.identity.handlers.users import CreateUser, create_user
from gongdan.rooms.identity.store.units import load_units
from gongdan.rooms.lowcode.handlers import By
from gongdan.rooms.people.contract import CreatePerson, Shift, Work
from gongdan.rooms.portal.contract import SetPortal
from gongdan.rooms.portal.handlers.visits import set_portal
from gongdan.rooms.portal.store.settings import has_setting

PASSWORD = "demo-gongdan-2026"  # noqa: S105 - printed at each start: the demo is open to all
_PAGE = 200
DAY_SHIFT = Work(
    (), (), (Shift((1, 2, 3, 4, 5, 6), 480, 720), Shift((1, 2, 3, 4, 5, 6), 780, 1_050)), (), "", 8
)
"""Technicians work from 8 to 17:30 with an hour's break, Sundays off."""

T = TypeVar("T")


class PlantingError(Exception):
    """The demo's data was refused: a fault of the program."""


class Grounds(Struct, frozen=True):
    """What orders stand on: ids by log-in and by code; `added` counts what this run made."""

    tenant: UUID
    users: dict[str, UUID]
    assets: dict[str, UUID]
    added: int


async def organise(house: House, wanted: Organisation) -> Grounds:
    """Make what is missing of the organisation."""
    tenant = await _tenant(house, wanted)
    by = founder(tenant, "demo")
    await house.definitions.publish_shipped(By(tenant=tenant, actor=by.actor))
    await _open_portal(house, by)
    units, new_units = await _units(house, by, wanted)
    users, new_users = await _users(house, by, wanted, units)
    new_people = await _people(house, by, wanted, users=users, units=units)
    books, new_customers = await _customers(house, by, wanted)
    things, new_assets = await _assets(house, by, wanted, books)
    added = new_units + new_users + new_people + new_customers + new_assets
    return Grounds(tenant, users, things, added)


async def _open_portal(house: House, by: Principal) -> None:
    """Let strangers report to the demo, unless somebody has closed its door since."""
    means = house.portal.means
    async with means.database.reading(by.tenant) as reader:
        known = await has_setting(reader, by.tenant)
    if not known:
        granted(await set_portal(means, by, SetPortal(reports_open=True)))


def granted(answer: T | Refused) -> T:
    """Return what was made; raises `PlantingError` where it was refused."""
    if isinstance(answer, Refused):
        raise PlantingError(f"{answer.code} {answer.field} {dict(answer.facts)}")
    return answer


async def _tenant(house: House, wanted: Organisation) -> UUID:
    found = await find_tenant(house.storage.app, wanted.tenant.slug)
    if found is not None:
        return found
    command = CreateTenant(wanted.tenant.slug, wanted.tenant.name)
    actor = founder(UUID(int=0), "demo").actor
    return granted(await create_tenant(house.identity, command, actor)).id


async def _units(house: House, by: Principal, wanted: Organisation) -> tuple[dict[str, UUID], int]:
    async with house.storage.app.reading(by.tenant) as reader:
        there = {unit.code: unit.id for unit in await load_units(reader, by.tenant)}
    missing = [unit for unit in wanted.unit if unit.code not in there]
    for unit in missing:
        command = CreateUnit(unit.code, unit.name, there.get(unit.parent))
        there[unit.code] = granted(await create_unit(house.identity, by, command)).id
    return there, len(missing)


async def _users(
    house: House, by: Principal, wanted: Organisation, units: dict[str, UUID]
) -> tuple[dict[str, UUID], int]:
    known = await users_by_login(house.storage.app, by.tenant)
    there = {login: user.id for login, user in known.items()}
    missing = [user for user in wanted.user if user.login not in there]
    for user in missing:
        there[user.login] = await _user(house, by, user, units[user.unit])
    return there, len(missing)


async def _user(house: House, by: Principal, user: UserEntry, unit: UUID) -> UUID:
    command = CreateUser(
        user.login, user.name, PASSWORD, unit=unit, roles=(user.role,), locale=user.locale
    )
    return granted(await create_user(house.identity, by, command)).id


async def _people(
    house: House,
    by: Principal,
    wanted: Organisation,
    *,
    users: dict[str, UUID],
    units: dict[str, UUID],
) -> int:
    there = await house.staff.register.technicians(by.tenant, list(users.values()))
    missing = [user for user in wanted.user if users[user.login] not in there]
    for user in missing:
        command = CreatePerson(
            name=user.name,
            user=users[user.login],
            unit=units[user.unit],
            skills=user.skills,
            phone=user.phone or None,
            working=DAY_SHIFT if user.role == "technician" else None,
        )
        granted(await house.staff.register.create(by, command))
    return len(missing)


async def _customers(
    house: House, by: Principal, wanted: Organisation
) -> tuple[dict[str, UUID], int]:
    page, _ = await house.customers.page(by, customers.Wanted(limit=_PAGE))
    there = {customer.code: customer.id for customer in page}
    missing = [customer for customer in wanted.customer if customer.code not in there]
    for entry in missing:
        fields = {name: getattr(entry, name) for name in CreateCustomer.__struct_fields__}
        made = granted(await house.customers.create(by, CreateCustomer(**fields)))
        there[entry.code] = made.id
    return there, len(missing)


async def _assets(
    house: House, by: Principal, wanted: Organisation, books: dict[str, UUID]
) -> tuple[dict[str, UUID], int]:
    page, _ = await house.assets.page(by, assets.Wanted(limit=_PAGE))
    there = {asset.code: asset.id for asset in page}
    missing = [asset for asset in wanted.asset if asset.code not in there]
    for entry in missing:
        command = CreateAsset(
            code=entry.code,
            name=entry.name,
            kind=entry.kind,
            place=entry.place,
            latitude=entry.latitude,
            longitude=entry.longitude,
            customer=books.get(entry.customer),
        )
        there[entry.code] = granted(await house.assets.create(by, command)).id
    return there, len(missing)
