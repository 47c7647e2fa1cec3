"""Each reason for which rosters says no; its words are in `texts/`."""

from enum import StrEnum

from gongdan.engines.rostering.model import Blocked
from gongdan.kernel.messages import RefusalKind, Refused


class Refusal(StrEnum):
    """The closed list of codes."""

    NOT_FOUND = "roster_not_found"
    CHANGED_MEANWHILE = "roster_changed_meanwhile"
    SPAN_UNUSABLE = "roster_span_unusable"
    SECONDS_OUT_OF_RANGE = "roster_seconds_out_of_range"
    UNIT_NOT_FOUND = "roster_unit_not_found"
    OVERLAPS = "roster_overlaps"
    NOBODY_THERE = "roster_nobody_there"
    NO_DEMAND = "roster_no_demand"
    TOO_LARGE = "roster_too_large"
    NOT_A_DRAFT = "roster_not_a_draft"
    NOT_PUBLISHED = "roster_not_published"
    NOT_SOLVED = "roster_not_solved"
    SEARCHING = "roster_searching"
    STALE = "roster_stale"
    PERSON_UNKNOWN = "roster_person_unknown"
    DAY_UNKNOWN = "roster_day_unknown"
    KIND_UNKNOWN = "roster_kind_unknown"
    KINDS_UNUSABLE = "roster_kinds_unusable"
    RULE_OUT_OF_RANGE = "roster_rule_out_of_range"
    SHIFT_TOO_LONG = "roster_shift_too_long"
    CORRECTION_UNUSABLE = "roster_correction_unusable"
    CORRECTION_NOT_FOUND = "roster_correction_not_found"
    CORRECTIONS_TOO_MANY = "roster_corrections_too_many"
    WISH_NOT_FOUND = "roster_wish_not_found"
    WISH_DAY_UNUSABLE = "roster_wish_day_unusable"
    WISHES_TOO_MANY = "roster_wishes_too_many"
    NOT_ROSTERED = "roster_no_account"
    BREAKS_SKILL = "roster_breaks_skill"
    BREAKS_PLACE = "roster_breaks_place"
    BREAKS_NO_SHIFT = "roster_breaks_no_shift"
    BREAKS_ABSENT = "roster_breaks_absent"
    BREAKS_ON_DUTY = "roster_breaks_on_duty"
    BREAKS_REST = "roster_breaks_rest"
    BREAKS_WEEK_HOURS = "roster_breaks_week_hours"
    BREAKS_DAYS_IN_ROW = "roster_breaks_days_in_row"


def malformed(code: Refusal, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)


def missing(code: Refusal) -> Refused:
    """Say that there is no such thing, or none that one may see."""
    return Refused(code, RefusalKind.NOT_FOUND)


def breaks(rule: Blocked, **facts: str | int | list[str]) -> Refused:
    """Say which labour rule a shift would break."""
    return Refused(Refusal(f"roster_breaks_{rule}"), facts=facts)
