"""Why rehearsal says no: a closed list; each code has its texts in `texts/*.toml`."""

from collections.abc import Mapping
from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class RehearsalCode(StrEnum):
    """The codes, stable for ever once published."""

    NOT_FOUND = "rehearsal_not_found"
    DRAFT_UNREADABLE = "rehearsal_draft_unreadable"
    STAND_IN_UNKNOWN = "rehearsal_stand_in_unknown"
    ACT_UNKNOWN = "rehearsal_act_unknown"
    TOO_LONG = "rehearsal_too_long"
    NO_TIMER = "rehearsal_no_timer"
    TOO_FAR = "rehearsal_too_far"
    NOTHING_WAITS = "rehearsal_nothing_waits"  # for this reply, at this place
    REPLY_UNFIT = "rehearsal_reply_unfit"  # a value of it is missing, or of another kind
    NOTHING_TO_UNDO = "rehearsal_nothing_to_undo"
    CHANGED = "rehearsal_changed_meanwhile"
    REPLAY_NOT_FOUND = "replay_not_found"
    REPLAY_UNREADABLE = "replay_unreadable"  # its body was kept by a program that knew more
    REPLAY_NOT_ALLOWED = "replay_not_allowed"  # nothing of the past may be looked at
    SPAN_UNUSABLE = "replay_span_unusable"
    NOBODY_SIGNED_IN = "rehearsal_nobody_signed_in"


_KINDS: Mapping[RehearsalCode, RefusalKind] = {
    RehearsalCode.NOT_FOUND: RefusalKind.NOT_FOUND,
    RehearsalCode.REPLAY_NOT_FOUND: RefusalKind.NOT_FOUND,
    RehearsalCode.REPLAY_NOT_ALLOWED: RefusalKind.FORBIDDEN,
    RehearsalCode.SPAN_UNUSABLE: RefusalKind.MALFORMED,
    RehearsalCode.STAND_IN_UNKNOWN: RefusalKind.MALFORMED,
    RehearsalCode.ACT_UNKNOWN: RefusalKind.MALFORMED,
    RehearsalCode.TOO_FAR: RefusalKind.MALFORMED,
    RehearsalCode.REPLY_UNFIT: RefusalKind.MALFORMED,
    RehearsalCode.NOBODY_SIGNED_IN: RefusalKind.FORBIDDEN,
}


def refuse(code: RehearsalCode, *, field: str = "", **facts: str | int | list[str]) -> Refused:
    """Say no: with the code's family, the input at fault (a JSON pointer) and its facts."""
    return Refused(code, _KINDS.get(code, RefusalKind.CONFLICT), facts, field)
