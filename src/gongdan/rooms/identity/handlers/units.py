"""The tree of units: new ones, other names and places, the archive, removal of empty ones."""

from uuid import UUID

from msgspec.structs import replace

from gongdan.kernel.database import Reader
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import Command, Refused
from gongdan.rooms.identity.contract import Action, Principal
from gongdan.rooms.identity.domain.access import forbidden_on
from gongdan.rooms.identity.domain.changes import Facts
from gongdan.rooms.identity.domain.refusals import Refusal, refuse
from gongdan.rooms.identity.domain.units import Unit, place_elsewhere, place_under
from gongdan.rooms.identity.domain.users import clean_name
from gongdan.rooms.identity.handlers.means import Means
from gongdan.rooms.identity.store.credentials import tell_revoked
from gongdan.rooms.identity.store.units import (
    add_unit,
    is_unit_in_use,
    load_subtree,
    load_unit,
    lock_tree,
    move_units,
    remove_unit,
    rename_unit,
    set_unit_archived,
    set_unit_manager,
)
from gongdan.rooms.identity.store.users import load_user


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


class MoveUnit(Command, frozen=True):
    """Another parent (None: the root), for the unit and all below it."""

    unit: UUID
    parent: UUID | None
    seen: int


class HeadUnit(Command, frozen=True):
    """Somebody heads the unit (None: nobody)."""

    unit: UUID
    manager: UUID | None
    seen: int


class ArchiveUnit(Command, frozen=True):
    """The unit is offered no more, or is again."""

    unit: UUID
    archived: bool
    seen: int


async def create_unit(means: Means, principal: Principal, command: CreateUnit) -> Unit | Refused:
    """Keep a new unit."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        parent = await load_unit(writer, tenant, command.parent) if command.parent else None
        if command.parent is not None and parent is None:
            return refuse(Refusal.UNIT_NOT_FOUND, field="/parent")
        if parent is not None and parent.archived_at is not None:
            return refuse(Refusal.UNIT_ARCHIVED, field="/parent", unit=parent.name)
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
        unit = await _target(writer, principal, command.unit)
        if isinstance(unit, Refused):
            return unit
        if not await rename_unit(writer, tenant, unit.id, name=name, seen=command.seen):
            return refuse(Refusal.CHANGED_MEANWHILE)
        facts: Facts = {"changed": ["unit_name"], "unit_name": [unit.name, name]}
        await means.told(writer, principal, "unit.rename", Ref("unit", unit.id), facts=facts)
    return replace(unit, name=name, version=command.seen + 1)


async def move_unit(means: Means, principal: Principal, command: MoveUnit) -> Unit | Refused:
    """Move a unit with all below it; everybody's rights follow at once."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        await lock_tree(writer, tenant)
        unit = await _target(writer, principal, command.unit)
        if isinstance(unit, Refused):
            return unit
        if unit.version != command.seen:
            return refuse(Refusal.CHANGED_MEANWHILE)
        if unit.parent_id == command.parent:
            return unit
        path = await _new_place(writer, principal, unit, command.parent)
        if isinstance(path, Refused):
            return path
        moved = await load_subtree(writer, tenant, unit.path)
        if not await move_units(writer, tenant, moved, parent=command.parent, to=path):
            return refuse(Refusal.UNIT_CODE_TAKEN, field="/parent", unit=unit.code)
        await tell_revoked(writer, tenant)
        facts: Facts = {"changed": ["path"], "path": [unit.path, path]}
        await means.told(writer, principal, "unit.move", Ref("unit", unit.id), facts=facts)
    return replace(unit, parent_id=command.parent, path=path, version=command.seen + 1)


async def head_unit(means: Means, principal: Principal, command: HeadUnit) -> Unit | Refused:
    """Say who heads a unit: whom rules mean by the manager of those in it."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        unit = await _target(writer, principal, command.unit)
        if isinstance(unit, Refused) or unit.manager_id == command.manager:
            return unit
        if command.manager is not None:
            user = await load_user(writer, tenant, command.manager)
            if user is None or user.disabled_at is not None:
                return refuse(Refusal.USER_NOT_FOUND, field="/manager")
        manager, seen = command.manager, command.seen
        if not await set_unit_manager(writer, tenant, unit.id, manager=manager, seen=seen):
            return refuse(Refusal.CHANGED_MEANWHILE)
        facts: Facts = {"manager": str(manager or "")}
        await means.told(writer, principal, "unit.head", Ref("unit", unit.id), facts=facts)
    return replace(unit, manager_id=manager, version=seen + 1)


async def archive_unit(means: Means, principal: Principal, command: ArchiveUnit) -> Unit | Refused:
    """Archive a unit that nobody belongs to any more, or bring one back."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        unit = await _target(writer, principal, command.unit)
        if isinstance(unit, Refused) or (unit.archived_at is not None) == command.archived:
            return unit
        if command.archived and await is_unit_in_use(writer, tenant, unit.id):
            return refuse(Refusal.UNIT_IN_USE)
        at = means.clock() if command.archived else None
        kept = await set_unit_archived(writer, tenant, unit.id, archived_at=at, seen=command.seen)
        if not kept:
            return refuse(Refusal.CHANGED_MEANWHILE)
        act = "unit.archive" if command.archived else "unit.restore"
        await means.told(writer, principal, act, Ref("unit", unit.id))
    return replace(unit, archived_at=at, version=command.seen + 1)


async def remove_empty_unit(means: Means, principal: Principal, unit: UUID) -> Refused | None:
    """Remove a unit that has neither units below it nor members."""
    tenant = principal.tenant
    async with means.database.writing(tenant) as writer:
        found = await _target(writer, principal, unit)
        if isinstance(found, Refused):
            return found
        if not await remove_unit(writer, tenant, unit):
            return refuse(Refusal.UNIT_IN_USE)
        facts = {"path": found.path}
        await means.told(writer, principal, "unit.remove", Ref("unit", unit), facts={**facts})
    return None


async def _target(reader: Reader, principal: Principal, unit: UUID) -> Unit | Refused:
    found = await load_unit(reader, principal.tenant, unit)
    if found is None:
        return refuse(Refusal.UNIT_NOT_FOUND)
    return _forbidden(principal, found.path) or found


async def _new_place(
    reader: Reader, principal: Principal, unit: Unit, parent: UUID | None
) -> str | Refused:
    """Return the path that a unit will have below another parent, or why it can't go there."""
    above = await load_unit(reader, principal.tenant, parent) if parent else None
    if parent is not None and above is None:
        return refuse(Refusal.UNIT_NOT_FOUND, field="/parent")
    if above is not None and above.archived_at is not None:
        return refuse(Refusal.UNIT_ARCHIVED, field="/parent", unit=above.name)
    below = await load_subtree(reader, principal.tenant, unit.path)
    levels = max(each.path.count("/") for each in below) - unit.path.count("/")
    path = place_elsewhere(unit, above, levels)
    return path if isinstance(path, Refused) else _forbidden(principal, path) or path


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
