"""The tree of units: new ones, other names, removal of empty ones."""

from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Command, Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.domain.access import forbidden_on
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.units import Unit, place_under
from gongdan.rooms.identity.domain.users import clean_name
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.store.units import add_unit, load_unit, remove_unit, rename_unit


class CreateUnit(Command, frozen=True):
    """A new unit below `parent` (None: at the root); its code is part of its path for ever."""

    code: str
    name: str
    parent: UUID | None = None


class RenameUnit(Command, frozen=True):
    """Another name; `seen` is the version that the caller saw."""

    unit: UUID
    name: str
    seen: int


async def create_unit(means: Means, principal: Principal, command: CreateUnit) -> Unit | Refused:
    """Keep a new unit."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        parent = await load_unit(writer, tenant, command.parent) if command.parent else None
        if command.parent is not None and parent is None:
            return refuse(Refusal.UNIT_NOT_FOUND, field="/parent")
        placed = _placed(means, principal, parent, command)
        if isinstance(placed, Refused):
            return placed
        if not await add_unit(writer, tenant, placed):
            return refuse(Refusal.UNIT_CODE_TAKEN, field="/code", unit=placed.code)
        facts = {"path": placed.path}
        await means.told(writer, principal, "unit.create", Ref("unit", placed.id), facts={**facts})
    return placed


async def give_unit_name(means: Means, principal: Principal, command: RenameUnit) -> Unit | Refused:
    """Rename a unit."""
    name, tenant = clean_name(command.name), principal.tenant
    if isinstance(name, Refused):
        return name
    async with means.database.writing(tenant) as writer:
        unit = await load_unit(writer, tenant, command.unit)
        if unit is None:
            return refuse(Refusal.UNIT_NOT_FOUND)
        if (no := _forbidden(principal, unit.path)) is not None:
            return no
        if not await rename_unit(writer, tenant, unit.id, name=name, seen=command.seen):
            return refuse(Refusal.CHANGED_MEANWHILE)
        await means.told(writer, principal, "unit.rename", Ref("unit", unit.id))
    return replace(unit, name=name, version=command.seen + 1)


async def remove_empty_unit(means: Means, principal: Principal, unit: UUID) -> Refused | None:
    """Remove a unit that has neither units below it nor members."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        found = await load_unit(writer, tenant, unit)
        if found is None:
            return refuse(Refusal.UNIT_NOT_FOUND)
        if (no := _forbidden(principal, found.path)) is not None:
            return no
        if not await remove_unit(writer, tenant, unit):
            return refuse(Refusal.UNIT_IN_USE)
        facts = {"path": found.path}
        await means.told(writer, principal, "unit.remove", Ref("unit", unit), facts={**facts})
    return None


def _placed(
    means: Means, principal: Principal, parent: Unit | None, command: CreateUnit
) -> Unit | Refused:
    path, name = place_under(parent, command.code), clean_name(command.name)
    if isinstance(path, Refused):
        return path
    if isinstance(name, Refused):
        return name
    unit = Unit(means.ids(), command.parent, command.code, name, path)
    return _forbidden(principal, path) or unit


def _forbidden(principal: Principal, path: str) -> Refused | None:
    return forbidden_on(principal, Action.UNIT_CHANGE, "unit", {"unit_path": path})
