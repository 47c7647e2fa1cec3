"""Each reason for which assets says no; its words are in `texts/`."""

from enum import StrEnum

from gongdan.kernel.messages import RefusalKind, Refused


class Refusal(StrEnum):
    """The closed list of codes."""

    ASSET_NOT_FOUND = "asset_not_found"
    ASSET_CHANGED_MEANWHILE = "asset_changed_meanwhile"
    ASSET_CODE_TAKEN = "asset_code_taken"
    ASSET_OUT_OF_REACH = "asset_out_of_reach"
    ASSET_TEXT_UNUSABLE = "asset_text_unusable"
    ASSET_COORDINATES_UNUSABLE = "asset_coordinates_unusable"
    ASSET_PARENT_NOT_FOUND = "asset_parent_not_found"
    ASSET_INSIDE_ITSELF = "asset_inside_itself"
    ASSET_CUSTOMER_NOT_FOUND = "asset_customer_not_found"


def malformed(code: Refusal, field: str, **facts: str | int | list[str]) -> Refused:
    """Say which input is at fault (a JSON pointer)."""
    return Refused(code, RefusalKind.MALFORMED, facts, field)
