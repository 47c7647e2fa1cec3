"""What makes it right how somebody works: levels, shifts, tools, how much at once."""

from collections.abc import Iterable
from typing import Final

from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_identifier, clean_line, fold
from gongdan.rooms.people.contract import SkillLevel, Work
from gongdan.rooms.people.domain.refusals import Refusal, malformed

DAY: Final = 1_440
TOOL_LIMIT: Final = 40
VEHICLE_LIMIT: Final = 60
MOST_TOOLS: Final = 50
MOST_SHIFTS: Final = 28
MOST_TERRITORIES: Final = 50
MOST_CAPACITY: Final = 500


def cleaned_work(work: Work, skills: Iterable[str]) -> Work | Refused:
    """Return how somebody works, cleaned; a level of a skill that they have not is left out."""
    for wrong in (_wrong_levels(work), _wrong_shifts(work), _wrong_numbers(work)):
        if wrong is not None:
            return wrong
    tools = _tools(work.tools)
    vehicle = clean_line(work.vehicle, limit=VEHICLE_LIMIT)
    if isinstance(tools, Refused):
        return tools
    if isinstance(vehicle, TextFault):
        return malformed(Refusal.PERSON_TEXT_UNUSABLE, "/working/vehicle", limit=VEHICLE_LIMIT)
    return Work(
        _levels(work.levels, skills),
        tuple(dict.fromkeys(work.territories)),
        tuple(sorted(work.shifts, key=lambda each: (each.days, each.begins))),
        tools,
        vehicle,
        work.capacity,
    )


def _levels(levels: Iterable[SkillLevel], skills: Iterable[str]) -> tuple[SkillLevel, ...]:
    tags = {fold(each): each for each in skills}
    told = {fold(each.skill): each for each in levels if fold(each.skill) in tags}
    return tuple(SkillLevel(tags[key], told[key].level, told[key].until) for key in sorted(told))


def _wrong_levels(work: Work) -> Refused | None:
    for place, each in enumerate(work.levels):
        if not 1 <= each.level <= 5:
            return malformed(Refusal.PERSON_LEVEL_OUT_OF_RANGE, f"/working/levels/{place}/level")
    return None


def _wrong_shifts(work: Work) -> Refused | None:
    if len(work.shifts) > MOST_SHIFTS:
        return malformed(Refusal.PERSON_WORK_TOO_MANY, "/working/shifts", limit=MOST_SHIFTS)
    for place, each in enumerate(work.shifts):
        days_right = bool(each.days) and all(1 <= day <= 7 for day in each.days)
        if not days_right or not 0 <= each.begins < DAY or not 0 < each.ends - each.begins <= DAY:
            return malformed(Refusal.PERSON_SHIFT_UNUSABLE, f"/working/shifts/{place}")
    return None


def _wrong_numbers(work: Work) -> Refused | None:
    if not 0 <= work.capacity <= MOST_CAPACITY:
        return malformed(
            Refusal.PERSON_CAPACITY_OUT_OF_RANGE, "/working/capacity", limit=MOST_CAPACITY
        )
    if len(work.territories) > MOST_TERRITORIES:
        return malformed(
            Refusal.PERSON_WORK_TOO_MANY, "/working/territories", limit=MOST_TERRITORIES
        )
    return None


def _tools(tools: Iterable[str]) -> tuple[str, ...] | Refused:
    found: dict[str, str] = {}
    for place, each in enumerate(tools):
        tool = clean_identifier(each, limit=TOOL_LIMIT)
        if isinstance(tool, TextFault):
            return malformed(
                Refusal.PERSON_TEXT_UNUSABLE, f"/working/tools/{place}", limit=TOOL_LIMIT
            )
        found.setdefault(fold(tool), tool)
    if len(found) > MOST_TOOLS:
        return malformed(Refusal.PERSON_WORK_TOO_MANY, "/working/tools", limit=MOST_TOOLS)
    return tuple(found.values())
