"""Each reason for which privacy says no; its words are in `texts/`."""

from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class PrivacyCode(StrEnum):
    """The closed list of codes."""

    REASON_MISSING = "reveal_reason_missing"
    REASON_UNUSABLE = "reveal_reason_unusable"
    REASON_PERSONAL = "reveal_reason_personal"
    FIELDS_MISSING = "reveal_fields_missing"
    KIND_UNKNOWN = "reveal_kind_unknown"
    OUT_OF_REACH = "reveal_out_of_reach"
    NOTHING_THERE = "reveal_nothing_there"
    SUBJECT_ERASED = "subject_erased"


def refuse(code: PrivacyCode, **facts: str | int | list[str]) -> Refused:
    """Return the refusal of a state that does not allow the act."""
    return Refused(code, RefusalKind.CONFLICT, facts)


def malformed(code: PrivacyCode, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)
