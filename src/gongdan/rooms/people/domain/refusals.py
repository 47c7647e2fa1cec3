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


def malformed(code: Refusal, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)
