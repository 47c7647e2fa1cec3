"""Whether a plan fits the table that it reads. Pure."""

from collections.abc import Collection
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gongdan.kernel.messages import Refused
from gongdan.rooms.imports.contract import ImportPlan
from gongdan.rooms.imports.domain.refusals import ImportCode, refuse


def plan_fault(plan: ImportPlan, columns: Collection[str]) -> Refused | None:
    """Return what is wrong with a plan, None where it can be followed."""
    for part, column in plan.columns.items():
        if column not in columns:
            return refuse(ImportCode.COLUMN_UNKNOWN, field=f"/columns/{part}")
    if "title" not in plan.columns:
        return refuse(ImportCode.TITLE_UNMAPPED, field="/columns/title")
    try:
        ZoneInfo(plan.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return refuse(ImportCode.ZONE_UNKNOWN, field="/zone")
    return None
