"""Roles and units as an administrator sees them."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import PRIVACY_CLASSES, Action, FieldView, Principal, Scope
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.roles import Role
from gongdan.rooms.identity.domain.units import Unit
from gongdan.rooms.identity.store.roles import count_holders, load_roles
from gongdan.rooms.identity.store.units import count_people, load_units
from gongdan.rooms.identity.store.users import load_user_names


class GrantView(Struct, frozen=True):
    """One permission of a role; `types` is empty for all order types."""

    action: str
    scope: Scope
    types: list[str]


class RoleView(Struct, frozen=True, kw_only=True):
    """A role; a shipped one has version 0 and can only be copied."""

    key: str
    name_zh: str
    name_en: str
    shipped: bool
    copied_from: str | None
    stands_for: str | None
    grants: list[GrantView]
    views: list[FieldView]
    holders: int
    version: int


class Roles(Struct, frozen=True):
    """Every role of the tenant, shipped ones first, and what roles can be made of."""

    items: list[RoleView]
    actions: list[str]
    privacy_classes: list[str]


class UnitView(Struct, frozen=True, kw_only=True):
    """An organisation unit in the tree."""

    id: UUID
    parent: UUID | None
    code: str
    name: str
    path: str
    archived: bool
    people: int
    manager: UUID | None
    manager_name: str
    version: int


class Units(Struct, frozen=True):
    """Every unit of the tenant, parents before children."""

    items: list[UnitView]


async def list_roles(database: Database, principal: Principal) -> Roles:
    """Return every role."""
    async with database.reading(principal.tenant) as reader:
        found = await load_roles(reader, principal.tenant)
        holders = await count_holders(reader, principal.tenant)
    items = [role_view(role, holders.get(role.key, 0)) for role in found.values()]
    return Roles(items, [action.value for action in Action], list(PRIVACY_CLASSES))


async def get_role(database: Database, principal: Principal, key: str) -> RoleView | Refused:
    """Return one role."""
    roles = await list_roles(database, principal)
    found = next((role for role in roles.items if role.key == key), None)
    return found or refuse(Refusal.ROLE_NOT_FOUND, roles=[key])


async def list_units(database: Database, principal: Principal) -> Units:
    """Return the whole tree: names of units are no secret inside a tenant."""
    async with database.reading(principal.tenant) as reader:
        units = await load_units(reader, principal.tenant)
        people = await count_people(reader, principal.tenant)
        heads = [unit.manager_id for unit in units if unit.manager_id]
        names = await load_user_names(reader, principal.tenant, heads) if heads else {}
    return Units(
        [
            unit_view(unit, people.get(unit.id, 0), names.get(unit.manager_id or unit.id, ""))
            for unit in units
        ]
    )


async def get_unit(database: Database, principal: Principal, unit: UUID) -> UnitView | Refused:
    """Return one unit."""
    units = await list_units(database, principal)
    found = next((each for each in units.items if each.id == unit), None)
    return found or refuse(Refusal.UNIT_NOT_FOUND)


def role_view(role: Role, holders: int) -> RoleView:
    """Show a role and how many hold it."""
    return RoleView(
        key=role.key,
        name_zh=role.name_zh,
        name_en=role.name_en,
        shipped=role.shipped,
        copied_from=role.copied_from,
        stands_for=role.stands_for,
        grants=[GrantView(g.action, g.scope, list(g.types)) for g in role.body.grants],
        views=list(role.body.views),
        holders=holders,
        version=role.version,
    )


def unit_view(unit: Unit, people: int, manager: str) -> UnitView:
    """Show a unit, how many people it has, and the name of who heads it."""
    return UnitView(
        id=unit.id,
        parent=unit.parent_id,
        code=unit.code,
        name=unit.name,
        path=unit.path,
        archived=unit.archived_at is not None,
        people=people,
        manager=unit.manager_id,
        manager_name=manager,
        version=unit.version,
    )
