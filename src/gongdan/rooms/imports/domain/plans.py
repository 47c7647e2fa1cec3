"""Whether a plan fits the table that it reads. Pure."""

from collections.abc import Collection
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gongdan.kernel.messages import Refused
from gongdan.rooms.imports.contract import IDENTITIES, PART_OF, PARTS_OF, ImportPlan, Part, Target
from gongdan.rooms.imports.domain.refusals import ImportCode, refuse


def plan_fault(plan: ImportPlan, target: Target, columns: Collection[str]) -> Refused | None:
    """Return what is wrong with a plan, None where it can be followed."""
    for part, column in plan.columns.items():
        if part not in PARTS_OF[target]:
            return refuse(ImportCode.PART_UNKNOWN, field=f"/columns/{part}")
        if column not in columns:
            return refuse(ImportCode.COLUMN_UNKNOWN, field=f"/columns/{part}")
    if target == "orders" and "title" not in plan.columns:
        return refuse(ImportCode.TITLE_UNMAPPED, field="/columns/title")
    for part in _needed(plan, target):
        if part not in plan.columns:
            return refuse(ImportCode.PART_UNMAPPED, field=f"/columns/{part}")
    try:
        ZoneInfo(plan.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return refuse(ImportCode.ZONE_UNKNOWN, field="/zone")
    return None


def _needed(plan: ImportPlan, target: Target) -> tuple[Part, ...]:
    """Return what entries of a register must have: a code only who is known by nothing else."""
    if target == "orders":
        return ()
    known = target == "customers" and any(
        PART_OF[each] in plan.columns for each in IDENTITIES[plan.known_by]
    )
    return ("name",) if known else ("code", "name")
