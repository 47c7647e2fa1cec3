"""Each reason for which customers says no; its words are in `texts/`."""

from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class Refusal(StrEnum):
    """The closed list of codes."""

    CUSTOMER_NOT_FOUND = "customer_not_found"
    CUSTOMER_CHANGED_MEANWHILE = "customer_changed_meanwhile"
    CUSTOMER_CODE_TAKEN = "customer_code_taken"
    CUSTOMER_OUT_OF_REACH = "customer_out_of_reach"
    CUSTOMER_TEXT_UNUSABLE = "customer_text_unusable"
    CUSTOMER_PHONE_UNUSABLE = "customer_phone_unusable"
    CUSTOMER_EMAIL_UNUSABLE = "customer_email_unusable"
    CUSTOMER_COORDINATES_UNUSABLE = "customer_coordinates_unusable"
    CUSTOMER_ERASED = "customer_erased"


def malformed(code: Refusal, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)
