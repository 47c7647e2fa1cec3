"""What a tenant may set: kinds of shift and limits. The house's own, and no legal advice."""

import re
from typing import Final

from msgspec.structs import replace

from gongdan.engines.rostering.model import DAY, Kind, Rules
from gongdan.kernel.messages import Refused
from gongdan.kernel.text import TextFault, clean_line
from gongdan.rooms.rosters.contract import RosterRules, RosterSettings, ShiftKind
from gongdan.rooms.rosters.domain.refusals import Refusal, malformed

MOST_KINDS: Final = 8
MOST_PLACES: Final = 30
NAME_LIMIT: Final = 20
_RANGES: Final[dict[str, tuple[float, float]]] = {
    "rest": (0, 24),
    "day_hours": (4, 24),
    "week_hours": (4, 84),
    "days_in_row": (1, 12),
    "fairness": (0, 3),
    "wishes": (0, 3),
    "hours_each": (0.1, 24),
    "busy": (0.1, 1),
}
_OF_WORK: Final = {"hours_each", "busy"}
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,19}")
_STEPS: Final = (0, 10, 30, 90)
"""Points of a weight from 0 to 3, beside 100 for an hour without the person it needs."""


def cleaned_settings(settings: RosterSettings) -> RosterSettings | Refused:
    """Return settings that can be rostered by, or what is wrong with them."""
    for name, (least, most) in _RANGES.items():
        value = getattr(settings if name in _OF_WORK else settings.rules, name)
        if not least <= value <= most:
            return malformed(
                Refusal.RULE_OUT_OF_RANGE, f"/{name}", least=f"{least:g}", most=f"{most:g}"
            )
    kinds = _kinds(settings)
    if isinstance(kinds, Refused):
        return kinds
    places = tuple(dict.fromkeys(settings.places))[:MOST_PLACES]
    return replace(settings, kinds=kinds, places=places)


def engine_rules(rules: RosterRules) -> Rules:
    """Return the rules as the engine weighs them."""
    return Rules(
        rest=rules.rest,
        days_in_row=rules.days_in_row,
        unfair=_STEPS[rules.fairness] // 3,
        wish=_STEPS[rules.wishes] // 2,
    )


def engine_kinds(settings: RosterSettings) -> tuple[Kind, ...]:
    """Return the kinds of shift as the engine knows them."""
    return tuple(Kind(each.id, each.begins, each.hours) for each in settings.kinds)


def _kinds(settings: RosterSettings) -> tuple[ShiftKind, ...] | Refused:
    found: dict[str, ShiftKind] = {}
    for at, each in enumerate(settings.kinds):
        key, name = each.id, clean_line(each.name, limit=NAME_LIMIT) if each.name else ""
        if isinstance(name, TextFault) or not _KEY.fullmatch(key) or key in found:
            return malformed(Refusal.KINDS_UNUSABLE, f"/kinds/{at}", limit=NAME_LIMIT)
        if not (0 <= each.begins < DAY and 1 <= each.hours <= DAY):
            return malformed(Refusal.KINDS_UNUSABLE, f"/kinds/{at}", limit=NAME_LIMIT)
        if each.hours > settings.rules.day_hours:
            return malformed(
                Refusal.SHIFT_TOO_LONG, f"/kinds/{at}/hours", limit=settings.rules.day_hours
            )
        found[key] = ShiftKind(key, name, each.begins, each.hours)
    if not 1 <= len(found) <= MOST_KINDS:
        return malformed(Refusal.KINDS_UNUSABLE, "/kinds", limit=NAME_LIMIT)
    return tuple(sorted(found.values(), key=lambda each: (each.begins, each.id)))
