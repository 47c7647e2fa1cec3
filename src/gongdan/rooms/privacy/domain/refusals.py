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
    SUBJECT_UNKNOWN = "subject_unknown"
    SUBJECT_NOT_NAMED = "subject_not_named"
    SUBJECT_NOT_CONFIRMED = "subject_not_confirmed"
    SUBJECT_ON_HOLD = "subject_on_hold"
    SUBJECT_NOT_ON_HOLD = "subject_not_on_hold"
    SUBJECT_IS_ONESELF = "subject_is_oneself"
    CONSENT_UNKNOWN = "consent_unknown"
    CONSENT_STANDS = "consent_stands"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CONSENT_TEXT_UNKNOWN = "consent_text_unknown"
    RETENTION_NOTHING_DUE = "retention_nothing_due"
    RETENTION_RUN_UNKNOWN = "retention_run_unknown"
    RETENTION_OWN_PROPOSAL = "retention_own_proposal"
    RETENTION_APPROVED_BEFORE = "retention_approved_before"
    RETENTION_PLAN_CHANGED = "retention_plan_changed"


def refuse(code: PrivacyCode, **facts: str | int | list[str]) -> Refused:
    """Return the refusal of a state that does not allow the act."""
    return Refused(code, RefusalKind.CONFLICT, facts)


def malformed(code: PrivacyCode, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)


def unknown(code: PrivacyCode) -> Refused:
    """Say that there is no such thing."""
    return Refused(code, RefusalKind.NOT_FOUND)
