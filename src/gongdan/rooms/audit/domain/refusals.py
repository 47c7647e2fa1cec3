"""Why a reader of the trail gets no page; the words are in `texts/`."""

from enum import StrEnum


class Refusal(StrEnum):
    """The closed list of codes."""

    CURSOR_MALFORMED = "audit_cursor_malformed"
    TIME_WITHOUT_OFFSET = "audit_time_without_offset"
