"""Why planning says no: a closed list; each code has its texts in `texts/*.toml`."""

from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class Refusal(StrEnum):
    """The codes, stable for ever once published."""

    NO_PLAN = "plan_unknown"
    NOT_A_DRAFT = "plan_not_a_draft"
    BEING_MADE = "plan_being_made"
    CHANGED = "plan_changed"
    DAY_PAST = "plan_day_past"
    DAY_FAR = "plan_day_far"
    MINUTES = "plan_minutes_out_of_range"
    NO_UNIT = "plan_unit_unknown"
    TOO_MANY = "plan_too_many_orders"
    STALE = "plan_stale"
    CREW_CHANGED = "plan_crew_changed"
    ORDER_UNKNOWN = "plan_order_unknown"
    PERSON_UNKNOWN = "plan_person_unknown"
    STARTED = "plan_stop_started"
    LOCKED = "plan_stop_locked"
    AWAY = "plan_person_away"
    SKILL = "plan_person_lacks_skill"
    TOOL = "plan_person_lacks_tool"
    APPOINTMENT = "plan_out_of_appointment"
    TERRITORY = "plan_person_not_there"
    NO_TIME = "plan_no_time"
    FIRST = "plan_before_begun"
    NOTHING_TO_UNDO = "plan_nothing_to_undo"
    NOTHING_TO_REDO = "plan_nothing_to_redo"
    NOT_PLANNED = "plan_stop_not_planned"


def malformed(code: Refusal, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)


def refused(code: Refusal, **facts: str | int | list[str]) -> Refused:
    """Say why the plan does not allow it as it stands."""
    return Refused(code, RefusalKind.CONFLICT, facts)
