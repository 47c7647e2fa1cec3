"""What was done to a user, a unit or a role, read from the trail: the change history."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from gongdan.kernel.database import Database
from gongdan.kernel.ids import Ref
from gongdan.kernel.messages import ActorKind, Refused
from gongdan.rooms.identity.contract import Principal
from gongdan.rooms.identity.domain.changes import Facts
from gongdan.rooms.identity.ports import PastDeed, PastOf
from gongdan.rooms.identity.store.units import load_units_by_id
from gongdan.rooms.identity.store.users import load_user_names


class ChangedField(Struct, frozen=True):
    """One field and what it was and is; both empty where the trail does not keep it."""

    field: str
    before: list[str]
    after: list[str]


class HistoryEntry(Struct, frozen=True, kw_only=True):
    """One deed: who (`by_name` is "" for somebody without an account), when, and what changed."""

    id: UUID
    at: datetime
    by: UUID | None
    by_name: str
    by_kind: ActorKind
    act: str
    own: bool
    changes: list[ChangedField]


class HistoryPage(Struct, frozen=True):
    """Deeds, newest first, and the cursor of the following page."""

    items: list[HistoryEntry]
    next: str | None


async def list_history(
    database: Database, past: PastOf, principal: Principal, thing: Ref, *, limit: int, cursor: str
) -> HistoryPage | Refused:
    """Return a page of what was done to a thing, with the names of people and units."""
    deeds = await past.of(principal.tenant, thing, limit=limit, cursor=cursor)
    if isinstance(deeds, Refused):
        return deeds
    actors = [deed.actor.id for deed in deeds.items if deed.actor.id is not None]
    units = [UUID(said) for deed in deeds.items for said in _listed(deed.facts, "unit_id") if said]
    async with database.reading(principal.tenant) as reader:
        names = await load_user_names(reader, principal.tenant, actors)
        found = await load_units_by_id(reader, principal.tenant, units)
    places = {str(unit.id): unit.name for unit in found}
    return HistoryPage([_entry(deed, names, places) for deed in deeds.items], deeds.next)


def _entry(deed: PastDeed, names: dict[UUID, str], units: dict[str, str]) -> HistoryEntry:
    by = deed.actor.id
    return HistoryEntry(
        id=deed.id,
        at=deed.at,
        by=by,
        by_name=(names.get(by, "") if by else "") or deed.actor.name,
        by_kind=deed.actor.kind,
        act=deed.act,
        own=bool(deed.facts.get("own")),
        changes=_changes(deed.facts, units),
    )


def _changes(facts: Facts, units: dict[str, str]) -> list[ChangedField]:
    """Return the fields of the three shapes that facts have: sides, lists, what comes and goes."""
    changes: list[ChangedField] = []
    for field in _listed(facts, "changed"):
        before, after = ([side] if side else [] for side in _pair(facts, field))
        if field == "unit_id":
            before, after = ([units.get(side, side) for side in sides] for sides in (before, after))
        changes.append(ChangedField(field, before, after))
    if "before" in facts:
        changes.append(ChangedField("roles", _listed(facts, "before"), _listed(facts, "after")))
    elif "roles" in facts:
        changes.append(ChangedField("roles", [], _listed(facts, "roles")))
    gone, come = _listed(facts, "removed"), _listed(facts, "added")
    if gone or come:
        changes.append(ChangedField("rights", gone, come))
    return changes


def _pair(facts: Facts, field: str) -> tuple[str, str]:
    sides = _listed(facts, field)
    return (sides[0], sides[1]) if len(sides) > 1 else ("", "")


def _listed(facts: Facts, name: str) -> list[str]:
    said = facts.get(name)
    return said if isinstance(said, list) else []
