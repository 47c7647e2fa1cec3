"""Roles and units as an administrator sees them."""

from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.messages import Refused
from gongdan.rooms.identity.contract import FieldView, Principal, Scope
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.roles import Role
from gongdan.rooms.identity.domain.units import Unit
from gongdan.rooms.identity.store.roles import load_roles
from gongdan.rooms.identity.store.units import load_units


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
    version: int


class Roles(Struct, frozen=True):
    """Every role of the tenant, shipped ones first."""

    items: list[RoleView]


class UnitView(Struct, frozen=True, kw_only=True):
    """An organisation unit in the tree."""

    id: UUID
    parent: UUID | None
    code: str
    name: str
    path: str
    version: int


class Units(Struct, frozen=True):
    """Every unit of the tenant, parents before children."""

    items: list[UnitView]


async def list_roles(database: Database, principal: Principal) -> Roles:
    """Return every role."""
    async with database.reading(principal.tenant) as reader:
        found = await load_roles(reader, principal.tenant)
    return Roles([role_view(role) for role in found.values()])


async def get_role(database: Database, principal: Principal, key: str) -> RoleView | Refused:
    """Return one role."""
    async with database.reading(principal.tenant) as reader:
        found = (await load_roles(reader, principal.tenant)).get(key)
    return role_view(found) if found else refuse(Refusal.ROLE_NOT_FOUND, roles=[key])


async def list_units(database: Database, principal: Principal) -> Units:
    """Return the whole tree: names of units are no secret inside a tenant."""
    async with database.reading(principal.tenant) as reader:
        return Units([unit_view(unit) for unit in await load_units(reader, principal.tenant)])


def role_view(role: Role) -> RoleView:
    """Show a role."""
    return RoleView(
        key=role.key,
        name_zh=role.name_zh,
        name_en=role.name_en,
        shipped=role.shipped,
        copied_from=role.copied_from,
        stands_for=role.stands_for,
        grants=[GrantView(g.action, g.scope, list(g.types)) for g in role.body.grants],
        views=list(role.body.views),
        version=role.version,
    )


def unit_view(unit: Unit) -> UnitView:
    """Show a unit."""
    return UnitView(
        id=unit.id,
        parent=unit.parent_id,
        code=unit.code,
        name=unit.name,
        path=unit.path,
        version=unit.version,
    )
