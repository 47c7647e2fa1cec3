"""Each reason for which people says no; its words are in `texts/`."""

from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class Refusal(StrEnum):
    """The closed list of codes."""

    PERSON_NOT_FOUND = "person_not_found"
    PERSON_CHANGED_MEANWHILE = "person_changed_meanwhile"
    PERSON_USER_TAKEN = "person_user_taken"
    PERSON_OUT_OF_REACH = "person_out_of_reach"
    PERSON_TEXT_UNUSABLE = "person_text_unusable"
    PERSON_PHONE_UNUSABLE = "person_phone_unusable"
    PERSON_SKILLS_TOO_MANY = "person_skills_too_many"
    PERSON_USER_NOT_FOUND = "person_user_not_found"
    PERSON_UNIT_NOT_FOUND = "person_unit_not_found"
    PERSON_ERASED = "person_erased"
    PERSON_LEVEL_OUT_OF_RANGE = "person_level_out_of_range"
    PERSON_SHIFT_UNUSABLE = "person_shift_unusable"
    PERSON_WORK_TOO_MANY = "person_work_too_many"
    PERSON_CAPACITY_OUT_OF_RANGE = "person_capacity_out_of_range"
    PERSON_PLACE_UNUSABLE = "person_place_unusable"
    ABSENCE_ENDS_FIRST = "absence_ends_first"
    ABSENCE_NOT_FOUND = "absence_not_found"
    ABSENCES_TOO_MANY = "absences_too_many"
    CONTEST_NOT_FOUND = "contest_not_found"
    CONTEST_ANSWERED = "contest_answered"
    CONTEST_TEXT_UNUSABLE = "contest_text_unusable"
    CONTEST_OUTCOME_UNKNOWN = "contest_outcome_unknown"
    CONTESTS_TOO_MANY = "contests_too_many"
    CONTEST_OF_ONESELF = "contest_of_oneself"
    NOT_REGISTERED = "person_not_registered"


def malformed(code: Refusal, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)
