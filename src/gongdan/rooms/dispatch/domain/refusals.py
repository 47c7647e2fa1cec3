"""Each reason for which dispatch says no; its words are in `texts/`."""

from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class Refusal(StrEnum):
    """The closed list of codes."""

    NOTHING_TO_ASSIGN = "dispatch_nothing_to_assign"
    REASON_NEEDED = "dispatch_reason_needed"
    REASON_UNUSABLE = "dispatch_reason_unusable"
    CATEGORY_UNKNOWN = "dispatch_category_unknown"
    TYPE_UNKNOWN = "dispatch_type_unknown"
    NOT_TRIED = "dispatch_not_tried"
    NOT_IN_USE = "dispatch_not_in_use"
    TOO_FEW = "dispatch_too_few_decisions"
    TOO_ONE_SIDED = "dispatch_too_one_sided"
    NOT_BETTER = "dispatch_not_better"
    HARMS_GROUP = "dispatch_harms_group"
    TRIAGE_WORSE = "dispatch_triage_worse"
    TRIAGE_HARMS = "dispatch_triage_harms"
    THRESHOLD_OUT_OF_RANGE = "dispatch_threshold_out_of_range"
    SHARE_OUT_OF_RANGE = "dispatch_share_out_of_range"
    MINUTES_OUT_OF_RANGE = "dispatch_minutes_out_of_range"
    UNIT_UNKNOWN = "dispatch_unit_unknown"
    PILOT_TOO_EARLY = "dispatch_pilot_too_early"
    PILOT_NOT_RUNNING = "dispatch_pilot_not_running"


def malformed(code: Refusal, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)
